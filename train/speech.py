"""The speech head: who is said to say what (src/parse/heads/speech).

    node train/speech.mjs ARTICLES_JSONL /tmp/speech
    python -m train.speech /tmp/speech model/english.onrm --out model/english.onrm
    python -m train.speech /tmp/speech model/english.onrm --out /tmp/held.onrm --hold 0     # a fifth of the articles kept for scoring

One net of gated convolutions reads the text and tells where a cue hangs; another reads the words around each cue, as far as its paragraph
goes, and tells cue, source and content. Attributions in the manner of PolNeAR (Newell, Margolin and Ruths 2018): one cue each.
"""
import argparse
import json
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

from . import container
from .forms import plain, word_key
from .quantise import quantised

DIM, LAYERS = 96, (1, 2, 4, 8, 1)              # over the text: width, and dilations
NEAR, NEAR_LAYERS = 64, (1, 2, 4, 8)           # around a cue
WIDTH = 5                                      # of a convolution
BEFORE, AFTER = 48, 64                         # tokens around a cue
WINDOW = BEFORE + 1 + AFTER
CORE, SIDE = 384, 64                           # tokens of a chunk that count, and those read beside them
CHUNK = CORE + 2 * SIDE
MARKS, DISTANCES, BESIDES = 11, 32, 6          # as marks.ts and surroundings.ts have them
SEEN = (40, 48)                                # of them, those that the engine reads: a fifth sooner, and as good
LEAST = 0.3                                    # the probability from which a token may carry a cue; verdict.py weighs the rest
BATCH, WINDOWS = 8, 136                        # chunks and windows of a step
EPOCHS = 7
TABLES = ('upos', 'label', 'mark', 'distance', 'branch')


class Article:
    """One article of the features' file, with its encodings."""

    def __init__(self, line, encodings, rows):
        self.id, self.n = line['id'], len(line['start'])
        self.encodings = encodings
        for name in ('upos', 'head', 'label', 'marks', 'sentences'):
            setattr(self, name, np.array(line[name]))
        self.word = np.array([rows(w) for w in line['words']], np.int32)
        self.sentence = np.searchsorted(self.sentences, np.arange(self.n), side='right') - 1
        self.paragraphs = np.append(np.flatnonzero(self.marks >> 4 & 1), self.n)
        self.attributions = [(self.anchor(a['cue'][0]), a['cue'], a['source'], a['content']) for a in line['gold'] if a['cue'] and a['content']]

    def anchor(self, run):
        """The first token of a run that hangs on none within it."""
        return next((t for t in range(*run) if not run[0] <= self.head[t] < run[1]), run[0])


def read(path, glove_keys):
    """All articles of ``path``.jsonl and ``path``.f16."""
    keys = {tuple(k): i + 1 for i, k in enumerate(glove_keys.tolist())}
    known = {}

    def row(word):
        if word not in known:
            known[word] = keys.get(word_key(plain(word).lower()), 0)
        return known[word]

    with open(f'{path}.jsonl') as file:
        lines = [json.loads(line) for line in file]
    total = sum(len(line['start']) for line in lines)
    encodings = np.fromfile(f'{path}.f16', np.float16).reshape(total, -1)
    articles, at = [], 0
    for line in lines:
        n = len(line['start'])
        articles.append(Article(line, encodings[at:at + n], row))
        at += n
    return articles


def branches(article, cue, low, high):
    """What each token of ``low``…``high`` is to the cue: see surroundings.ts."""
    head, label = article.head, article.label
    k = article.sentence[cue]
    first, last = article.sentences[k], article.sentences[k + 1]
    out = np.zeros(high - low, np.int32)
    out[np.arange(low, high) >= last] = 1
    code, up = {}, head[cue]
    at, steps = up, last - first
    while at >= 0 and steps > 0:
        code[at] = 3
        at, steps = head[at], steps - 1
    above = set(code)
    code[cue] = 2
    for token in range(max(low, first), min(high, last)):
        path, at = [], token
        while at not in code:
            path.append(at)
            h = head[at]
            if h < 0 or len(path) > 300:
                found = 5
            elif h == cue:
                found = BESIDES + label[at]
            elif h == up:
                found = 4
            elif h in above:
                found = 5
            else:
                at = h
                continue
            break
        else:
            found = code[at]
        for t in path:
            code[t] = found
        out[token - low] = code[token]
    return out


def distances(cue, low, high):
    """The rows of the table of distances."""
    d = np.arange(low, high) - cue
    size = np.abs(d)
    row = np.where(size < 6, size, np.minimum(6 + np.floor(2 * np.log2(np.maximum(size, 1) / 6)), 14)).astype(np.int32)
    return np.where(d > 0, row + 15, row)


def window(article, attribution, low, high):
    """The words around a cue, in a chunk of tokens ``low``…``high``, and what they are."""
    cue, *runs = attribution
    q = np.searchsorted(article.paragraphs, cue, side='right') - 1
    first, last = max(low, cue - BEFORE, article.paragraphs[q]), min(high, cue + AFTER + 1, article.paragraphs[q + 1])
    n = last - first
    w = dict(at=cue - low, first=first - low, mask=np.zeros(WINDOW, bool), distance=np.zeros(WINDOW, np.int32), branch=np.zeros(WINDOW, np.int32),
             gold=np.zeros((WINDOW, 3), np.float32))
    w['mask'][:n] = True
    w['distance'][:n], w['branch'][:n] = distances(cue, first, last), branches(article, cue, first, last)
    for k, role in enumerate(runs):
        for a, b in role:
            w['gold'][max(0, a - first):max(0, min(b, last) - first), k] = 1
    return w


def chunks(article):
    """Chunks of an article, each with its windows."""
    for start in range(0, article.n, CORE):
        low, high = max(0, start - SIDE), min(article.n, start + CORE + SIDE)
        n = high - low
        pad = lambda values, kind: np.concatenate([values[low:high], np.zeros((CHUNK - n,) + values.shape[1:], values.dtype)]).astype(kind)
        head = np.full(CHUNK, -1, np.int32)
        inside = article.head[low:high] - low
        head[:n] = np.where((article.head[low:high] < 0) | (inside < 0) | (inside >= n), -1, inside)
        c = dict(encodings=pad(article.encodings, np.float16), head=head, mask=np.arange(CHUNK) < n, core=np.zeros(CHUNK, bool), anchor=np.zeros(CHUNK, np.float32),
                 tags=np.zeros((CHUNK, 3), np.float32), **{k: pad(getattr(article, k), np.int32) for k in ('word', 'marks', 'upos', 'label')})
        c['core'][start - low:min(start + CORE, article.n) - low] = True
        windows = []
        for attribution in article.attributions:
            cue, *runs = attribution
            if low <= cue < high:
                c['anchor'][cue - low] = 1
            for k, role in enumerate(runs):
                for a, b in role:
                    c['tags'][max(0, a - low):max(0, b - low), k] = 1
            if start <= cue < start + CORE:
                windows.append(window(article, attribution, low, high))
        yield c, windows


def batches(data, rng):
    """Batches in a new order: chunks laid side by side, and their windows with the chunk each is of."""
    order = rng.permutation(len(data))
    for at in range(0, len(order) - BATCH + 1, BATCH):
        items = [data[i] for i in order[at:at + BATCH]]
        rows = [(r, w) for r, (_, windows) in enumerate(items) for w in windows]
        rng.shuffle(rows)
        rows = rows[:WINDOWS]
        near = {k: np.zeros((WINDOWS,) + np.shape(v), np.asarray(v).dtype) for k, v in rows[0][1].items()} if rows else None
        if near is None:
            continue
        near['row'] = np.zeros(WINDOWS, np.int32)
        for i, (r, w) in enumerate(rows):
            near['row'][i] = r
            for k, v in w.items():
                near[k][i] = v
        yield {k: np.stack([c[k] for c, _ in items]) for k in items[0][0]}, near


def start(rng, wide, words, upos, labels):
    """The parameters to begin with."""
    matrix = lambda a, b, sd=None: rng.normal(0, sd or a ** -0.5, (a, b)).astype(np.float32)
    p = dict(own=matrix(wide, DIM), above=matrix(wide, DIM, 0.5 * wide ** -0.5), word=matrix(words, DIM), upos=matrix(upos, DIM, 0.1), label=matrix(labels, DIM, 0.1),
             mark=matrix(MARKS, DIM, 0.3), anchor=matrix(DIM, 1), anchorb=np.zeros(1, np.float32), tags=matrix(DIM, 3), tagsb=np.zeros(3, np.float32), side=matrix(DIM, NEAR),
             cue=matrix(DIM, NEAR), cueb=np.zeros(NEAR, np.float32), distance=matrix(DISTANCES, NEAR, 0.3), branch=matrix(BESIDES + labels, NEAR, 0.3),
             out=matrix(NEAR, 3), outb=np.zeros(3, np.float32))
    for name, dim, layers in (('text', DIM, LAYERS), ('near', NEAR, NEAR_LAYERS)):
        for k, _ in enumerate(layers):
            p |= {f'{name}.conv{k}': matrix(WIDTH, dim, 0.4), f'{name}.in{k}': matrix(dim, 2 * dim), f'{name}.in{k}b': np.zeros(2 * dim, np.float32),
                  f'{name}.out{k}': matrix(dim, dim, 0.5 * dim ** -0.5), f'{name}.norm{k}': np.ones(dim, np.float32)}
        p[f'{name}.norm'] = np.ones(dim, np.float32)
    return p


norm = lambda x, gain=1.0: x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-6) * gain
drop = lambda x, key, rate: x if key is None else x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate)


def convolve(p, name, layers, x, mask, keys):
    """Residual layers of norm, dilated depthwise convolution and gated units."""
    n = x.shape[1]
    for k, dilation in enumerate(layers):
        y, z = norm(x, p[f'{name}.norm{k}']) * mask, 0
        for j in range(WIDTH):
            o = (j - WIDTH // 2) * dilation
            z = z + p[f'{name}.conv{k}'][j] * jnp.pad(y, ((0, 0), (max(-o, 0), max(o, 0)), (0, 0)))[:, max(o, 0):max(o, 0) + n]
        a, b = jnp.split(z @ p[f'{name}.in{k}'] + p[f'{name}.in{k}b'], 2, -1)
        x = (x + drop(jax.nn.silu(a) * b, keys[k], 0.1) @ p[f'{name}.out{k}']) * mask
    return norm(x, p[f'{name}.norm'])


def text_rows(p, glove, c, keys):
    """Rows of the first net."""
    mask = c['mask'][..., None].astype(jnp.float32)
    e = drop(c['encodings'].astype(jnp.float32), keys[0], 0.2)
    above = jnp.take_along_axis(e @ p['above'], jnp.maximum(c['head'], 0)[..., None], 1) * (c['head'] >= 0)[..., None]
    marks = (c['marks'][..., None] >> np.arange(MARKS) & 1).astype(jnp.float32) @ p['mark']
    x = e @ p['own'] + above + drop(glove[c['word']], keys[1], 0.2) @ p['word'] + p['upos'][c['upos']] + p['label'][c['label']] + marks
    return convolve(p, 'text', LAYERS, drop(norm(x), keys[2], 0.1) * mask, mask, keys[3:])


def near_scores(p, rows, w, keys):
    """Scores of the second net, before the logistic function."""
    rows = drop(rows, keys[0], 0.1)
    at = jnp.clip(w['first'][:, None] + np.arange(WINDOW), 0, rows.shape[1] - 1)
    mask = w['mask'][..., None].astype(jnp.float32)
    x = (rows @ p['side'])[w['row'][:, None], at] + (rows[w['row'], w['at']] @ p['cue'] + p['cueb'])[:, None]
    x = norm(x + p['distance'][w['distance']] + p['branch'][w['branch']]) * mask
    return drop(convolve(p, 'near', NEAR_LAYERS, x, mask, keys[2:]), keys[1], 0.1) @ p['out'] + p['outb']


def fit(data, p, glove, epochs, seed):
    """Trains and returns the running average of the parameters."""
    steps = int(epochs * (len(data) // BATCH))
    schedule = optax.warmup_cosine_decay_schedule(0, 4e-3, max(1, steps // 25), steps, 4e-5)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, b2=0.98, weight_decay=0.02))
    cross = optax.sigmoid_binary_cross_entropy

    def loss(p, c, w, key):
        one, two = jax.random.split(key)
        rows = text_rows(p, glove, c, jax.random.split(one, 3 + len(LAYERS)))
        core, seen = c['core'].astype(jnp.float32), w['mask'].astype(jnp.float32)
        anchors = (cross((rows @ p['anchor'] + p['anchorb'])[..., 0], c['anchor']) * core).sum() / core.sum()
        tags = (cross(rows @ p['tags'] + p['tagsb'], c['tags']) * core[..., None]).sum() / core.sum()
        near = (cross(near_scores(p, rows, w, jax.random.split(two, 2 + len(NEAR_LAYERS))), w['gold']) * seen[..., None] * np.array([1.0, 1.5, 1.0])).sum() / seen.sum()
        return 3 * anchors + 0.3 * tags + 3 * near

    @jax.jit
    def step(p, mean, state, c, w, key, i):
        value, gradient = jax.value_and_grad(loss)(p, c, w, key)
        update, state = optimizer.update(gradient, state, p)
        p = optax.apply_updates(p, update)
        keep = jnp.minimum(0.995, i / (i + 10.0))
        return p, jax.tree.map(lambda a, b: keep * a + (1 - keep) * b, mean, p), state, value

    p = jax.tree.map(jnp.array, p)
    mean, state, key, rng = p, optimizer.init(p), jax.random.PRNGKey(seed), np.random.default_rng(seed)
    done, began, values = 0, time.time(), []
    while done < steps:
        for c, w in batches(data, rng):
            key, k = jax.random.split(key)
            p, mean, state, value = step(p, mean, state, c, w, k, jnp.float32(done))
            values.append(float(value))
            done += 1
            if done % 50 == 0 or done == steps:
                print(f'{done} of {steps} steps  {time.time() - began:.0f} s  loss {np.mean(values[-50:]):.3f}', flush=True)
            if done == steps:
                break
    return {name: np.asarray(a, np.float32) for name, a in mean.items()}


def pack(p, scale):
    """``(json, tensors)`` of the section "head.speech"; ``scale``: what the word vectors were divided by."""
    arrays = {name: a for name, a in p.items() if name.startswith(('text.', 'near.')) or name in (*TABLES, 'anchor', 'anchorb', 'out', 'outb')}
    arrays |= {'into': np.concatenate([p['own'], p['above']], 1), 'word': p['word'] / scale, 'near': np.concatenate([p['side'], p['cue']], 1),
               'nearb': np.concatenate([0 * p['cueb'], p['cueb']])}
    tensors = {}
    for name, array in arrays.items():
        if array.ndim == 2 and array.size >= 4096 and name not in TABLES:
            tensors[f'head.speech.{name}'], tensors[f'head.speech.{name}.scale'] = quantised(array, 0)
        else:
            tensors[f'head.speech.{name}'] = array
    kinds = lambda layers: [f'conv{k}' for k in layers]
    return dict(dim=DIM, layers=kinds(LAYERS), near=dict(dim=NEAR, layers=kinds(NEAR_LAYERS)), before=SEEN[0], after=SEEN[1], least=LEAST), tensors


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('features')
    parser.add_argument('model')
    parser.add_argument('--out', required=True)
    parser.add_argument('--hold', type=int, help='keep every fifth block of eight articles, from this block on, for scoring: neighbours are sometimes copies')
    parser.add_argument('--epochs', type=float, default=EPOCHS)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    meta, sections, tensors = container.read(args.model)
    glove = tensors['net.glove'].astype(np.float32) * tensors['net.glove.scale'][:, None]
    scale = glove[1:].std()
    articles = read(args.features, tensors['net.glove.key'])
    data = [chunk for i, article in enumerate(articles) if args.hold is None or i // 8 % 5 != args.hold for chunk in chunks(article)]
    p = start(np.random.default_rng(args.seed), articles[0].encodings.shape[1], glove.shape[1], len(sections['net']['upos']), len(sections['net']['deprels']))
    json_, head = pack(fit(data, p, jnp.array(glove / scale), args.epochs, args.seed), scale)
    kept = {name: a for name, a in tensors.items() if not name.startswith('head.speech.')}
    print(container.write(args.out, meta, {**sections, 'head.speech': json_}, {**kept, **head}), 'bytes')


if __name__ == '__main__':
    main()
