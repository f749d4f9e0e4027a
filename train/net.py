"""The reading net, as pure functions over a dict of arrays.

form -> vector      GloVe (Pennington et al. 2014) + trained word vector + hashed affixes + a character convolution, through a
                    gated layer; depends on the form alone, so inference caches it per word type.
encoder             layers with a residual each: a depthwise dilated convolution or a gated linear recurrence in both directions
                    (Bradbury et al. 2017, Quasi-Recurrent Neural Networks; Feng et al. 2024, minGRU), each with gated units
                    (Dauphin et al. 2017, Language Modeling with Gated Convolutional Networks); RMS norm (Zhang and Sennrich 2019).
heads               tags, features and entity tags from one shared hidden layer; arcs and labels by biaffine scorers (Dozat and
                    Manning 2017, Deep Biaffine Attention), arcs with a learned term for the signed distance.
"""
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from .forms import AFFIX_ROWS, AFFIXES

WIDTH = 5          # places that a depthwise convolution sees
DISTANCES = 32     # signed log-distance buckets of the arc scorer
MASKED = -1e9


class Shape(NamedTuple):
    """The sizes of a net."""
    dim: int = 160
    layers: tuple = ('conv1', 'scan', 'conv2', 'scan')   # convN: convolution dilated by N; scan: recurrence both ways
    word: int = 96
    affix: int = 32
    char: int = 32
    chars: int = 64      # channels of the character convolution
    form: int = 128      # hidden units of the form's gated layer
    arc: int = 96
    label: int = 96
    tag: int = 64        # hidden units shared by the tagging heads
    context: int = 0     # width of a contextual vector handed in per token (a teacher's), or 0


def init(shape, sizes, seed):
    """Fresh parameters. ``sizes``: counts {'words', 'chars', 'upos', 'feats', 'entities', 'deprels'}."""
    rng = np.random.default_rng(seed)
    lin = lambda a, b, sd=None: jnp.array(rng.normal(0, a ** -0.5 if sd is None else sd, (a, b)), jnp.float32)
    s, d = shape, shape.dim
    inputs = 100 + s.word + AFFIXES * s.affix + s.chars
    p = {
        'word': lin(sizes['words'] + 1, s.word, 0.3), 'affix': lin(AFFIXES * AFFIX_ROWS, s.affix, 0.3),
        'char': lin(sizes['chars'] + 2, s.char, 0.3), 'conv': lin(3 * s.char, s.chars), 'convb': jnp.zeros(s.chars),
        'form1': lin(inputs, 2 * s.form), 'form1b': jnp.zeros(2 * s.form), 'form2': lin(s.form, d), 'form0': lin(inputs, d), 'form0b': jnp.zeros(d),
        'norm': jnp.ones(d),
        'dep': lin(d, s.arc), 'depb': jnp.zeros(s.arc), 'head': lin(d, s.arc), 'headb': jnp.zeros(s.arc),
        'arc': lin(s.arc, s.arc, 0.02), 'archead': jnp.zeros(s.arc), 'dist': jnp.zeros((s.arc, DISTANCES)), 'distb': jnp.zeros(DISTANCES),
        'ldep': lin(d, s.label), 'ldepb': jnp.zeros(s.label), 'lhead': lin(d, s.label),
        'lsum': lin(s.label, sizes['deprels']), 'lprod': lin(s.label, sizes['deprels'], 0.05), 'lb': jnp.zeros(sizes['deprels']),
        'tag': lin(d, s.tag), 'tagb': jnp.zeros(s.tag),
        'upos': lin(s.tag, sizes['upos']), 'uposb': jnp.zeros(sizes['upos']),
        'feats': lin(s.tag, sizes['feats']), 'featsb': jnp.zeros(sizes['feats']),
        'entity': lin(s.tag, sizes['entities']), 'entityb': jnp.zeros(sizes['entities']),
    }
    if s.context:
        p |= {'context': lin(s.context, d)}
    for k, kind in enumerate(s.layers):
        p |= {f'norm{k}': jnp.ones(d), f'in{k}': lin(d, 2 * d), f'out{k}': lin(d, d, 0.5 * d ** -0.5)}
        if kind.startswith('conv'):
            p |= {f'conv{k}': lin(WIDTH, d, 0.4), f'in{k}b': jnp.zeros(2 * d)}
        else:   # gates start open to a spread of memory lengths
            p |= {f'conv{k}': lin(3, d, 0.5), f'in{k}b': jnp.array(np.concatenate([np.zeros(d), np.tile(np.linspace(0, 3, d // 2), 2)]), jnp.float32)}
    return p


def norm(x, gain=1.0):
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-6) * gain


def leaky(x):
    return jnp.maximum(x, 0.1 * x)


class Noise:
    """Dropout masks from a counter hashed to 32 bits (murmur3's finalizer): far cheaper on a CPU than a proper generator. None drops nothing."""

    def __init__(self, seed):
        self.seed, self.calls = seed, 0

    def drop(self, x, rate, shape=None):
        if self.seed is None or rate == 0:
            return x
        self.calls += 1
        shape = shape or x.shape
        bits = jnp.arange(np.prod(shape), dtype=jnp.uint32) * jnp.uint32(0x9e3779b1) + self.seed + jnp.uint32(self.calls * 0x632be5ab & 0xffffffff)
        for shift, factor in ((16, 0x85ebca6b), (13, 0xc2b2ae35)):
            bits = (bits ^ (bits >> shift)) * jnp.uint32(factor)
        keep = (bits ^ (bits >> 16)).reshape(shape) >= jnp.uint32(int(rate * 2 ** 32))
        return jnp.where(keep, x * (1 / (1 - rate)), 0)


def shifted(y, offset):
    """``y`` (batch, n, dim) moved so that place i holds place i + offset; zeros from outside."""
    n = y.shape[1]
    return jnp.pad(y, ((0, 0), (max(-offset, 0), max(offset, 0)), (0, 0)))[:, max(offset, 0):max(offset, 0) + n]


def depthwise(y, kernel, dilation, segment):
    """Depthwise convolution within segments: what lies outside a token's own is zero."""
    out = kernel[len(kernel) // 2] * y
    for k in range(len(kernel)):
        offset = (k - len(kernel) // 2) * dilation
        if offset:
            same = (shifted(segment[..., None], offset) == segment[..., None]).astype(y.dtype)
            out = out + kernel[k] * (shifted(y, offset) * same)
    return out


def form_vectors(p, glove, rows, noise, rates):
    """Vectors (U, dim) of word types from their GloVe vectors (U, 100) and rows of ids (U, 2 + AFFIXES + CHARS)."""
    chars = rows[:, 2 + AFFIXES:]
    seen = (chars > 0).astype(jnp.float32)[..., None]
    c = p['char'][chars] * seen
    c = jnp.concatenate([shifted(c, -1), c, shifted(c, 1)], -1) @ p['conv'] + p['convb']
    c = leaky(jnp.where(seen > 0, c, MASKED).max(1))
    c = jnp.where(seen.max(1) > 0, c, 0)
    one = (len(rows), 1)
    parts = [noise.drop(glove, rates['glove'], one), noise.drop(p['word'][rows[:, 1]], rates['word'], one),
             noise.drop(p['affix'][rows[:, 2:2 + AFFIXES]], rates['affix'], (len(rows), AFFIXES, 1)).reshape(len(rows), -1), noise.drop(c, rates['chars'])]
    x = jnp.concatenate(parts, -1)
    a, b = jnp.split(x @ p['form1'] + p['form1b'], 2, -1)
    return x @ p['form0'] + p['form0b'] + noise.drop(jax.nn.silu(a) * b, rates['form']) @ p['form2']


def recur(c, f, reverse):
    """h_t = f_t h_(t-1) + c_t along axis 1, from zero; backwards where ``reverse``."""
    def step(h, cf):
        h = cf[1] * h + cf[0]
        return h, h
    move = lambda x: jnp.moveaxis(x, 1, 0)
    return move(jax.lax.scan(step, jnp.zeros_like(c[:, 0]), (move(c), move(f)), reverse=reverse, unroll=4)[1])


def encode(p, shape, x, segment, noise, rates):
    """The encoder over token vectors ``x`` (rows, n, dim) of sentences that lie side by side in rows."""
    m = (segment > 0)[..., None].astype(jnp.float32)
    goes_on = [(shifted(segment[..., None], o) == segment[..., None]).astype(jnp.float32) for o in (-1, 1)]   # from before, from after
    x = noise.drop(norm(x), rates['input']) * m
    for k, kind in enumerate(shape.layers):
        y = norm(x, p[f'norm{k}']) * m
        y = depthwise(y, p[f'conv{k}'], int(kind[4:]) if kind.startswith('conv') else 1, segment)
        a, b = jnp.split(y @ p[f'in{k}'] + p[f'in{k}b'], 2, -1)
        if kind.startswith('conv'):
            z = jax.nn.silu(a) * b
        else:
            half, f = shape.dim // 2, jax.nn.sigmoid(b)
            a = a * (1 - f) * m
            z = jnp.concatenate([recur(a[..., :half], f[..., :half] * goes_on[0], False), recur(a[..., half:], f[..., half:] * goes_on[1], True)], -1)
        x = (x + noise.drop(z, rates['layer']) @ p[f'out{k}']) * m
    return noise.drop(norm(x, p['norm']), rates['output'])


def distance_buckets(n):
    """(n, n) bucket of head j seen from dependent i: floor(2 log2 |j - i|) up to 15, and 16 more where the head follows."""
    d = np.arange(n)[None, :] - np.arange(n)[:, None]
    size = np.minimum(np.floor(2 * np.log2(np.maximum(np.abs(d), 1))), 15).astype(np.int32)
    return size + 16 * (d > 0)


def arc_scores(p, x, segment):
    """(rows, dependent, head) scores; MASKED across sentences, on padding and on the diagonal."""
    dep, head = leaky(x @ p['dep'] + p['depb']), leaky(x @ p['head'] + p['headb'])
    scores = jnp.einsum('bia,bja->bij', dep @ p['arc'], head) + (head @ p['archead'])[:, None, :]
    n = x.shape[1]
    place = jax.nn.one_hot(distance_buckets(n), DISTANCES, dtype=jnp.float32)      # constant
    scores += jnp.einsum('bik,ijk->bij', dep @ p['dist'] + p['distb'], place)
    same = (segment[:, :, None] == segment[:, None, :]) & (segment > 0)[:, None, :]
    return jnp.where(same & ~np.eye(n, dtype=bool)[None], scores, MASKED)


def label_scores(p, x, heads):
    """(batch, dependent, deprel) scores given each dependent's head."""
    dep = x @ p['ldep'] + p['ldepb']
    head = jnp.take_along_axis(x @ p['lhead'], jnp.maximum(heads, 0)[..., None], 1)
    return leaky(dep + head) @ p['lsum'] + p['lb'] + (leaky(dep) * leaky(head)) @ p['lprod']


def tag_scores(p, x):
    """UPOS, FEATS and entity scores."""
    t = leaky(x @ p['tag'] + p['tagb'])
    return tuple(t @ p[k] + p[k + 'b'] for k in ('upos', 'feats', 'entity'))


NO_RATES = dict.fromkeys(('glove', 'word', 'affix', 'chars', 'form', 'input', 'layer', 'output'), 0.0)


def encodings(p, shape, lexical, at, segment, noise=None, rates=NO_RATES, context=None):
    """Encodings (rows, n, dim): what the heads read.

    ``lexical``: GloVe vectors and id rows of the distinct types; ``at``: which of them each token has; ``segment``: the number of its
    sentence within the row, 0 for padding; ``context``: (rows, n, …) or None.
    """
    noise = noise or Noise(None)
    x = form_vectors(p, *lexical, noise, rates)[at]
    if context is not None:
        x = x + noise.drop(context, rates['input']) @ p['context']
    return encode(p, shape, x, segment, noise, rates)
