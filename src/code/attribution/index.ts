import { findQuotes, type Quote } from '../../parse/index.js';
import type { Span } from '../../types.js';
import { exactly, OBJECT, OBLIQUE, preposition, type Tree } from '../tree/index.js';
import { isSaid } from './acts.js';
import { joined } from './contents.js';
import { type Covering, indexContents } from './covering.js';
import type { CueIndex } from './cues.js';
import { withEvidence } from './evidence.js';
import type { Report } from './report.js';
import { quotationOf, ruledReports } from './rules.js';
import { aloneQuoted } from './running.js';

export { actsAmong } from './acts.js';
export { type CueIndex, indexCues } from './cues.js';
export type { Report } from './report.js';
export { speaksOf } from './scope.js';
export { attributionSpans } from './spans.js';
export { speakerOf } from './speaker.js';

/** What a text says that somebody says, and the quotations in it. */
export interface Reports {
  reports: readonly Report[];
  /** Those with content in each sentence, in text order. */
  covering: Covering;
  quotes: Quote[];
  /** Number of the quotation that each token stands in, or -1. */
  quoteAt: Int32Array;
}

/**
 * Finds all attributions of a text, events or not, in text order. `headline` is no part of what a report covers, nobody speaks in the
 * `dateline`, and `acts` say only what stands behind them as a clause or a quotation.
 */
export function findReports(
  tree: Tree,
  index: CueIndex,
  headline: Span | undefined,
  dateline: Span | undefined,
  isOffice: (token: number) => boolean,
  acts: ReadonlySet<number>,
): Reports {
  const quotes = findQuotes(tree.text);
  const quoteAt = quotationOf(tree, quotes);
  const ruled = ruledReports(tree, index, headline, quotes, quoteAt);
  // A dateline's place and colon look like a speaker's.
  const seen = tree.s.speech?.filter(({ at, source }) => !dateline || tree.s.start[source?.[0] ?? at]! >= dateline.end);
  const found = seen ? withEvidence(tree, ruled, seen, quotes, quoteAt, isRelayed) : ruled;
  found.push(...aloneQuoted(tree, found, quotes, quoteAt));
  nestQuoted(tree, found);
  nestRelays(tree, found, index.nouns, isOffice);
  found.sort((a, b) => tree.s.start[a.at]! - tree.s.start[b.at]! || a.at - b.at);
  const reports = found.filter((r) => isSaid(tree, r, acts));
  return { reports, covering: indexContents(tree, reports), quotes, quoteAt };
}

/** A report that covers what stands before it, or hands on another's: the engine was taught neither. */
function isRelayed(report: Report): boolean {
  return report.kind === 'report' || report.via.length > 0 || report.host !== undefined || report.lasting === true;
}

/** "A quoted B as saying", "B was quoted by A as saying": what B says is what A hands on. */
function nestQuoted(tree: Tree, reports: readonly Report[]): void {
  const byCue = new Map(reports.map((r) => [r.at, r]));
  for (const inner of reports) {
    const outer = byCue.get(tree.head(inner.at));
    if (outer && outer !== inner && tree.childrenBy(inner.at, MARK).some((c) => tree.lower(c) === 'as'))
      outer.content = joined(tree.text, [...outer.content, ...inner.content]);
  }
}
const MARK = exactly('mark', 'case');

/**
 * "A reports, citing B", "A reports, according to B": B is further in than A, on whose report it hangs.
 * "A said, according to B": B hands on what A said, and stands around it.
 */
function nestRelays(
  tree: Tree,
  reports: readonly Report[],
  nouns: ReadonlySet<string>,
  isOffice: (token: number) => boolean,
): void {
  const byCue = new Map(reports.map((r) => [r.at, r]));
  const relay = (outer: Report | undefined, source: readonly number[]) => {
    if (outer) outer.via.push(...source.filter((s) => !outer.via.includes(s) && !outer.source.includes(s)));
  };
  for (const report of reports) {
    if (report.host === undefined || report.host === report.at) continue;
    const beside = byCue.get(report.host);
    if (beside?.source.length && !PUBLISHING.has(tree.lemma(beside.at)))
      report.content = joined(tree.text, [...report.content, ...beside.content]);
    else relay(beside, report.source);
  }
  for (let i = 0; i < tree.length; i++) {
    if (tree.lower(i) !== 'citing' && tree.lower(i) !== 'quoting') continue;
    const object = tree.child(i, OBJECT);
    const cited = object < 0 ? -1 : citedSource(tree, object, nouns, isOffice);
    if (cited < 0) continue;
    const outer =
      reportBefore(tree, byCue, i) ??
      reportAround(tree, byCue, i) ??
      reportBehind(tree, reports, i) ??
      byCue.get(tree.head(i));
    relay(outer, [cited]);
    const further = citedBy(tree, cited, (object) => citedSource(tree, object, nouns, isOffice));
    if (outer && further >= 0) outer.beyond = [further];
    const own = byCue.get(i);
    if (own && outer) own.relay = true;
  }
}
/** What the press does: who stands beside it as a source is whom it had it from. */
const PUBLISHING = new Set(['report', 'write', 'publish', 'broadcast']);
const SOURCES = new Set(['source', 'witness', 'people', 'person']);

/** Whom "citing" names: itself a name, an office or people; or whose statement it is. -1: nobody. */
function citedSource(
  tree: Tree,
  object: number,
  nouns: ReadonlySet<string>,
  isOffice: (token: number) => boolean,
): number {
  const speaks = (i: number) => tree.tag(i) === 'PROPN' || isOffice(i) || SOURCES.has(tree.lemma(i));
  if (speaks(object)) return object;
  if (!nouns.has(tree.lemma(object))) return -1;
  const whose = tree.childrenBy(object, WHOSE).find(speaks);
  if (whose !== undefined) return whose;
  return tree.childrenBy(object, OBLIQUE).find((c) => ORIGIN.has(preposition(tree, c)) && speaks(c)) ?? -1;
}
const WHOSE = exactly('nmod:poss', 'compound');
const ORIGIN = new Set(['by', 'from']);

/** "A reported that …, citing": the last report before a comma and a token that the press may have made. */
function reportAround(tree: Tree, byCue: ReadonlyMap<number, Report>, i: number): Report | undefined {
  if (i < 1 || tree.word(i - 1) !== ',') return undefined;
  for (let at = i - 2; at >= 0 && tree.sentence[at] === tree.sentence[i]; at--) {
    const report = byCue.get(at);
    if (report?.source.length && (PUBLISHING.has(tree.lemma(at)) || tree.lemma(at) === 'say')) return report;
  }
  return undefined;
}

/** "A, citing B, said": the report behind a participle whose source stands right before it. */
function reportBehind(tree: Tree, reports: readonly Report[], i: number): Report | undefined {
  if (i < 2 || tree.word(i - 1) !== ',') return undefined;
  return reports.find(
    ({ at, source }) => at > i && tree.sentence[at] === tree.sentence[i] && source.some((s) => s < i && i - s < 8),
  );
}

/** "B, which in turn cited C": whom a source that is cited cites; -1: nobody. */
function citedBy(tree: Tree, cited: number, sourceOf: (object: number) => number): number {
  for (let v = cited + 1; v < Math.min(tree.length, cited + 12) && tree.sentence[v] === tree.sentence[cited]; v++) {
    if (!CITES.has(tree.lemma(v)) || tree.lower(v).endsWith('ing')) continue;
    const object = tree.child(v, OBJECT);
    return object > v && tree.text.slice(tree.s.end[cited]!, tree.s.start[v]!).includes('which')
      ? sourceOf(object)
      : -1;
  }
  return -1;
}
const CITES = new Set(['cite', 'quote']);

/** The report whose cue and source stand right before a token, with no other verb between. */
function reportBefore(tree: Tree, byCue: ReadonlyMap<number, Report>, i: number): Report | undefined {
  for (let at = i - 1; at >= 0 && i - at < 20 && tree.sentence[at] === tree.sentence[i]; at--) {
    const report = byCue.get(at);
    if (report) return report.source.every((s) => s < i) ? report : undefined;
    if (tree.tag(at) === 'VERB') return undefined;
  }
  return undefined;
}
