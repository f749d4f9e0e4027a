"""Where a sentence ends between tokens: what the nets see of a place, and the sentences. As src/parse/tokens/sentences.ts."""
from .characters import LOWER, UPPER, kind, plain, shape_part
from .hashed import feature, mix

GLANCE = -5.0  # the glance's score from which on a place is looked at
_OPENERS, _CLOSERS = {40, 91, 123}, {41, 93, 125}
ENDS, _NEVER_FIRST = {33, 46, 63, 0x2026}, {33, 41, 44, 46, 58, 59, 63, 93, 125}
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
            self.end.append(code in ENDS and text[b - 1] in ENDS)
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
