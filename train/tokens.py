"""The tokenizer and sentence splitter: what it sees of a text, and its training on treebanks.

Text goes through as UTF-16 code units. Blank space parts chunks; inside a chunk a net decides at each place where the kind of
character changes whether a token ends; between tokens another net decides whether a sentence ends. The features here
are the same, in the same order, as those of src/parse/tokens/.
"""
import os
from bisect import bisect_left
import re
import unicodedata
from collections import Counter
from functools import lru_cache

import numpy as np

from .hashed import feature, fit, mix
from .forms import units

SPACE, LOWER, UPPER, LETTER, DIGIT, MARK, ASTRAL, PUNCT = range(8)
REACH = 16     # units to either side that a word feature looks at
GLANCE = -5.0  # the glance's score from which on a place is looked at
GLUED = 0.03   # share of the sentences' ends at which training leaves the space out ("ended.The next")
NAME_ENDS = set('com org net edu gov mil info biz eu uk ru ua de fr cn ir pl jp br au ca pdf doc docx xls xlsx ppt pptx jpg jpeg gif png '
                'htm html txt zip csv'.split())     # what a host's or a file's name ends with
_ADDRESS = set(b'._-+')
_NO_ADDRESS = {34, 60, 62, 93, 0x201c, 0x201d}              # where a web address ends at the latest
_TRAILING = {*b'.,;:!?\'"-_', 0x2019, 0x201d, 0x2026}      # what an address does not end with
_CLOSING = set(b'\'")]')
_QUOTES = {0x2018: 0x27, 0x2019: 0x27, 0x60: 0x27, 0xb4: 0x27, 0x201c: 0x22, 0x201d: 0x22, 0x201e: 0x22}


@lru_cache(None)
def kind(code):
    ch = chr(code)
    if 0xd800 <= code <= 0xdfff:
        return ASTRAL
    if ch.isspace() and not 0x1c <= code <= 0x1f and code != 0x85 or code == 0xfeff:
        return SPACE
    category = unicodedata.category(ch)
    if category[0] == 'L':
        return UPPER if ch.lower() != ch else LOWER if ch.upper() != ch else LETTER
    return DIGIT if category[0] == 'N' else MARK if category[0] == 'M' or category == 'Cf' else PUNCT


@lru_cache(None)
def plain(code):
    """Lower case, digits as 0, quotes straight."""
    if kind(code) == DIGIT:
        return 48
    lower = chr(code).lower() if kind(code) != ASTRAL else ''
    return _QUOTES.get(code, ord(lower) if len(lower) == 1 and ord(lower) < 0x10000 else code)


def family(code):
    """Kinds that run on in one token unless the word is known to part."""
    k = kind(code)
    return LETTER if k in (LOWER, UPPER) else k


# --- words ----------------------------------------------------------------------------------------------------------

class Chunk:
    """Units [start, end) of a text without blank space."""

    def __init__(self, text, start, end):
        self.text, self.start, self.end = text, start, end
        at = end
        while at < len(text) and kind(text[at]) == SPACE:
            at += 1
        self.after = kind(text[at]) if at < len(text) else SPACE     # what the next chunk of the paragraph begins with
        inner = text[start:end]
        self.sign, self.slash = (start + inner.index(code) if code in inner else end for code in (64, 47))

    def unit(self, i):
        return plain(self.text[i]) if self.start <= i < self.end else 0

    def hash(self, a, b):
        h = 1
        for i in range(a, b):
            h = mix(h, plain(self.text[i]))
        return h

    def shape(self, a, b):
        """Kinds of [a, b), a run as one; marks and symbols as they are."""
        h, last = 2, 0
        for i in range(a, b):
            part = shape_part(self.text[i])
            if part != last:
                h, last = mix(h, part), part
        return h

    def places(self):
        """Places where a token may end: before a unit of another family, or beside a symbol."""
        before = None
        for p in range(self.start, self.end):
            f = family(self.text[p])
            if f == MARK:
                continue
            if before is not None and (f != before or f == PUNCT):
                yield p
            before = f

    def features(self, p, token):
        """Of place ``p`` in a token that began at ``token``."""
        text, s, e, unit = self.text, self.start, self.end, self.unit
        left, right, begin = max(s, p - REACH), min(e, p + REACH), max(token, p - REACH)
        stop = p + 1
        while stop < right and family(text[stop]) == family(text[p]) != PUNCT:
            stop += 1
        start = p - 1
        while start > left and family(text[start - 1]) == family(text[p - 1]) != PUNCT:
            start -= 1
        L, R, L2, R2, L3, R3 = unit(p - 1), unit(p), unit(p - 2), unit(p + 1), unit(p - 3), unit(p + 2)
        part = lambda i: shape_part(text[i]) if s <= i < e else 0
        near = feature(31, part(p - 2), part(p - 1), part(p), part(p + 1))
        current, behind, ahead = self.hash(begin, p), self.hash(left, p), self.hash(p, right)
        atom, previous = self.hash(p, stop), self.hash(start, p)
        shapes, shaped = self.shape(left, p), self.shape(p, right)
        from_start, to_end, behind_size, ahead_size = min(p - s, 4), min(e - p, 4), min(p - start, 7), min(stop - p, 7)
        kinds = kind(text[p - 1]) << 4 | kind(text[p])
        same = (L == R) | (L == L2) << 1 | (R == R2) << 2
        sides = (self.sign < p) | (p <= self.sign < e) << 1 | (self.slash < p) << 2 | (p <= self.slash < e) << 3
        return (feature(1, L, R), feature(2, L2, L, R, R2), feature(3, R, R2, R3), feature(4, L3, L2, L), feature(5, current),
                feature(6, current, R), feature(7, current, R, self.after, to_end), feature(8, atom, L), feature(9, previous, R),
                feature(10, ahead), feature(11, behind), feature(12, behind, ahead), feature(13, shapes, shaped),
                feature(14, shapes, R), feature(15, shaped, L), feature(16, sides, L, R), feature(17, sides, self.after, R, to_end),
                feature(18, from_start, to_end, kinds), feature(19, min(p - token, 6), kinds, L), feature(20, previous, R, atom),
                feature(21, current, atom, to_end), feature(22, sides, kinds, R), feature(23, sides, atom, L), feature(24, previous, R, to_end),
                feature(25, same, kinds), feature(26, behind_size, ahead_size, part(p - 1), part(p)), feature(27, behind_size, kinds, R, self.after),
                feature(28, unit(start - 1), behind_size, R, ahead_size), near, mix(mix(near + 1, part(p - 3)), part(p + 2)))


def shape_part(code):
    """A unit's part in a shape: its kind, or itself where it is a symbol."""
    k = kind(code)
    return plain(code) + 16 if k == PUNCT else k


def next_address(text, start, end):
    """The first address or file name that begins in [start, end) of a chunk, ``(begin, stop)``, or None: it is one token."""
    is_part = lambda i: kind(text[i]) in (LOWER, UPPER, LETTER, DIGIT) or text[i] in _ADDRESS
    passed = start
    for i in range(start, end):
        if i >= passed and family(text[i]) in (LETTER, DIGIT):
            stop = passed = next((k for k in range(i, end) if not is_part(k)), end)
            while text[stop - 1] in _TRAILING:
                stop -= 1
            dot = next((k for k in range(stop - 1, max(i, stop - 6), -1) if text[k] == 46), end)
            if ''.join(chr(plain(c)) for c in text[dot + 1:stop]) in NAME_ENDS and (passed == end or text[passed] not in b'@:/'):
                return i, stop
        if text[i] == 64:
            begin, stop = i, i + 1
            while begin > start and is_part(begin - 1):
                begin -= 1
            while stop < end and is_part(stop):
                stop += 1
            while text[stop - 1] in _TRAILING:
                stop -= 1
            if begin < i and 46 in text[i + 2:stop]:
                return begin, stop
            continue
        begin = i
        if text[i:i + 3] == [58, 47, 47]:
            while begin > start and family(text[begin - 1]) == LETTER:
                begin -= 1
            if begin == i:
                continue
        elif [plain(c) for c in text[i:i + 4]] != [119, 119, 119, 46] or i > start and family(text[i - 1]) in (LETTER, DIGIT):
            continue
        stop, depth = i + 3, 0
        while stop < end and text[stop] not in _NO_ADDRESS:
            depth += (text[stop] == 40) - (text[stop] == 41)
            if depth < 0:
                break
            stop += 1
        while stop > i + 3 and text[stop - 1] in _TRAILING:
            stop -= 1
        return begin, stop
    return None


def is_plain(chunk, p):
    """Does a token end at ``p`` beyond doubt: beside a double quotation mark, or before a comma that only closing marks follow?"""
    behind, ahead = plain(chunk.text[p - 1]), plain(chunk.text[p])
    if behind == 34 or ahead == 34:
        return behind != ahead
    return ahead in (44, 59) and all(plain(code) in _CLOSING for code in chunk.text[p + 1:min(p + 5, chunk.end)]) and chunk.end - p < 5


def inner_cut(text, start, end, splits):
    """Where a token ends inside the run of letters [start, end), which no change of kind shows: "do|n't", "can|not"; or 0."""
    if family(text[start]) != LETTER:
        return 0
    if start < end - 1 and plain(text[end - 1]) == 110 and end + 1 < len(text) and plain(text[end]) == 39 and plain(text[end + 1]) == 116:
        return end - 1
    at = splits.get(tuple(map(plain, text[start:end])))
    return start + at if at else 0


def tokens(text, start, end, splits, decide):
    """Tokens [begin, stop) of the chunk [start, end). ``decide(chunk, p, token)``: does a token that began at ``token`` end at ``p``?"""
    chunk = Chunk(text, start, end)
    found, token, run = [], start, start
    begin, stop = next_address(text, start, end) or (end, end)
    for p in [*chunk.places(), end]:
        if begin < p < stop:
            continue
        cut = inner_cut(text, run, p, splits) if run == token and token != begin else 0
        if cut:
            found.append((token, cut))
            token = cut
        run = p
        if p == end or p == begin or p >= stop or is_plain(chunk, p) or decide(chunk, p, token):
            found.append((token, p))
            token = p
        if p >= stop and p < end:
            begin, stop = next_address(text, p, end) or (end, end)
    return found


# --- sentences ------------------------------------------------------------------------------------------------------

_OPENERS, _CLOSERS = {40, 91, 123}, {41, 93, 125}
_ENDS, _NEVER_FIRST = {33, 46, 63, 0x2026}, {33, 41, 44, 46, 58, 59, 63, 93, 125}
_SCALE = (0, 1, 2, 3, 4, 6, 9, 14, 22, 34, 60)    # lower bounds of the classes that lengths fall into


LOWER_RUN = mix(2, LOWER)                       # the shape of a word in lower case
CAPITALIZED = mix(mix(2, UPPER), LOWER)
ADDRESS = 8                                      # beside the kinds: what a whole address is


def size(n):
    return sum(n >= b for b in _SCALE)


def is_address(text, start, end):
    """Is a token a web or mail address? For where sentences end one is as good as another."""
    inner = text[start + 1:end]
    return 64 in inner or any(inner[k:k + 3] == [58, 47, 47] for k, code in enumerate(inner) if code == 58) or (
        [plain(code) for code in text[start:min(start + 4, end)]] == [119, 119, 119, 46])


class Tokens:
    """The tokens of one paragraph, and what the features ask of each."""

    def __init__(self, text, spans):
        self.text, self.spans, self.n = text, spans, len(spans)
        self.word, self.shape, self.quoted, self.depth, self.end, self.lowers = [], [], [], [], [], [0]
        quoted = depth = 0
        for a, b in spans:
            word, shape, last, run = 1, 2, 0, 0
            for code in text[a:b]:
                part = shape_part(code)
                run = run + 1 if part == last else 0
                if run < 2 or part < 16:
                    word = mix(word, plain(code))
                if part != last:
                    shape, last = mix(shape, part), part
            if is_address(text, a, b):
                word, shape = mix(1, ADDRESS), mix(2, ADDRESS)
            self.word.append(word)
            self.shape.append(shape)
            code = text[a]
            if b == a + 1:
                quoted = 1 - quoted if code == 0x22 else 1 if code == 0x201c else 0 if code == 0x201d else quoted
                depth = min(depth + 1, 3) if code in _OPENERS else max(depth - 1, 0) if code in _CLOSERS else depth
            self.quoted.append(quoted)
            self.depth.append(depth)
            self.end.append(code in _ENDS and text[b - 1] in _ENDS)
            self.lowers.append(self.lowers[-1] + (kind(code) == LOWER))
        self.density = size(self.n // (1 + sum(self.end)))
        self.next_end = [self.n] * (self.n + 1)
        for i in range(self.n - 1, -1, -1):
            self.next_end[i] = i if self.end[i] else self.next_end[i + 1]

    def closes(self, i):
        a, b = self.spans[i]
        return b == a + 1 and (plain(self.text[a]) in (0x22, 0x27) or self.text[a] in _CLOSERS)

    def last_mark(self, i):
        """The token that ends what ``i`` ends: ``i``, or the one before the closing quotes and brackets there."""
        for j in range(i, max(i - 4, -1), -1):
            if not self.closes(j):
                return j
        return i

    def possible(self, i):
        """May a sentence end after token ``i``?"""
        (a, b), (c, d) = self.spans[i:i + 2]
        if d == c + 1 and self.text[c] in _NEVER_FIRST and not (self.text[c] == 63 and c > b and self.end[i]):
            return False
        if c == b:
            return self.end[self.last_mark(i)]
        return not (self.shape[i + 1] == LOWER_RUN and (self.shape[i] in (LOWER_RUN, CAPITALIZED) or self.text[b - 1] == 44))

    def glance(self, i):
        """What is seen at once of the place after token ``i``: where no sentence is likely to end, nothing more is looked at."""
        w = lambda k: self.word[k] if 0 <= k < self.n else 0
        s = lambda k: self.shape[k] if 0 <= k < self.n else 0
        j = self.last_mark(i)
        return (feature(1, s(i), s(i + 1)), feature(2, w(i)), feature(3, w(i + 1)), feature(4, w(j), s(i + 1)), feature(5, w(i), s(i + 1)),
                feature(6, s(i), w(i + 1)), feature(7, s(i - 1), s(i), s(i + 1), s(i + 2)), feature(8, w(i - 1)), feature(9, w(i + 2)))

    def features(self, i, first, before):
        """Of the place after token ``i`` in a sentence that began with token ``first``, and the one before it with ``before``."""
        w = lambda k: self.word[k] if 0 <= k < self.n else 0
        s = lambda k: self.shape[k] if 0 <= k < self.n else 0
        j, n = self.last_mark(i), self.n
        state = self.quoted[i] << 3 | self.depth[i] << 1 | (self.spans[i + 1][0] == self.spans[i][1])
        length, left, upto = size(i + 1 - first), size(n - 1 - i), size(self.next_end[i + 1] - i)
        lower = min(self.lowers[i + 1] - self.lowers[first], 4)
        coming = min(self.lowers[min(i + 6, n)] - self.lowers[i + 1], 4)
        past = min(first - before, 20)
        alike = (past == i + 1 - first) | (first > 0 and self.end[self.last_mark(first - 1)]) << 1
        past, density, first_word = size(past), self.density, w(first)
        return (*(f for d in range(-4, 6) for f in (mix(30 + d, w(i + d)), mix(50 + d, s(i + d)))),
                feature(60, w(i), w(i + 1)), feature(61, s(i), s(i + 1)), feature(62, w(i), s(i + 1)), feature(63, s(i), w(i + 1)),
                feature(64, w(i - 1), w(i)), feature(65, w(i + 1), w(i + 2)), feature(66, s(i - 1), s(i), s(i + 1), s(i + 2)),
                feature(67, w(j), s(i + 1), state, i - j), feature(68, w(j - 1), w(j), s(i + 1)), feature(69, length, s(i), s(i + 1)),
                feature(70, left, s(i)), feature(71, upto, w(self.next_end[i + 1]), s(i)), feature(72, first_word, w(i + 1)),
                feature(73, s(first), s(i + 1), first_word == w(i + 1)), feature(74, lower, s(i), s(i + 1)),
                feature(75, coming, s(i), s(i + 1)), feature(76, state, s(i), s(i + 1)), feature(77, length, left),
                feature(78, lower, coming, length), feature(79, s(i + 1), s(i + 2), s(i + 3)), feature(80, s(i - 2), s(i - 1), s(i)),
                feature(81, first_word, length), feature(82, w(j), coming, upto), feature(83, past, alike, s(i), s(i + 1)),
                feature(84, past, alike, length), feature(85, density, s(i), s(i + 1)), feature(86, density, length, lower),
                feature(87, density, w(i)), feature(88, s(i + 1), s(i + 2)), feature(89, s(i + 1), s(i + 2), s(i + 3), s(i + 4)))


def starts(tokens_, decide):
    """First tokens of a paragraph's sentences. ``decide(tokens, i, first, before)``: does a sentence end after token ``i``?"""
    found = [0]
    for i in range(tokens_.n - 1):
        if tokens_.possible(i) and decide(tokens_, i, found[-1], found[-2] if len(found) > 1 else 0):
            found.append(i + 1)
    return found


# --- training -------------------------------------------------------------------------------------------------------

def paragraphs(path):
    """Paragraphs of a treebank: lists of sentences ``(text, words)``."""
    found = []
    with open(path, encoding='utf8') as file:
        for block in file.read().split('\n\n'):
            lines = block.split('\n')
            words = [l.split('\t')[1] for l in lines if re.match(r'\d+\t', l)]
            if not words:
                continue
            if not found or any(re.match('# new(par|doc)', l) for l in lines):
                found.append([])
            found[-1].append((next(l[9:] for l in lines if l.startswith('# text = ')), words))
    return found


def lay(paragraph, rng, glued):
    """``(units, token starts, sentence starts)`` of a paragraph; its sentences a space apart, or none, now and then."""
    text, begins, firsts = [], [], []
    for sentence, words in paragraph:
        if text and not (text[-1] in _ENDS and kind(units(sentence)[0]) == UPPER and rng.random() < glued):
            text.append(32)
        base, at, line = len(text), 0, units(sentence)
        firsts.append(base)
        for word in words:
            codes = units(word)
            while line[at:at + len(codes)] != codes:
                at += 1
            begins.append(base + at)
            at += len(codes)
        text += line
    return text, begins, firsts


def chunks(text):
    """[start, end) between blank space."""
    at = 0
    for i, code in enumerate([*text, 32]):
        if kind(code) == SPACE:
            if i > at:
                yield at, i
            at = i + 1


def train(folder, seed):
    """The section "tokens" of the model, ``(json, tensors)``, from the ``*-train.conllu`` of the treebanks in ``folder``."""
    rng = np.random.default_rng(seed)
    laid = [lay(p, rng, GLUED) for name in sorted(os.listdir(folder)) if name.endswith('-train.conllu')
            for p in paragraphs(os.path.join(folder, name))]
    splits = known_splits(laid)
    words, glances, looks = ([], []), ([], []), ([], [])

    def note(cases, features, answer):
        cases[0].append(features)
        cases[1].append(answer)
        return answer

    for text, begins, firsts in laid:
        begun, spans = set(begins), []
        for start, end in chunks(text):
            tokens(text, start, end, splits, lambda chunk, p, token: note(words, chunk.features(p, token), p in begun))
            inner = begins_in(begins, start, end)
            spans += zip(inner, inner[1:] + [end])
        begun = set(firsts)

        def decide(t, i, first, before):
            note(glances, t.glance(i), spans[i + 1][0] in begun)
            return note(looks, t.features(i, first, before), spans[i + 1][0] in begun)
        starts(Tokens(text, spans), decide)
    nets = {'words': fit(*words, rng, rows=1 << 15, epochs=20, drop=0.2), 'glance': fit(*glances, rng, rows=1 << 12, hidden=4)}
    tensors = {f'{name}.{key}': array for name, net in nets.items() for key, array in net.rounded().items()}
    hard = [k for k, features in enumerate(glances[0]) if nets['glance'].score(features) > GLANCE]
    look = fit([looks[0][k] for k in hard], [looks[1][k] for k in hard], rng, rows=1 << 17, hidden=12, epochs=20, drop=0.5)
    tensors |= {f'look.{key}': array for key, array in look.rounded().items()}
    return {'splits': {''.join(map(chr, run)): at for run, at in sorted(splits.items())}}, tensors


def known_splits(laid):
    """{letters: where they part} for the runs of letters that mostly part in the treebanks ("cannot": 3)."""
    seen, parted = Counter(), Counter()
    for text, begins, _ in laid:
        for start, end in chunks(text):
            edges = [start, *Chunk(text, start, end).places(), end]
            for a, b in zip(edges, edges[1:]):
                if family(text[a]) == LETTER and not inner_cut(text, a, b, {}):
                    run = tuple(map(plain, text[a:b]))
                    seen[run] += 1
                    inside = [p for p in begins_in(begins, a, b) if p > a]
                    if inside:
                        parted[run, inside[0] - a] += 1
    return {run: at for (run, at), n in parted.items() if n >= 3 and 2 * n > seen[run]}


def begins_in(begins, start, end):
    return begins[bisect_left(begins, start):bisect_left(begins, end)]
