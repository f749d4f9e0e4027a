"""A small pretrained transformer as the teacher's eyes: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019; Apache-2.0).

Used while training only; nothing of it is in the model that ships, beyond what its labels taught. Read here from its published
``model.safetensors`` and ``tokenizer.json``, without the libraries that come with it.
"""
import json
import os
import struct
import unicodedata

import jax
import jax.numpy as jnp
import numpy as np

from .forms import plain

HEADS = 12
FROZEN = 2    # layers, from below, that stay as they are
LAYER_PARTS = {'q': 'attention.self.query', 'k': 'attention.self.key', 'v': 'attention.self.value', 'o': 'attention.output.dense',
               'up': 'intermediate.dense', 'down': 'output.dense'}
LAYER_NORMS = {'norm1': 'attention.output.LayerNorm', 'norm2': 'output.LayerNorm'}


def read_safetensors(path):
    """{name: array} of a safetensors file of 32-bit floats (other types are left out)."""
    with open(path, 'rb') as file:
        data = file.read()
    length = struct.unpack_from('<Q', data)[0]
    entries = json.loads(data[8:8 + length])
    out = {}
    for name, entry in entries.items():
        if entry.get('dtype') == 'F32':
            begin, end = entry['data_offsets']
            out[name] = np.frombuffer(data, '<f4', (end - begin) // 4, 8 + length + begin).reshape(entry['shape'])
    return out


def load(folder):
    """``(fixed, tuned)``: the embeddings, which stay as they are, and the layers' weights stacked over layers, of which the upper are tuned."""
    t = read_safetensors(os.path.join(folder, 'model.safetensors'))
    depth = 1 + max(int(k.split('.')[2]) for k in t if k.startswith('encoder.layer.'))
    stack = lambda part, kind: np.stack([t[f'encoder.layer.{k}.{part}.{kind}'] for k in range(depth)])
    tuned = {}
    for short, part in LAYER_PARTS.items():
        tuned |= {short: stack(part, 'weight').transpose(0, 2, 1), short + 'b': stack(part, 'bias')}
    for short, part in LAYER_NORMS.items():
        tuned |= {short: stack(part, 'weight'), short + 'b': stack(part, 'bias')}
    fixed = {'words': t['embeddings.word_embeddings.weight'], 'places': t['embeddings.position_embeddings.weight'] + t['embeddings.token_type_embeddings.weight'][0],
             'norm': t['embeddings.LayerNorm.weight'], 'normb': t['embeddings.LayerNorm.bias']}
    return jax.tree.map(jnp.array, fixed), jax.tree.map(jnp.array, tuned)


class Pieces:
    """WordPiece (Wu et al. 2016) over given words, as BERT's uncased models have it."""

    def __init__(self, folder):
        with open(os.path.join(folder, 'tokenizer.json'), encoding='utf8') as file:
            self.vocabulary = json.load(file)['model']['vocab']
        self.known = {}

    def word(self, form):
        """The piece ids of one word, at most eight."""
        if form not in self.known:
            text = unicodedata.normalize('NFD', plain(form).lower())
            parts, letters = [], ''
            for ch in (c for c in text if unicodedata.category(c) != 'Mn'):
                if ch.isalnum():
                    letters += ch
                else:
                    parts += [letters, ch]
                    letters = ''
            ids = [i for part in (*parts, letters) if part.strip() for i in self._split(part)]
            self.known[form] = (ids or [self.vocabulary['[UNK]']])[:8]
        return self.known[form]

    def _split(self, part):
        ids, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = ('##' if start else '') + part[start:end]
                if piece in self.vocabulary:
                    ids.append(self.vocabulary[piece])
                    break
            else:
                return [self.vocabulary['[UNK]']]
            start = end
        return ids

    def sentence(self, forms):
        """``(ids, first)``: piece ids with [CLS] and [SEP], and the place of the root ([CLS]) and of each word's first piece."""
        ids, first = [self.vocabulary['[CLS]']], [0]
        for form in forms:
            first.append(len(ids))
            ids += self.word(form)
        return np.array(ids + [self.vocabulary['[SEP]']], np.int32), np.array(first, np.int32)


def layer_norm(x, gain, bias):
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12) * gain + bias


def forward(fixed, tuned, ids, places, segment, noise, rate):
    """Last hidden states (rows, pieces, width) of piece ids; sentences lie side by side: ``segment`` is the sentence, ``places`` the place in it."""
    apart = jnp.where(segment[:, None, :, None] == segment[:, None, None, :], 0, -1e9)
    x = layer_norm(fixed['words'][ids] + fixed['places'][places], fixed['norm'], fixed['normb'])
    x = noise.drop(x, rate)
    b, n, width = x.shape
    split = lambda y: y.reshape(b, n, HEADS, width // HEADS).transpose(0, 2, 1, 3)
    for k in range(tuned['q'].shape[0]):
        if k == FROZEN:
            x = jax.lax.stop_gradient(x)
        w = {name: value[k] for name, value in tuned.items()}
        q, key, v = (split(x @ w[c] + w[c + 'b']) for c in 'qkv')
        scores = q @ key.swapaxes(-1, -2) * (width // HEADS) ** -0.5
        scores = jax.nn.softmax(scores + apart)
        mixed = (scores @ v).transpose(0, 2, 1, 3).reshape(b, n, width)
        x = layer_norm(x + noise.drop(mixed @ w['o'] + w['ob'], rate), w['norm1'], w['norm1b'])
        up = jax.nn.gelu(x @ w['up'] + w['upb'], approximate=True)
        x = layer_norm(x + noise.drop(up @ w['down'] + w['downb'], rate), w['norm2'], w['norm2b'])
    return x
