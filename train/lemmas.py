"""Lemmas: edit scripts by a word's ending, tag and main features, learned from treebanks.

A script says how many units to cut off the form's end and what to add, on the form in lower case (``l``) or as it stands (``k``):
"l3:y" makes "city" of "Cities". Endings are looked up from the whole form ("^cities") to the empty one, under the tag with its
features and then under the tag alone; an ending is kept only where it says other than a shorter one, and better.
"""
import os
import re
from collections import Counter, defaultdict

import numpy as np

from .data import read_conllu

LONGEST = 6                                                     # units of an ending
FEATURES = re.compile(r'(?:Degree|Number|Tense|VerbForm)=\w+')   # those that a lemma may hang on


def tag_keys(upos, feats):
    """The keys that a word's endings are looked up under, the closer first."""
    return f'{upos} {"|".join(FEATURES.findall(feats))}', upos


def script(form, lemma, upos):
    """The edit script from ``form`` to ``lemma``."""
    lower = form.lower()
    if lower == 'i' and lemma == 'I':
        return 'l1:I'
    kept = upos == 'PROPN' or lemma != lemma.lower()
    base = form if kept else lower
    same = len(os.path.commonprefix([base, lemma]))
    return f'{"k" if kept else "l"}{len(base) - same}:{lemma[same:]}'


def endings(lower):
    """A form's endings, the whole form first."""
    return ['^' + lower] + [lower[len(lower) - n:] for n in range(min(LONGEST, len(lower)), -1, -1)]


def is_regular(edit):
    """May an ending stand for it? What cuts or adds more belongs to single words ("was": "be")."""
    cut, added = edit[1:].split(':', 1)
    return int(cut) <= 4 and len(added) <= 3


def learn(counts):
    """{ending: script} from {(form in lower case, script): count}."""
    at = defaultdict(Counter)
    for (lower, edit), n in counts.items():
        at['^' + lower][edit] += n
        if is_regular(edit):
            for ending in endings(lower)[1:]:
                at[ending][edit] += 1 + np.log2(n)
    rules = {}
    for ending in sorted(at, key=lambda e: (e.startswith('^'), len(e), e)):
        edits = at[ending]
        best = max(sorted(edits), key=edits.get)
        shorter = next((rules[e] for e in endings(ending.removeprefix('^'))[1 if ending[:1] == '^' else 2:] if e in rules), None)
        least = 1 if ending.startswith('^') else 3
        if shorter is None or best != shorter and edits[best] - edits.get(shorter, 0) >= least:
            rules[ending] = best
    return rules


def train(folder, seed):
    """The section "lemmas" of the model, ``(json, tensors)``, from the ``*-train.conllu`` in ``folder``. Nothing in it is random."""
    counts = defaultdict(Counter)
    for name in sorted(os.listdir(folder)):
        if name.endswith('-train.conllu'):
            for words in read_conllu(os.path.join(folder, name)):
                for w in words:
                    if 'Typo=Yes' not in w.feats and w.lemma != '_' and w.deprel != 'goeswith':
                        for key in tag_keys(w.upos, w.feats):
                            counts[key][w.form.lower(), script(w.form, w.lemma, w.upos)] += 1
    rules = {key: learn(counts[key]) for key in sorted(counts)}
    scripts = sorted({edit for found in rules.values() for edit in found.values()})
    index = {edit: i for i, edit in enumerate(scripts)}
    return {'scripts': scripts, 'rules': {key: {e: index[x] for e, x in found.items()} for key, found in rules.items()}}, {}
