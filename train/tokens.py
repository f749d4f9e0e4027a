"""Trains the tokenizer and sentence splitter on treebanks.

Text goes through as UTF-16 code units. Blank space parts chunks; inside a chunk a net decides at each place where the kind of
character changes whether a token ends; between tokens another net decides whether a sentence ends. The features are the
same, in the same order, as those of src/parse/tokens/.
"""
import os
import re
from bisect import bisect_left
from collections import Counter

import numpy as np

from .characters import LETTER, SPACE, UPPER, family, kind, plain
from .forms import units
from .hashed import fit
from .sentences import ENDS, GLANCE, Tokens, starts
from .words import Chunk, inner_cut, tokens

GLUED = 0.03   # share of the sentences' ends at which training leaves the space out ("ended.The next")


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
        if text and not (text[-1] in ENDS and kind(units(sentence)[0]) == UPPER and rng.random() < glued):
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
