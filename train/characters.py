"""Code units as the tokenizer sees them: their kinds, their plain forms, their parts in shapes. As src/parse/tokens/characters.ts."""
import unicodedata
from functools import lru_cache

SPACE, LOWER, UPPER, LETTER, DIGIT, MARK, ASTRAL, PUNCT = range(8)
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


def shape_part(code):
    """A unit's part in a shape: its kind, or itself where it is a symbol."""
    k = kind(code)
    return plain(code) + 16 if k == PUNCT else k
