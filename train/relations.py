"""Trains the judge of pairs by kin (`src/code/relations/kin.ts`).

    node scripts/pair-features.mjs PAIRS.jsonl > features.jsonl
    python -m train.relations features.jsonl model/relations.json

PAIRS.jsonl: {id, text, pairs, gold: [{pair, root}]}. Needs scikit-learn. Prints macro-F1 in five folds over texts, then trains on all.
"""
import json
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

SEED, FOLDS, STRENGTH, CLAIM, NEAREST = 7, 5, 4, 0.7, 0.35
SAME = {'RETREAT': 'CONCEDE', 'YIELD': 'CONCEDE'}


def fit(x, y):
    return LogisticRegression(C=STRENGTH, max_iter=200, class_weight='balanced').fit(x, y)


def macro(said, y, count):
    scores = []
    for t in range(count):
        right = ((said == t) & (y == t)).sum()
        scores.append(2 * right / max(1, (said == t).sum() + (y == t).sum()))
    return 100 * np.mean(scores)


def main(source, target):
    with open(source, encoding='utf8') as file:
        rows = [json.loads(line) for line in file]
    name = lambda t: SAME.get(t, t)
    types = sorted({name(r['type']) for r in rows})
    x = np.array([r['features'] for r in rows], 'f4')
    y = np.array([types.index(name(r['type'])) for r in rows])
    texts = sorted({r['id'] for r in rows})
    np.random.RandomState(SEED).shuffle(texts)
    fold = {text: k % FOLDS for k, text in enumerate(texts)}
    fold = np.array([fold[r['id']] for r in rows])
    said = np.full(len(rows), -1)
    for k in range(FOLDS):
        model = fit(x[fold != k], y[fold != k])
        for i in np.where(fold == k)[0]:
            scores = np.zeros(len(types))
            scores[model.classes_] = model.predict_proba(x[i:i + 1])[0]
            rule = rows[i].get('said')
            if rule and name(rule['type']) in types:
                scores[types.index(name(rule['type']))] += CLAIM if rule['by'] == 'claim' else NEAREST
            said[i] = scores.argmax()
    rules = np.array([types.index(name(r['said']['type'])) if r.get('said') and name(r['said']['type']) in types else -1 for r in rows])
    print(f'macro-F1: rules alone {macro(rules, y, len(types)):.1f}, with kin in {FOLDS} folds {macro(said, y, len(types)):.1f}')
    model = fit(x, y)
    made = {'types': types, 'as': {'RETREAT': 'CONCEDE'}, 'claim': CLAIM, 'nearest': NEAREST,
            'weights': np.round(model.coef_, 3).tolist(), 'bias': np.round(model.intercept_, 3).tolist()}
    with open(target, 'w', encoding='utf8') as file:
        json.dump(made, file, separators=(',', ':'))
        file.write('\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
