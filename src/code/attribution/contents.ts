import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import { exactly, type Tree } from '../tree/index.js';

const SKIP_EDGE = /^[,;:.\-–—]+$/;
const NOT_EDGE_START = new Set(['and', 'but', 'or', 'so', 'while', 'although', 'though', 'because']);

/**
 * The words of a subtree without some subtrees in it, as spans: one, or several where something stands between.
 * Commas, dashes and full stops at the edges are left out, unless a quotation mark closes there.
 */
export function yieldSpans(tree: Tree, head: number, without: readonly number[]): Span[] {
  const first = tree.left[head]!;
  const last = tree.right[head]!;
  const out = (i: number) => without.some((w) => i >= tree.left[w]! && i <= tree.right[w]! && tree.under(i, w));
  const spans: Span[] = [];
  let from = -1;
  for (let i = first; i <= last + 1; i++) {
    const inside = i <= last && !out(i) && (tree.under(i, head) || tree.s.upos[i] === TAG.PUNCT);
    if (inside && from < 0) from = i;
    if (!inside && from >= 0) {
      const span = trimmed(tree, from, i - 1);
      if (span) spans.push(span);
      from = -1;
    }
  }
  return spans;
}

/** The words from one token to another without punctuation at the edges; undefined where nothing is left. */
export function trimmed(tree: Tree, first: number, last: number): Span | undefined {
  while (first <= last && (SKIP_EDGE.test(tree.word(first)) || tree.lower(first) === '')) first++;
  while (last >= first && SKIP_EDGE.test(tree.word(last))) last--;
  return first <= last ? tree.span(first, last) : undefined;
}

/** A clause's words as content, with its "that", without a conjunction that only joins it. */
export function clauseSpans(tree: Tree, clause: number, without: readonly number[] = []): Span[] {
  const skip = [...without];
  for (const c of tree.childrenBy(clause, JOINING))
    if (c === tree.left[clause] && NOT_EDGE_START.has(tree.lower(c))) skip.push(c);
  return yieldSpans(tree, clause, skip);
}
const JOINING = exactly('cc');

/** Joins spans that touch or overlap, or that only punctuation and space part, in text order. */
export function joined(text: string, spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  const all: Span[] = [];
  for (const s of sorted) {
    const before = all.at(-1);
    if (before && (s.start <= before.end || /^[ \t]*$/.test(text.slice(before.end, s.start)))) {
      if (s.end > before.end) before.end = s.end;
    } else all.push({ ...s });
  }
  return all;
}

/** Splits spans at paragraph ends: content never crosses a blank line. */
export function withinParagraphs(text: string, spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of spans) {
    let from = start;
    for (let at = text.indexOf('\n\n', from); at >= 0 && at < end; at = text.indexOf('\n\n', from)) {
      if (at > from) all.push({ start: from, end: at });
      from = at;
      while (text[from] === '\n') from++;
    }
    if (from < end) all.push({ start: from, end });
  }
  return all;
}

/** The same spans, each with the quotation mark that closes right behind it what was opened in it. */
export function closed(text: string, spans: readonly Span[]): Span[] {
  return spans.map(({ start, end }) => {
    const inner = text.slice(start, end);
    const after = /^[.,?!]?(”|"|''|»)/.exec(text.slice(end, end + 3));
    if (!after) return { start, end };
    const mark = after[1]!;
    const opened =
      mark === '”'
        ? count(inner, '“') > count(inner, '”')
        : mark === '»'
          ? count(inner, '«') > count(inner, '»')
          : count(inner, mark) % 2 === 1;
    return { start, end: opened ? end + after[0].length : end };
  });
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
