"""What the net sees of a word form: ids of its word vectors, hashed affixes, shape and characters.

All of it depends on the form alone, so that the reader computes it once per word type. Everything is defined on UTF-16
code units and on lower case as ECMAScript's ``toLowerCase`` has it, because JavaScript reads what is trained here.
"""
import copy
import struct

import numpy as np

AFFIX_ROWS = 4096      # rows of each affix table
AFFIXES = 7            # prefixes of 1, 2 and 3 units; suffixes of 2, 3 and 4; the shape
CHARS = 16             # characters seen: of a longer form the first eight and the last eight
ROOT = '\u0000root'    # the form of a sentence's root, which no text holds

_ALIKE = {0x2018: 0x27, 0x2019: 0x27, 0x201a: 0x27, 0x201b: 0x27, 0x2bc: 0x27,
          0x201c: 0x22, 0x201d: 0x22, 0x201e: 0x22, 0x201f: 0x22, 0x2010: 0x2d, 0x2011: 0x2d, 0xa0: 0x20}


def units(text):
    """The UTF-16 code units of ``text``."""
    data = text.encode('utf-16-le', 'surrogatepass')
    return list(struct.unpack(f'<{len(data) // 2}H', data))


def plain(form):
    """The form with typographic quotes, hyphens and spaces written as ASCII has them; a run of three dots for an ellipsis."""
    return form.translate(_ALIKE).replace('\u2026', '...')


def fnv(codes, salt):
    """FNV-1a (Fowler, Noll, Vo) over 16-bit units, started at ``salt``: unsigned 32 bits."""
    h = (0x811c9dc5 ^ salt * 0x9e3779b1) & 0xffffffff
    for code in codes:
        h = ((h ^ code) * 0x01000193) & 0xffffffff
    return h


def word_key(lower):
    """Two independent 32-bit hashes of a lower-cased form: what the reader looks words up by."""
    codes = units(lower)
    return fnv(codes, 101), fnv(codes, 202)


def shape(codes):
    """Letter case and kind of the units: X upper, x lower, d digit, else the unit itself; a run longer than two is two."""
    out = []
    for code in codes:
        ch = chr(code)
        if 48 <= code <= 57:
            kind = 100
        elif 0xd800 <= code <= 0xdfff:
            kind = code
        elif ch.lower() != ch:
            kind = 88
        elif ch.upper() != ch:
            kind = 120
        else:
            kind = code
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return out


class Forms:
    """Turns word forms into rows of ids by the vocabularies that the model carries."""

    def __init__(self, glove, words, chars):
        """``glove`` and ``words``: lower-cased words, row i + 1 of their tables (row 0: unknown); ``chars``: code units, id i + 2."""
        self.glove = {w: i + 1 for i, w in enumerate(glove)}
        self.words = {w: i + 1 for i, w in enumerate(words)}
        self.chars = {c: i + 2 for i, c in enumerate(chars)}

    def row(self, form):
        """``(glove, word, affixes, chars)``: two ids, AFFIXES ids below AFFIXES * AFFIX_ROWS, CHARS ids (0 pads)."""
        if form == ROOT:
            return 0, self.words[ROOT], [k * AFFIX_ROWS for k in range(AFFIXES)], [0] * CHARS
        form = plain(form)
        lower = form.lower()
        codes, low = units(form), [48 if 48 <= c <= 57 else c for c in units(lower)]
        parts = (low[:1], low[:2], low[:3], low[-2:], low[-3:], low[-4:], shape(codes)[:12])
        affixes = [k * AFFIX_ROWS + fnv(part, k + 1) % AFFIX_ROWS for k, part in enumerate(parts)]
        seen = codes if len(codes) <= CHARS else codes[:CHARS // 2] + codes[-CHARS // 2:]
        chars = [self.chars.get(c, 1) for c in seen] + [0] * (CHARS - len(seen))
        return self.glove.get(lower, 0), self.words.get(lower, 0), affixes, chars


class Lexicon:
    """The ids and GloVe vectors of all word types that are met in training."""

    def __init__(self, forms, vectors, types):
        """``vectors``: of the GloVe words, in the order of ``forms``' vocabulary; ``types``: the forms, in the order of their type ids."""
        self.rows = np.array([[g, w, *a, *c] for g, w, a, c in map(forms.row, types)], np.int32)
        self.vectors = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors])

    def with_vectors(self, vectors):
        """The same ids with another table of vectors (row 0: none)."""
        other = copy.copy(self)
        other.vectors = vectors
        return other

    def look_up(self, types):
        """GloVe vectors and id rows (2 + AFFIXES + CHARS) of type ids."""
        rows = self.rows[types]
        return self.vectors[rows[:, 0]], rows
