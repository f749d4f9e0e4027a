"""Scores of a model as it ships (weights as the reader has them after quantisation, trees instead of best heads)."""
import jax
import numpy as np

from . import data, net
from .student import LENGTH, ROWS, Tally
from .tree import best_tree


def compiled(shape):
    """A function of ``(p, inputs)`` that gives tag answers, arc scores and encodings, and one that labels given heads."""
    @jax.jit
    def read(p, inputs):
        x = net.encodings(p, shape, *inputs)
        return tuple(s.argmax(-1) for s in net.tag_scores(p, x)), net.arc_scores(p, x, inputs[-1]), x

    return read, jax.jit(lambda p, x, heads: net.label_scores(p, x, heads).argmax(-1))


def evaluate(p, shape, lexicon, sentences):
    """A Tally over encoded sentences."""
    read, label = compiled(shape)
    tally = Tally()
    for packed in data.pack([len(s.types) for s in sentences], ROWS, LENGTH):
        b = data.lay_out(sentences, packed, LENGTH)
        tags, arcs, x = read(p, (lexicon.look_up(b.types), b.at, b.segment))
        arcs, heads = np.asarray(arcs), np.zeros(b.at.shape, np.int32)
        for row, start, i in b.members:
            end = start + len(sentences[i].types)
            heads[row, start:end] = best_tree(arcs[row, start:end, start:end]) + start
        tally.add(b.gold, np.stack([*map(np.asarray, tags), heads, np.asarray(label(p, x, heads))]))
    return tally
