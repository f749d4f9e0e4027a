"""Where a token ends inside a chunk: its addresses, what the net sees of a place, and the tokens. As src/parse/tokens/words.ts."""
from .characters import DIGIT, LETTER, LOWER, MARK, PUNCT, SPACE, UPPER, family, kind, plain, shape_part
from .hashed import feature, mix

REACH = 16     # units to either side that a word feature looks at
NAME_ENDS = set('com org net edu gov mil info biz eu uk ru ua de fr cn ir pl jp br au ca pdf doc docx xls xlsx ppt pptx jpg jpeg gif png '
                'htm html txt zip csv'.split())     # what a host's or a file's name ends with
_ADDRESS = set(b'._-+')
_NO_ADDRESS = {34, 60, 62, 93, 0x201c, 0x201d}              # where a web address ends at the latest
_TRAILING = {*b'.,;:!?\'"-_', 0x2019, 0x201d, 0x2026}      # what an address does not end with
_CLOSING = set(b'\'")]')


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
