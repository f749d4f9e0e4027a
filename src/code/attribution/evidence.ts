import { isSpeech, type Quote } from '../../parse/index.js';
import type { AttributionSpans, Span, Speech } from '../../types.js';
import { agentOf, exactly, isPassive, referent, SUBJECT, type Tree } from '../tree/index.js';
import { closed, joined, withinParagraphs } from './contents.js';
import type { Report } from './report.js';
import { attributionSpans } from './spans.js';
import { chance, LEAST, signsOf } from './verdict.js';

/** How far the token of a rule's cue may stand from the engine's, and be the same cue. */
const NEAR = 2;

/**
 * Brings together what rules over the tree found and what the engine saw. Where both speak of one cue, the engine has the words of its
 * content, and of its source unless it saw none or the rule's source lies within them; the rule keeps the kind and the chain. What the engine saw counts
 * where all signs together, the rules' among them, make it likely enough. What only the engine saw is
 * a report of its own; what only a rule saw counts for a claim's chain, and as an attribution where the rule knows a form that the engine
 * was not taught (`lasting`).
 */
export function withEvidence(
  tree: Tree,
  rules: readonly Report[],
  speech: readonly Speech[],
  quotes: readonly Quote[],
  quoteAt: Int32Array,
  lasting: (report: Report) => boolean,
): Report[] {
  const ruled = matched(rules, speech);
  const chances = new Map(speech.map((found, k) => [found, chance(signsOf(speech, k, ruled.get(found)))]));
  const seen = new Map(
    [...ruled].filter(([found]) => chances.get(found)! > LEAST).map(([found, rule]) => [rule, found]),
  );
  const reports: Report[] = [];
  for (const report of rules) {
    const match = seen.get(report);
    if (!match) {
      reports.push(lasting(report) ? report : { ...report, unseen: true });
      continue;
    }
    const seenSpans = spansOf(tree, match);
    const spans = {
      ...seenSpans,
      source: match.source ? seenSpans.source : attributionSpans(tree, report).source,
      content: report.kind === 'direct-quote' ? withRest(seenSpans.content, report.content) : seenSpans.content,
    };
    const heads = match.source ? sourceHeads(tree, match.source) : report.source;
    const named = isPassive(tree, report.at) && report.source.includes(agentOf(tree, report.at));
    const agrees = match.source && report.source.some((head) => head >= match.source![0] && head < match.source![1]);
    reports.push({
      ...report,
      source: agrees || named || lasting(report) ? report.source : heads,
      cue: spans.cue,
      content: joined(tree.text, [
        ...(lasting(report) ? report.content : within(tree, report, match)),
        ...spans.content,
      ]),
      spans,
      how: `${report.how}; read so with ${percent(chances.get(match)!)}`,
    });
  }
  for (const found of speech) {
    if (ruled.has(found) || chances.get(found)! <= LEAST) continue;
    const spans = spansOf(tree, found);
    reports.push({
      kind: isQuoted(tree, found, quotes, quoteAt) ? 'direct-quote' : 'indirect',
      at: found.at,
      source: found.source ? sourceHeads(tree, found.source) : [],
      cue: spans.cue,
      content: spans.content,
      spans,
      via: [],
      how: `"${tree.word(found.at)}", read so with ${percent(chances.get(found)!)}`,
    });
  }
  return reports;
}

/**
 * What a rule took for content, without what the engine left out that grammar lets stand apart: a clause behind "and" or "but" with a
 * subject of its own; and all outside the subordinate clause that the cue interrupts ("since it would, she said, help").
 */
function within(tree: Tree, report: Report, { content }: Speech): Span[] {
  const seen = (i: number) => content.some(([first, last]) => i >= first && i < last);
  const first = tree.s.sentences[tree.sentence[report.at]!]!;
  const end = tree.s.sentences[tree.sentence[report.at]! + 1]!;
  let spans = report.content;
  for (let i = first; i < end; i++) {
    const [from, to] = [tree.left[i]!, tree.right[i]!];
    if (
      report.at > from &&
      report.at < to &&
      tree.is(i, SUBORDINATE) &&
      seen(i) &&
      content.every(([a, b]) => a >= from && b <= to + 1)
    )
      spans = overlap(spans, tree.span(from, to));
    if (tree.is(i, CONJ) && !seen(i) && tree.child(i, SUBJECT) >= 0 && !tree.under(report.at, i))
      spans = spans.flatMap((span) => without(span, tree.span(from, to)));
  }
  return spans;
}
const SUBORDINATE = exactly('advcl', 'acl:relcl');
const CONJ = exactly('conj');

function overlap(spans: readonly Span[], with_: Span): Span[] {
  return spans.flatMap(({ start, end }) => {
    const both = { start: Math.max(start, with_.start), end: Math.min(end, with_.end) };
    return both.end > both.start ? [both] : [];
  });
}

function without(span: Span, out: Span): Span[] {
  if (out.end <= span.start || out.start >= span.end) return [span];
  return [
    { start: span.start, end: out.start },
    { start: out.end, end: span.end },
  ].filter(({ start, end }) => end > start);
}

/** What was seen of a speech, with those of its quotations of which nothing was seen: it may run on over paragraphs. */
function withRest(seen: readonly Span[], quoted: readonly Span[]): Span[] {
  const rest = quoted.filter((q) => !seen.some((s) => s.start < q.end && q.start < s.end));
  return [...seen, ...rest].sort((a, b) => a.start - b.start);
}

/** The rule's report of the same cue, for what the engine saw; each of either once, in the rules' order. */
export function matched(rules: readonly Report[], speech: readonly Speech[]): Map<Speech, Report> {
  const ruled = new Map<Speech, Report>();
  for (const report of rules) {
    let match: Speech | undefined;
    for (const found of speech)
      if (!ruled.has(found) && isNear(found, report.at))
        if (!match || apart(found, report.at) < apart(match, report.at)) match = found;
    if (match) ruled.set(match, report);
  }
  return ruled;
}

const percent = (score: number): string => `${Math.round(100 * score)} %`;

const apart = (found: Speech, token: number): number => Math.abs(found.at - token);

function isNear(found: Speech, token: number): boolean {
  return (token >= found.cue[0] && token < found.cue[1]) || apart(found, token) <= NEAR;
}

function spansOf(tree: Tree, { cue, source, content }: Speech): AttributionSpans {
  const span = ([first, last]: readonly [number, number]): Span => tree.span(first, last - 1);
  return {
    source: source ? [span(source)] : [],
    cue: [span(cue)],
    content: withinParagraphs(tree.text, closed(tree.text, joined(tree.text, content.map(span)))),
  };
}

/** The token by which a run of tokens hangs on the rest: a noun or pronoun where one does. */
function sourceHeads(tree: Tree, [first, last]: readonly [number, number]): number[] {
  let best = -1;
  for (let i = first; i < last; i++) {
    const head = tree.head(i);
    if (head >= first && head < last) continue;
    if (tree.nominal(i)) return [referent(tree, i)];
    if (best < 0) best = i;
  }
  return best < 0 ? [] : [best];
}

function isQuoted(tree: Tree, { content }: Speech, quotes: readonly Quote[], quoteAt: Int32Array): boolean {
  let quoted = 0;
  let all = 0;
  for (const [first, last] of content) {
    all += last - first;
    for (let i = first; i < last; i++) {
      const quote = quotes[quoteAt[i]!];
      if (quote && isSpeech(tree.text, quote)) quoted++;
    }
  }
  return 2 * quoted > all;
}
