"""Raw English text to tokens, well enough for a teacher to label: the shipped tokenizer is another, and better."""
import json
import re

_TITLES = r'Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Rep|Reps|Sens|Gen|Lt|Col|Sgt|Capt|Adm|Rev|St|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Co|Ltd|vs|No|D|R'
_TOKEN = re.compile(rf'''
    https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]+ | [@\#]\w+
  | (?:{_TITLES}|a\.m|p\.m|i\.e|e\.g)\.(?=\s|$) | (?:[A-Z]\.)+(?:[A-Z](?!\w))?
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![\w]) | \.{{2,}} | --+ | ['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)(?!\w) | n['’]t(?!\w)
  | [^\W_]+?(?=n['’]t(?!\w)) | [^\W_]+ | \S
''', re.VERBOSE)
_SENTENCE = re.compile(r'''(?<=[.!?])(["”’')\]]*)\s+(?=["“‘'(\[]?[A-Z0-9])''')
_OPEN = re.compile(rf'(?:\b(?:{_TITLES})\.|\b[A-Z]\.)$')


def sentences(text):
    """Lists of word forms, a paragraph's sentences apart."""
    for paragraph in text.split('\n'):
        start = 0
        for match in _SENTENCE.finditer(paragraph):
            piece = paragraph[start:match.end(1)].strip()
            if not _OPEN.search(piece):
                yield _TOKEN.findall(piece)
                start = match.end()
        if paragraph[start:].strip():
            yield _TOKEN.findall(paragraph[start:])


def read(path, longest=80):
    """Distinct sentences of 3 to ``longest`` tokens from JSON lines with a ``text``."""
    seen = {}
    with open(path, encoding='utf8') as file:
        for line in file:
            for forms in sentences(json.loads(line)['text']):
                if 3 <= len(forms) <= longest:
                    seen.setdefault(tuple(forms))
    return [list(forms) for forms in seen]
