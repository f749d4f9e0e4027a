"""The net that ships: its training from gold answers, or from a teacher's distributions mixed with them (Hinton et al. 2015)."""
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from . import data, net
from .fit import fit, soft_cross_entropy

RATES = dict(glove=0.05, word=0.2, affix=0.1, chars=0.1, form=0.1, input=0.2, layer=0.2, output=0.2)   # of dropout, on gold answers alone
TAUGHT_RATES = {**RATES, 'word': 0.15, 'input': 0.1, 'layer': 0.1, 'output': 0.1}                       # with a teacher and raw text
WEIGHTS = dict(arcs=1.0, labels=1.0, upos=0.5, feats=0.3, entity=0.3)


class Targets(NamedTuple):
    """What a sentence (or a batch of them) is taught: distributions, all zero where there is nothing to teach."""
    heads: np.ndarray    # (n,) the head that labels are asked for
    arcs: np.ndarray     # (n, n)
    labels: np.ndarray   # (n, deprels)
    upos: np.ndarray     # (n, upos)
    feats: np.ndarray    # (n,) ids
    entity: np.ndarray   # (n, entities)


def one_hot(ids, size):
    """Rows of zeros where the id is NONE."""
    return (ids[..., None] == np.arange(size)).astype(np.float16)


def gold_targets(sentence, labels):
    upos, feats, entity, head, deprel = sentence.gold
    return Targets(head, one_hot(head, len(head)), one_hot(deprel, len(labels.deprels)), one_hot(upos, len(labels.upos)), feats, one_hot(entity, len(labels.entities)))


def mixed(gold, taught, weight):
    """Gold targets mixed with a teacher's, by the weight of the gold; None where the teacher has none (the gold alone is then too long as well)."""
    if taught is None:
        return None
    blend = lambda g, t: np.where(g.sum(-1, keepdims=True) > 0, weight * g + (1 - weight) * t, t).astype(np.float16)
    return Targets(gold.heads, blend(gold.arcs, taught.arcs), blend(gold.labels, taught.labels), blend(gold.upos, taught.upos),
                   np.where(gold.feats >= 0, gold.feats, taught.feats), blend(gold.entity, taught.entity))


def lay_out_targets(targets, batch):
    """One Targets for a data.Batch."""
    rows, length = batch.at.shape
    out = Targets(*(np.full((rows, length), data.NONE, np.int32) if field.ndim == 1 else
                    np.zeros((rows, length, length if name == 'arcs' else field.shape[1]), np.float16) for name, field in zip(Targets._fields, targets[0])))
    for row, start, i in batch.members:
        t = targets[i]
        end = start + len(t.heads)
        out.heads[row, start:end] = t.heads + start
        out.arcs[row, start:end, start:end] = t.arcs
        for name in ('labels', 'upos', 'feats', 'entity'):
            getattr(out, name)[row, start:end] = getattr(t, name)
    return out


def losses(p, x, segment, t):
    """The heads' losses from encodings ``x``."""
    upos, feats, entity = net.tag_scores(p, x)
    terms = dict(arcs=soft_cross_entropy(net.arc_scores(p, x, segment), t.arcs), labels=soft_cross_entropy(net.label_scores(p, x, t.heads), t.labels),
                 upos=soft_cross_entropy(upos, t.upos), entity=soft_cross_entropy(entity, t.entity),
                 feats=soft_cross_entropy(feats, jax.nn.one_hot(t.feats, feats.shape[-1])))
    return sum(WEIGHTS[k] * v for k, v in terms.items())


ROWS, LENGTH = 16, 128      # of a batch: about two thousand tokens


def train(p, shape, lexicon, sentences, targets, held, steps, rate=3e-3, decay=0.01, rates=RATES, seed=1, every=1000):
    """Trains the net ``p``; ``targets[i]`` is what ``sentences[i]`` is taught; ``held``: {name: sentences} to report on."""
    def batches(sentences, rng=None):
        for packed in data.pack([len(s.types) for s in sentences], ROWS, LENGTH, rng):
            b = data.lay_out(sentences, packed, LENGTH)
            yield b, (lexicon.look_up(b.types), b.at, b.segment)

    def epoch(rng):
        for b, inputs in batches(sentences, rng):
            yield inputs, lay_out_targets(targets, b)

    def loss(p, batch, seed):
        (lexical, at, segment), t = batch
        return losses(p, net.encodings(p, shape, lexical, at, segment, net.Noise(seed), rates), segment, widened(t))

    @jax.jit
    def predict(p, inputs):
        return answers(p, net.encodings(p, shape, *inputs), inputs[-1])[0]

    def report(p):
        return '  '.join(f'{name}: {Tally((b.gold, np.stack(predict(p, inputs))) for b, inputs in batches(s))}' for name, s in held.items())

    return fit(p, loss, epoch, steps, rate, decay, seed, report=report, every=every)


def widened(tree):
    return jax.tree.map(lambda y: y.astype(jnp.float32) if y.dtype == jnp.float16 else y, tree)


def answers(p, x, segment):
    """``((upos, feats, entity, head, deprel), arc scores)`` from encodings: each the best, heads without the tree constraint."""
    arcs = net.arc_scores(p, x, segment)
    heads = arcs.argmax(-1)
    return (*(s.argmax(-1) for s in net.tag_scores(p, x)), heads, net.label_scores(p, x, heads).argmax(-1)), arcs


class Tally:
    """Counts of right answers over pairs of (gold, mine), as ``add`` takes them."""

    def __init__(self, pairs=()):
        self.right, self.total, self.tags = np.zeros(4), 0, np.zeros(3)
        for gold, mine in pairs:
            self.add(gold, mine)

    def add(self, gold, mine):
        """Both (5, …): upos, feats, entity, head, deprel."""
        real, same = gold[3] >= 0, gold == mine
        self.total += real.sum()
        self.right += [(s & real).sum() for s in (same[0], same[1], same[3], same[3] & same[4])]
        self.tags += [(same[2] & (gold[2] > 0)).sum(), ((mine[2] > 0) & (gold[2] >= 0)).sum(), (gold[2] > 0).sum()]

    def percent(self):
        """{measure: per cent}; ``entities`` (F1 over the tags of words in mentions) only where the gold has them."""
        scores = {name: round(float(100 * r / self.total), 2) for name, r in zip(('UPOS', 'FEATS', 'UAS', 'LAS'), self.right)}
        if self.tags[2]:
            scores['entities'] = round(float(200 * self.tags[0] / (self.tags[1] + self.tags[2])), 2)
        return scores

    def __str__(self):
        return ' '.join(f'{name} {value:.2f}' for name, value in self.percent().items())
