"""The best tree with one root: Chu and Liu (1965), Edmonds (1967), over a matrix of arc scores."""
import numpy as np


def _cycle(heads):
    """The nodes of one cycle of ``heads`` (root 0 has none), or None."""
    state = np.zeros(len(heads), np.int8)
    for start in range(1, len(heads)):
        path, node = [], start
        while node and not state[node]:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node and node in path:
            return path[path.index(node):]
        state[path] = 2
    return None


def arborescence(scores):
    """Heads of the best tree; ``scores[i, j]``: of head j for dependent i; the root is 0."""
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(n)] = -np.inf
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)              # the cycle is contracted to one node after these
    kept = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, rest)] - kept[:, None]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = scores[np.ix_(rest, cycle)].max(1)
    found = arborescence(small)
    entry = cycle[into[:, found[-1]].argmax()]
    for k, node in enumerate(rest[1:], 1):
        heads[node] = rest[found[k]] if found[k] < len(rest) else cycle[scores[node, cycle].argmax()]
    heads[entry] = rest[found[-1]]
    return heads


def best_tree(scores):
    """Heads of the best tree in which exactly one word hangs on the root; entry 0 is 0."""
    scores = scores.astype(np.float64)
    heads = arborescence(scores)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1:
        return heads
    best = None
    for root in roots:
        single = scores.copy()
        single[np.arange(len(scores)) != root, 0] = -1e9
        tree = arborescence(single)
        total = single[np.arange(1, len(scores)), tree[1:]].sum()
        if best is None or total > best[0]:
            best = total, tree
    return best[1]
