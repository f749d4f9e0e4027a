import type { Context, CorrectionRow, Link, Mark, Other, Revision, Source, Trace } from '../ask/index.js';
import type { Participant } from '../types.js';
import { printable } from './failures.js';

type Style = (text: string) => string;
type Colors = Record<'bold' | 'dim' | 'cyan' | 'magenta' | 'yellow' | 'green', Style> & { isColorSupported: boolean };

/** A trace as people read it: the words where they stand, who says so, where, and what else says it. */
export async function traceText({ claim, context, ...found }: Trace): Promise<string> {
  const { default: colors } = await import('picocolors');
  const { bold, dim } = colors;
  const { event, factuality, novelty, headline, time } = claim;
  const what = [
    `${event.type}${event.mode === undefined ? '' : ` (${event.mode})`}, CAMEO ${event.cameo}`,
    `told as ${factuality}${novelty === 'background' ? ', recalled' : ''}${headline ? ', in the headline' : ''}`,
    time && (time.start === time.end ? time.start : `${time.start} to ${time.end}`),
  ];
  const sections: [string, string[]][] = [
    [
      'Who takes part',
      [...claim.source.map((one) => party('source', one)), ...claim.target.map((one) => party('target', one))],
    ],
    ['Who says so', found.chain.map((link, i) => `${i ? '← ' : '  '}${linkLine(link)}`)],
    ['Where it can be read', found.readIn.flatMap(sourceLines)],
    ['In the same words elsewhere', found.sameWords.map(otherLine)],
    ['Other reports of it', found.sameEvent.map(otherLine)],
    ['What people said of it', found.corrections.map(correctionLine)],
    ['Revisions of the page', found.revisions.length > 1 ? found.revisions.flatMap(revisionLines) : []],
  ];
  const lines = [
    bold(`Claim ${printable(claim.id)}`),
    dim(printable(what.filter(Boolean).join('; '))),
    '',
    ...marked(context, colors).split('\n').map(indented),
  ];
  for (const [title, body] of sections) {
    if (body.length) lines.push('', bold(title), ...body.map((line) => indented(printable(line))));
  }
  return `${lines.join('\n')}\n\n`;
}

/** Marks that are shown in the text, the weightier first: one within another is left out. */
const SHOWN: readonly Mark['as'][] = ['trigger', 'source', 'target', 'speaker', 'cue'];

/** The paragraph with its marks: colours where there are any, else brackets, and guillemets around the trigger. */
function marked({ span, text, marks, cut }: Context, colors: Colors): string {
  const chosen: Mark[] = [];
  for (const as of SHOWN) {
    for (const mark of marks.filter((one) => one.as === as)) {
      const free = chosen.every((other) => mark.span.end <= other.span.start || other.span.end <= mark.span.start);
      if (free && mark.span.end > mark.span.start) chosen.push(mark);
    }
  }
  chosen.sort((a, b) => a.span.start - b.span.start);
  let shown = '';
  let at = 0;
  for (const mark of chosen) {
    const [start, end] = [mark.span.start - span.start, mark.span.end - span.start];
    shown += printable(text.slice(at, start)) + show(printable(text.slice(start, end)), mark.as, colors);
    at = end;
  }
  return `${cut.before ? '… ' : ''}${shown}${printable(text.slice(at))}${cut.after ? ' …' : ''}`;
}

function show(words: string, as: Mark['as'], { isColorSupported, bold, yellow, cyan, magenta, green }: Colors): string {
  if (as === 'trigger') return isColorSupported ? bold(yellow(words)) : `«${words}»`;
  const color = { source: cyan, target: magenta, speaker: green, cue: green, quote: green, reason: green }[as];
  return isColorSupported ? color(words) : `[${words}]`;
}

function party(as: string, { text, actor, antecedent, role }: Participant): string {
  const who = actor
    ? `${actor.name} (${actor.code}${actor.sectors.length ? ` ${actor.sectors.join(' ')}` : ''})`
    : 'no known actor';
  const notes = [
    antecedent && 'stands for an earlier mention',
    role,
    actor?.contested && 'contested',
    actor?.group && 'a group',
  ];
  return [`${as}: “${flat(text)}”, ${who}`, ...notes.filter(Boolean)].join(', ');
}

const KINDS: Record<Link['kind'], string> = {
  'direct-quote': 'in direct speech',
  indirect: 'in reported speech',
  report: 'as a report',
  outlet: 'published it',
};

function linkLine({ kind, speakers, cue }: Link): string {
  const who = speakers.map(({ name, words, role }) => {
    const said = flat(words);
    return `${name}${said === name ? '' : ` (“${said}”)`}${role === undefined ? '' : `, ${flat(role)}`}`;
  });
  return `${who.join(' and ')}: ${KINDS[kind]}${cue === undefined ? '' : `, “${flat(cue)}”`}`;
}

function sourceLines({ document, url, path, outlet, title, published, modified, recorded }: Source): string[] {
  const dates = [published && `published ${published}`, modified && `modified ${modified}`, `recorded ${recorded}`];
  return [
    [outlet, title && `“${flat(title)}”`].filter(Boolean).join(', ') || document,
    `  ${url ?? path ?? document}`,
    `  ${dates.filter(Boolean).join(', ')}`,
  ];
}

function otherLine({ claim, outlet, document, published, words, by }: Other): string {
  return `${claim}  ${outlet ?? document}${published ? `, ${published.slice(0, 10)}` : ''}: “${flat(words)}” ${by.join(' ← ')}`;
}

function correctionLine({
  entry,
  action,
  by,
  reason,
  recorded,
  changed,
  undoes,
  undone,
  unplaced,
}: CorrectionRow): string {
  const notes = [
    changed?.length && `changed ${changed.join(', ')}`,
    undoes !== undefined && `takes back ${undoes}`,
    undone !== undefined && `taken back ${undone}`,
    unplaced !== undefined && `has no place now: ${unplaced}`,
  ];
  return [`${entry}  ${recorded}  ${action} by ${by}: “${flat(reason)}”`, ...notes.filter(Boolean)].join(', ');
}

function revisionLines({ recorded, published, modified, ended, traced, changes }: Revision): string[] {
  const dates = [modified ? `modified ${modified}` : published && `published ${published}`, `recorded ${recorded}`];
  const state = [ended && `replaced ${ended}`, traced && 'the claim rests on this one'];
  return [
    [...dates, ...state].filter(Boolean).join(', '),
    ...(changes?.fields.length ? [`  changed: ${changes.fields.join(', ')}`] : []),
    ...(changes?.removed ?? []).map((text) => `  − ${flat(text)}`),
    ...(changes?.added ?? []).map((text) => `  + ${flat(text)}`),
  ];
}

const indented = (line: string): string => `  ${line}`;

/** On one line, and short enough to be read. */
function flat(text: string): string {
  const line = text.slice(0, 400).replace(/\s+/g, ' ').trim();
  return text.length > 400 ? `${line} …` : line;
}
