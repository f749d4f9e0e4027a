"""A small net over hashed features that says yes or no: an embedding table summed, one hidden layer, one output.

``hidden = relu(bias + sum of table[row] over the features' rows)``; yes where ``out . hidden + threshold > 0``. The table
is written as int8 with one scale a column. Hashes are unsigned 32-bit integers and the same in TypeScript.
"""
import numpy as np

MASK = 0xffffffff


def mix(h, x):
    """Mixes the 32-bit value ``x`` into the hash ``h``."""
    h = ((h ^ x) * 0x9e3779b1) & MASK
    return h ^ (h >> 15)


def feature(salt, *values):
    """The hash of the feature that holds ``values`` in this order; ``salt`` tells features apart."""
    h = salt
    for x in values:
        h = mix(h, x)
    return h


class Net:
    """``rows`` (a power of two) by ``hidden`` table, and the layers above it."""

    def __init__(self, rows, hidden, rng):
        self.table = rng.normal(0, 0.05, (rows, hidden)).astype(np.float32)
        self.bias = np.full(hidden, 0.1, np.float32)
        self.out = rng.normal(0, 1 / np.sqrt(hidden), hidden).astype(np.float32)
        self.threshold = np.zeros(1, np.float32)

    def parameters(self):
        return self.table, self.bias, self.out, self.threshold

    def score(self, features):
        """The output for one case (a list of feature hashes): above zero is yes."""
        hidden = self.bias + self.table[np.array(features) & (len(self.table) - 1)].sum(0)
        return float(np.maximum(hidden, 0) @ self.out + self.threshold[0])

    def rounded(self):
        """The net as it will be read: the table in int8, and this net changed to have just those values."""
        scale = np.abs(self.table).max(0) / 127 + 1e-12
        table = np.rint(self.table / scale).astype(np.int8)
        self.table = table * scale.astype(np.float32)
        return {'table': table, 'scale': scale.astype(np.float32), 'bias': self.bias, 'out': self.out, 'threshold': self.threshold}


def fit(cases, answers, rng, rows=1 << 14, hidden=16, epochs=16, batch=256, rate=0.05, drop=0.15, averaged=8):
    """A Net for ``cases`` (n lists of as many feature hashes) and ``answers`` (n of 0 or 1).

    AdaGrad on the logistic loss; each feature is left out of a case now and then (``drop``); the last ``averaged`` epochs'
    weights are averaged.
    """
    index = (np.array(cases, np.int64) & (rows - 1)).astype(np.int32)
    answers = np.asarray(answers, np.float32)
    net = Net(rows, hidden, rng)
    squares = [np.full_like(p, 1e-3) for p in net.parameters()]
    sums = [np.zeros_like(p) for p in net.parameters()]
    for epoch in range(epochs):
        order = rng.permutation(len(index))
        for at in range(0, len(order), batch):
            pick = order[at:at + batch]
            rows_, y = index[pick], answers[pick]
            keep = (rng.random(rows_.shape) >= drop).astype(np.float32) / (1 - drop)
            hidden_ = net.bias + np.einsum('bfh,bf->bh', net.table[rows_], keep)
            active = np.maximum(hidden_, 0)
            error = (1 / (1 + np.exp(-(active @ net.out + net.threshold[0]))) - y) / len(pick)
            back = error[:, None] * net.out * (hidden_ > 0)
            small = (None, back.sum(0), active.T @ error, error.sum(keepdims=True))
            for p, s, g in list(zip(net.parameters(), squares, small))[1:]:
                s += g * g
                p -= rate * g / np.sqrt(s)
            flat = rows_.ravel()
            sort = np.argsort(flat, kind='stable')
            starts = np.flatnonzero(np.diff(flat[sort], prepend=-1))
            spread = back[sort // rows_.shape[1]] * keep.ravel()[sort, None]
            grad, touched = np.add.reduceat(spread, starts), flat[sort][starts]
            squares[0][touched] += grad * grad
            net.table[touched] -= rate * grad / np.sqrt(squares[0][touched])
        if epoch >= epochs - averaged:
            for s, p in zip(sums, net.parameters()):
                s += p / averaged
    net.table, net.bias, net.out, net.threshold = sums
    net.table[np.bincount(index.ravel(), minlength=rows) == 0] = 0
    return net
