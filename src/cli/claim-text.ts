import { stringify } from 'csv-stringify/sync';
import colors from 'picocolors';
import type { CodeInput } from '../code/index.js';
import type { Attribution, Claim, Coded, Participant } from '../types.js';
import { printable } from './failures.js';

/** One claim as a row of a table. */
type ClaimRow = readonly (string | number)[];

/** A CSV file of claims: one row a claim. */
export const CLAIM_CSV = {
  header: (): string =>
    stringify([
      ['document', 'claim', 'source', 'type', 'cameo', 'target', 'factuality', 'time', 'words', 'by', 'confidence'],
    ]),
  rows: (rows: readonly ClaimRow[]): string => (rows.length ? stringify([...rows], { escape_formulas: true }) : ''),
};

/** The claims of one document as rows. */
export function claimRows(input: CodeInput, { id, claims }: Coded): ClaimRow[] {
  return claims.map((c) => [
    id,
    c.id,
    names(c.source),
    c.event.type,
    c.event.cameo,
    names(c.target),
    c.factuality,
    c.time ? timeText(c.time) : '',
    input.text.slice(c.trigger.start, c.trigger.end),
    chainText(c.attribution),
    c.confidence,
  ]);
}

/** The claims of one document for people: who does what to whom, in which words, and who says so. */
export async function claimTexts(input: CodeInput, coded: Coded): Promise<string> {
  const lines = [colors.bold(printable(input.title ?? coded.id))];
  for (const claim of coded.claims) lines.push(...claimLines(input.text, claim));
  if (!coded.claims.length) lines.push(colors.dim('  no claims'));
  return `${lines.join('\n')}\n\n`;
}

function claimLines(text: string, claim: Claim): string[] {
  const { event, source, target, factuality, time } = claim;
  const marks = [
    factuality === 'actual' ? '' : factuality,
    claim.headline ? 'headline' : '',
    claim.novelty === 'background' ? 'recalled' : '',
    time ? timeText(time) : '',
  ];
  const arrow = claim.reciprocal ? '<->' : '->';
  const party = (side: readonly Participant[]) => printable(names(side)) || colors.dim('nobody named');
  const shown = marks.filter(Boolean).join(', ');
  return [
    `  ${party(source)} ${arrow} ${colors.cyan(printable(event.type))} ${event.cameo} ${arrow} ${party(target)}${shown && colors.yellow(`  [${shown}]`)}`,
    `    ${marked(text, claim)}`,
    colors.dim(printable(`    by ${chainText(claim.attribution)}`)),
    ...(claim.explain ?? []).map((line) => colors.dim(printable(`      ${line}`))),
  ];
}

/** The sentence with the trigger marked, its middle cut out where it is long. */
function marked(text: string, { span, trigger }: Claim): string {
  const clean = (s: string) => printable(s.replace(/\s+/g, ' '));
  const before = clean(text.slice(span.start, trigger.start));
  const after = clean(text.slice(trigger.end, span.end));
  const left = before.length > 100 ? `… ${before.slice(-100)}` : before;
  const right = after.length > 120 ? `${after.slice(0, 120)} …` : after;
  return `${left}${colors.underline(clean(text.slice(trigger.start, trigger.end)))}${right}`;
}

function names(participants: readonly Participant[]): string {
  return participants.map((p) => p.actor?.name ?? p.text.replace(/\s+/g, ' ')).join(', ');
}

function timeText({ start, end }: NonNullable<Claim['time']>): string {
  return start === end ? start : `${start} to ${end}`;
}

function chainText(chain: readonly Attribution[]): string {
  return chain.map((a) => a.speakers.map((s) => s.text.replace(/\s+/g, ' ')).join(' and ')).join(' <- ');
}
