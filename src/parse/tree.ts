import type { Sentences } from '../types.js';
import { DEPRELS, UPOS } from './inventory.js';

/** How the parts of a line are set off: each takes text and gives it back with the terminal's codes around it. */
export interface TreeStyle {
  line: (text: string) => string;
  form: (text: string) => string;
  tag: (text: string) => string;
  relation: (text: string) => string;
}

const PLAIN: TreeStyle = { line: (t) => t, form: (t) => t, tag: (t) => t, relation: (t) => t };

// Where a line of the drawing leads to from a cell.
const LEFT = 1;
const RIGHT = 2;
const UP = 4;
const DOWN = 8;
/** The character for each sum of these. */
const LINES = ' ╴╶─╵╯╰┴╷╮╭┬│┤├┼';

/** Deeper words are drawn at this depth, and name their head instead of being joined to it. */
const DEEPEST = 24;

/**
 * A sentence's tree as text: a line a word, from top to bottom, with its tag and relation; to the left of each word the lines that
 * join it to its head and its dependents, the root's leftmost.
 *
 * @param k the sentence's number from 0
 */
export function drawTree(sentences: Sentences, k: number, style: TreeStyle = PLAIN): string {
  const first = sentences.sentences[k] ?? 0;
  const n = (sentences.sentences[k + 1] ?? first) - first;
  const heads = Int32Array.from({ length: n }, (_, i) => Math.max(-1, (sentences.head[first + i] ?? -1) - first));
  const { cells, width, loose } = layOut(heads);
  const forms = Array.from({ length: n }, (_, i) => visible(sentences, first + i));
  const formWidth = Math.min(24, Math.max(0, ...sample(forms).map((f) => f.length)));
  let drawing = '';
  for (let i = 0; i < n; i++) {
    let lines = '';
    for (let c = 0; c < width; c++) lines += LINES[cells[i * width + c]!];
    const relation = DEPRELS[sentences.deprel[first + i]!] ?? 'dep';
    const head = loose[i] ? ` of ${forms[heads[i]!]} (${heads[i]! + 1})` : '';
    const form = style.form(forms[i]!) + ' '.repeat(Math.max(0, formWidth - forms[i]!.length));
    const tag = style.tag((UPOS[sentences.upos[first + i]!] ?? 'X').padEnd(5));
    drawing += `${style.line(lines)} ${form}  ${tag}  ${style.relation(relation + head)}\n`;
  }
  return drawing;
}

/** A word on one line of a terminal: nothing in it may move the cursor or turn the line's direction. */
function visible({ text, start, end }: Sentences, i: number): string {
  return text.slice(start[i], end[i]).replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�');
}

/** Enough of a long list to find a width by. */
const sample = (forms: readonly string[]): readonly string[] => forms.slice(0, 10_000);

interface Layout {
  /** One cell a row and column: the sum of the directions in which lines leave it. */
  cells: Uint8Array;
  width: number;
  /** 1 where a word could not be joined to its head. */
  loose: Uint8Array;
}

/** Gives each word with dependents a column right of its head's, such that no two lines run in one place, and draws the lines. */
function layOut(heads: Int32Array): Layout {
  const n = heads.length;
  const { order, deepest } = topDown(heads);
  // Columns for the lines of heads, and a last one for all that find none.
  const width = Math.min(DEEPEST, deepest + 3);
  const last = width - 1;
  const top = Int32Array.from({ length: n }, (_, i) => i);
  const bottom = Int32Array.from(top);
  for (let i = 0; i < n; i++) {
    const h = heads[i]!;
    if (h < 0) continue;
    top[h] = Math.min(top[h]!, i);
    bottom[h] = Math.max(bottom[h]!, i);
  }
  const column = new Int32Array(n);
  const loose = new Uint8Array(n);
  const cells = new Uint8Array(n * width);
  const join = (row: number, c: number, lines: number) => {
    cells[row * width + c]! |= lines;
  };
  const isFree = (c: number, from: number, to: number) => {
    for (let row = from; row <= to; row++) if (cells[row * width + c]) return false;
    return true;
  };
  for (const i of order) {
    const h = heads[i]!;
    let c = h < 0 ? 0 : Math.min(column[h]! + 1, last);
    if (top[i] !== bottom[i]) while (c < last && !isFree(c, top[i]!, bottom[i]!)) c++;
    column[i] = c;
    if (h >= 0 && column[h] === last) loose[i] = 1;
    if (c === last) continue;
    for (let row = top[i]!; row <= bottom[i]!; row++) {
      join(row, c, (row > top[i]! ? UP : 0) | (row < bottom[i]! ? DOWN : 0));
    }
  }
  for (let i = 0; i < n; i++) {
    const h = heads[i]!;
    const from = h < 0 || loose[i] ? column[i]! : column[h]!;
    join(i, from, RIGHT);
    for (let c = from + 1; c < width; c++) join(i, c, LEFT | RIGHT);
  }
  return { cells, width, loose };
}

/** The words, heads before their dependents, and how deep the deepest stands; a word in a circle stands at the top. */
function topDown(heads: Int32Array): { order: number[]; deepest: number } {
  const n = heads.length;
  const firstChild = new Int32Array(n).fill(-1);
  const sibling = new Int32Array(n).fill(-1);
  for (let i = n - 1; i >= 0; i--) {
    const h = heads[i]!;
    if (h < 0) continue;
    sibling[i] = firstChild[h]!;
    firstChild[h] = i;
  }
  const depth = new Int32Array(n).fill(-1);
  const order: number[] = [];
  const reach = (root: number) => {
    depth[root] = 0;
    order.push(root);
    for (let at = order.length - 1; at < order.length; at++) {
      const i = order[at]!;
      for (let child = firstChild[i]!; child >= 0; child = sibling[child]!) {
        if (depth[child]! >= 0) continue;
        depth[child] = depth[i]! + 1;
        order.push(child);
      }
    }
  };
  for (let i = 0; i < n; i++) if (heads[i]! < 0) reach(i);
  for (let i = 0; i < n; i++) if (depth[i]! < 0) reach(i);
  return { order, deepest: depth.reduce((a, b) => Math.max(a, b), 0) };
}
