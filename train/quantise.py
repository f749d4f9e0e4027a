"""Weights to the model file's "net" section and back.

Tables (a row is looked up) get one scale a row, matrices (multiplied by) one scale an output column: int8 = round(weight / scale),
scale = largest magnitude / 127. Small arrays stay f32.
"""
import numpy as np

from .forms import AFFIX_ROWS, AFFIXES, CHARS, word_key
from .net import DISTANCES, WIDTH

TABLES = ('glove', 'word', 'affix')
SMALL = 4096    # arrays below this many numbers stay f32


def quantised(array, axis):
    """``(int8, scale)``; ``axis``: the one that is reduced to one scale (1 for rows, 0 for columns)."""
    scale = np.maximum(np.abs(array).max(axis), 1e-8).astype(np.float32) / 127
    return np.round(array / np.expand_dims(scale, axis)).astype(np.int8), scale


def pack(p, vectors, shape, labels, glove, words, chars):
    """``(json, tensors)`` of the "net" section. ``glove``, ``words``: the vocabularies of the tables' rows 1, 2, …; ``chars``: code units."""
    tensors = {}
    arrays = {'glove': vectors, **{k: np.asarray(v, np.float32) for k, v in p.items()}}
    for name, array in arrays.items():
        if array.ndim == 2 and array.size >= SMALL:
            tensors[f'net.{name}'], tensors[f'net.{name}.scale'] = quantised(array, 1 if name in TABLES else 0)
        else:
            tensors[f'net.{name}'] = array
    for name, vocabulary in (('glove', glove), ('word', words)):
        tensors[f'net.{name}.key'] = np.array([word_key(w) for w in vocabulary], np.uint32)
    json = {**shape._asdict(), 'layers': list(shape.layers), 'width': WIDTH, 'distances': DISTANCES, 'affixes': AFFIXES, 'affixRows': AFFIX_ROWS,
            'charsSeen': CHARS, 'alphabet': list(chars), **labels._asdict()}
    return json, tensors


def unpack(tensors):
    """``(p, vectors)`` of the "net" section as the reader has them: f32 again."""
    p = {}
    for name, array in tensors.items():
        if not name.startswith('net.') or name.endswith(('.scale', '.key')):
            continue
        short = name[4:]
        if name + '.scale' in tensors:
            scale = tensors[name + '.scale']
            array = array.astype(np.float32) * (scale[:, None] if short in TABLES else scale[None, :])
        p[short] = array
    vectors = p.pop('glove')
    return p, vectors
