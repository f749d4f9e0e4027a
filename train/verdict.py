"""What the coder believes of what the speech head saw (src/code/attribution/verdict.ts): a logistic regression over a dozen signs.

    node train/verdict.mjs ARTICLES_JSONL /tmp/held0.onrm 0 > /tmp/0.jsonl        # a fold, and the model that was not taught on it
    python -m train.verdict /tmp/0.jsonl /tmp/1.jsonl                             # prints the weights, and F1 with those of the other folds
"""
import json
import sys

import numpy as np

STRENGTH = 3.0    # of the prior that weights are small, in standard deviations of a sign


def read(path):
    """The signs of each article's entries, which are right, the pairs and how many are wanted."""
    with open(path) as file:
        lines = [json.loads(line) for line in file]
    names = next(list(s) for line in lines for s in line['signs'])
    articles = []
    for line in lines:
        signs = np.array([[s[n] for n in names] for s in line['signs']], float).reshape(-1, len(names))
        pairs = sorted(line['pairs'], reverse=True)
        articles.append((signs, right(pairs, np.ones(len(signs), bool)), pairs, line['wanted']))
    return names, articles


def right(pairs, kept):
    """Entries that are linked to one that is wanted, the best overlap first, each once."""
    wanted, seen = set(), np.zeros(len(kept), bool)
    for _, i, j in pairs:
        if kept[j] and i not in wanted and not seen[j]:
            wanted.add(i)
            seen[j] = True
    return seen


def fit(articles):
    """Weights, the last one the bias."""
    x, y = np.concatenate([a[0] for a in articles]), np.concatenate([a[1] for a in articles]).astype(float)
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / deviation, np.ones(len(x))])
    prior = np.append(np.full(x.shape[1], STRENGTH), 0.0)
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        w -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + np.diag(prior), z.T @ (p - y) + prior * w)
    plain = w[:-1] / deviation
    return np.append(plain, w[-1] - plain @ mean)


def score(articles, w, least):
    """F1 of linked attributions."""
    hits = claimed = wanted = 0
    for signs, _, pairs, n in articles:
        kept = 1 / (1 + np.exp(-(signs @ w[:-1] + w[-1]))) > least
        hits, claimed, wanted = hits + right(pairs, kept).sum(), claimed + kept.sum(), wanted + n
    return 200 * hits / (claimed + wanted)


def main():
    folds = [read(path) for path in sys.argv[1:]]
    names, everything = folds[0][0], [a for _, articles in folds for a in articles]
    for path, (_, articles) in zip(sys.argv[1:], folds):
        others = [a for other, its in folds if its is not articles for a in its]
        if others:
            w = fit(others)
            least = max(np.arange(0.25, 0.55, 0.01), key=lambda t: score(others, w, t))
            print(f'{path}: {score(articles, w, least):.1f} with the weights and the least chance, {least:.2f}, of the others')
    w = fit(everything)
    least = max(np.arange(0.25, 0.55, 0.01), key=lambda t: score(everything, w, t))
    print(f'least {least:.2f}', *(f'{n}: {v:.3f},' for n, v in zip([*names, 'bias'], w)), sep='\n')


if __name__ == '__main__':
    main()
