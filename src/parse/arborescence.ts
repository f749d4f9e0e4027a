/** Above what the scores of all arcs of a sentence can differ by: taken off the root's arcs, it makes the best tree use one of them. */
const ROOT_COST = 1e7;
/** The score of an arc into the root, which is taken only when nothing else is left, and never kept. */
const INTO_ROOT = -1e12;

/**
 * The best tree over a dense matrix of arc scores: Chu and Liu (1965), Edmonds (1967), in the O(n^2) form of Tarjan (1977) with path
 * growth (Gabow et al. 1986) and the dismantling of Camerini et al. (1979). Exactly one arc leaves the root: its arcs cost a constant.
 */
export class Arborescence {
  /** `into[c * nodes + u]`: the best arc from node u into component c, less what entering c breaks up; `entered`: the node it goes to. */
  readonly #into: Float64Array;
  readonly #entered: Int32Array;
  /** The arc chosen into each component: its source, target and score. */
  readonly #source: Int32Array;
  readonly #target: Int32Array;
  readonly #score: Float64Array;
  readonly #parent: Int32Array;
  readonly #children: number[][] = [];
  /** The outermost component of each node. */
  readonly #outer: Int32Array;
  readonly #onPath: Uint8Array;

  /** Room for sentences of up to `nodes` rows, the root's among them. */
  constructor(readonly nodes: number) {
    const components = 2 * nodes;
    this.#into = new Float64Array(components * nodes);
    this.#entered = new Int32Array(components * nodes);
    this.#source = new Int32Array(components);
    this.#target = new Int32Array(components);
    this.#score = new Float64Array(components);
    this.#parent = new Int32Array(components);
    this.#outer = new Int32Array(nodes);
    this.#onPath = new Uint8Array(components);
  }

  /**
   * Sets `heads[i]` for i from 1 to n - 1. `scores[at + i * room + j]` is the score of j as head of i, finite and below a million either way; node 0 is the root.
   */
  solve(scores: Float32Array, at: number, n: number, room: number, heads: Int32Array): void {
    for (let i = 0; i < n; i++) {
      this.#outer[i] = i;
      for (let u = 0; u < n; u++) {
        const score = scores[at + i * room + u]!;
        this.#into[i * n + u] = i === 0 ? INTO_ROOT : u === 0 ? score - ROOT_COST : score;
        this.#entered[i * n + u] = i;
      }
    }
    this.#parent.fill(-1, 0, 2 * n);
    this.#onPath.fill(0, 0, 2 * n);
    this.#children.length = n;
    this.#children.fill([], 0, n);
    this.#contract(n);
    this.#dismantle(0);
    for (let i = 1; i < n; i++) heads[i] = this.#source[i]!;
  }

  /** Follows best arcs backwards from any node, merging each cycle into a component, until one component holds all. */
  #contract(n: number): void {
    const path = [0];
    this.#onPath[0] = 1;
    for (;;) {
      const current = path.at(-1)!;
      const u = this.#best(current, n);
      if (u < 0) return;
      this.#source[current] = u;
      this.#target[current] = this.#entered[current * n + u]!;
      this.#score[current] = this.#into[current * n + u]!;
      let next = this.#outer[u]!;
      if (this.#onPath[next]) {
        const cycle = path.splice(path.indexOf(next));
        next = this.#merge(cycle, n);
      }
      path.push(next);
      this.#onPath[next] = 1;
    }
  }

  /** The node outside of a component with the best arc into it; -1 where there is none. */
  #best(component: number, n: number): number {
    let best = -1;
    let top = 0;
    for (let u = 0; u < n; u++) {
      const score = this.#into[component * n + u]!;
      if (this.#outer[u] !== component && (best < 0 || score > top)) {
        best = u;
        top = score;
      }
    }
    return best;
  }

  #merge(cycle: readonly number[], n: number): number {
    const merged = this.#children.push([...cycle]) - 1;
    for (const member of cycle) this.#parent[member] = merged;
    for (let u = 0; u < n; u++) if (this.#parent[this.#outer[u]!] === merged) this.#outer[u] = merged;
    const row = merged * n;
    this.#into.fill(Number.NEGATIVE_INFINITY, row, row + n);
    for (const member of cycle) {
      const score = this.#score[member]!;
      for (let u = 0; u < n; u++) {
        const value = this.#into[member * n + u]! - score;
        if (value > this.#into[row + u]!) {
          this.#into[row + u] = value;
          this.#entered[row + u] = this.#entered[member * n + u]!;
        }
      }
    }
    return merged;
  }

  /** Opens the components around the root; then, of each component left, those around the node that its chosen arc enters. */
  #dismantle(root: number): void {
    const left: number[] = [];
    const open = (node: number) => {
      for (let inner = node, outer = this.#parent[node]!; outer >= 0; inner = outer, outer = this.#parent[outer]!) {
        for (const child of this.#children[outer]!) {
          this.#parent[child] = -1;
          if (child !== inner && this.#children[child]!.length) left.push(child);
        }
      }
    };
    open(root);
    for (let component = left.pop(); component !== undefined; component = left.pop()) {
      const node = this.#target[component]!;
      this.#source[node] = this.#source[component]!;
      open(node);
    }
  }
}

/** True where `heads[1..n-1]` make a tree below node 0 in which exactly one node has 0 as its head. `seen` is scratch of at least n. */
export function isTree(heads: Int32Array, n: number, seen: Int32Array): boolean {
  let roots = 0;
  for (let i = 1; i < n; i++) if (heads[i] === 0) roots++;
  if (roots !== 1) return false;
  seen.fill(0, 0, n);
  for (let i = 1; i < n; i++) {
    let node = i;
    while (node !== 0 && seen[node] === 0) {
      seen[node] = i;
      node = heads[node]!;
    }
    if (node !== 0 && seen[node] === i) return false;
  }
  return true;
}
