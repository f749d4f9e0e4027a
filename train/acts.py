"""Trains the judge of acts (`src/code/acts`): do words report an act of the type that the lexicon reads in them?

    node scripts/act-features.mjs TEXTS.jsonl ... > features.jsonl
    python -m train.acts features.jsonl model/acts.json

Needs scikit-learn. Prints, for clauses left out in five folds by text: how often they are right as the confidence says, by type, and what a
least confidence costs. Then trains on all.
"""
import json
import sys
from collections import Counter

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

SEED, FOLDS, STRENGTH, RARE, LEAST = 7, 5, 1.0, 3, 0.4
FACT = 0.5  # how much a fact weighs beside a coordinate of a vector, before any training


class Regression:
    def __init__(self, rows, types):
        self.types = types
        counts = Counter(fact for row in rows for fact in row['facts'])
        self.facts = {fact: j for j, fact in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
        right = [row['right'] for row in rows]
        self.model = LogisticRegression(C=STRENGTH, max_iter=300).fit(self.matrix(rows), right)

    def matrix(self, rows):
        vectors = np.array([row['vectors'] for row in rows], 'f4')
        size = vectors.shape[1]
        made = np.zeros((len(rows), len(self.facts) + size * (1 + len(self.types))), 'f4')
        made[:, len(self.facts):len(self.facts) + size] = vectors
        for i, row in enumerate(rows):
            for fact in row['facts']:
                if fact in self.facts:
                    made[i, self.facts[fact]] = FACT
            at = len(self.facts) + size * (1 + self.types.index(row['type'])) if row['type'] in self.types else None
            if at is not None:
                made[i, at:at + size] = vectors[i]
        return made

    def probability(self, rows):
        return self.model.predict_proba(self.matrix(rows))[:, 1]

    def weights(self, size):
        w = self.model.coef_[0]
        n = len(self.facts)
        short = lambda values: [round(float(x), 3) for x in values]
        return {'bias': round(float(self.model.intercept_[0]), 3),
                'facts': {f: round(float(w[j]) * FACT, 3) for f, j in self.facts.items() if abs(w[j]) * FACT >= 0.01},
                'vectors': short(w[n:n + size]),
                'types': {t: short(w[n + size * (1 + k):n + size * (2 + k)]) for k, t in enumerate(self.types)}}


def report(rows, p):
    right = np.array([row['right'] for row in rows])
    kind = np.array([row['set'] for row in rows])
    type_ = np.array([row['type'] for row in rows])
    for name in sorted(set(kind)):
        k = kind == name
        kept = k & (p >= LEAST)
        print(f'{name}: {k.sum()} clauses, right {right[k].mean():.3f}, area {roc_auc_score(right[k], p[k]):.3f}; '
              f'at {LEAST:.2f} kept {kept.sum() / k.sum():.2f}, right {right[kept].mean():.3f}, of the right ones {right[kept].sum() / right[k].sum():.3f}')
        bands = [(b, k & (p >= b) & (p < b + 0.1)) for b in np.arange(0, 1, 0.1)]
        print('  ' + '  '.join(f'{b:.1f}: {right[m].mean():.2f} ({m.sum()})' for b, m in bands if m.sum() > 4))
    for t in sorted(set(type_)):
        k = type_ == t
        kept = k & (p >= LEAST)
        print(f'  {t} {k.sum()}: right {right[k].mean():.2f}, kept {right[kept].mean():.2f}, of the right ones {right[kept].sum() / max(1, right[k].sum()):.2f}')


def main(source, target):
    with open(source, encoding='utf8') as file:
        rows = [json.loads(line) for line in file]
    types = sorted({row['type'] for row in rows})
    texts = sorted({row['text'] for row in rows})
    np.random.RandomState(SEED).shuffle(texts)
    fold = {text: k % FOLDS for k, text in enumerate(texts)}
    fold = np.array([fold[row['text']] for row in rows])
    p = np.zeros(len(rows))
    pick = lambda mask: [row for row, m in zip(rows, mask) if m]
    for k in range(FOLDS):
        p[fold == k] = Regression(pick(fold != k), types).probability(pick(fold == k))
    report(rows, p)
    weights = Regression(rows, types).weights(len(rows[0]['vectors']))
    with open(target, 'w', encoding='utf8') as file:
        json.dump(weights, file, separators=(',', ':'))
        file.write('\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
