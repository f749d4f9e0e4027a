import { UserError } from '../errors.js';
import {
  type Changes,
  changesBetween,
  contentOf,
  isPresent,
  type Ledger,
  type RevisionContent,
  wordsKey,
} from '../ledger/index.js';
import type { AttributionKind, Document, Span } from '../types.js';
import { type ClaimRow, chainNames, type LoadedClaim, loadClaims } from './claims.js';
import { type CorrectionRow, correctionsOf } from './corrections.js';
import { claimsOfEvents, eventOf } from './events/groups.js';

/** All that the ledger knows of one claim. */
export interface Trace {
  claim: ClaimRow;
  /** Since when, in ledger time, it is not among the answers any more: its page was changed, or was coded anew. */
  ended?: string;
  /** Where the claim's sentence stands. */
  context: Context;
  /** Innermost speaker first, the outlet last. */
  chain: Link[];
  /** Where it can be read: the claim's own document first, then others that carry the same text. */
  readIn: Source[];
  /** Claims in other documents in the same sentence, or of the same event in other words. */
  sameWords: Other[];
  sameEvent: Other[];
  /** The document's revisions in the order of the ledger. */
  revisions: Revision[];
  /** What people said of the claim, in the order of the ledger. */
  corrections: CorrectionRow[];
}

/** A claim's paragraph, cut where it is very long. */
export interface Context {
  /** In the document's text. */
  span: Span;
  text: string;
  /** The sentence (or sentences) that the claim rests on. */
  sentence: string;
  /** Whether the paragraph goes on before or after. */
  cut: { before: boolean; after: boolean };
  /** What stands where, as spans in the document's text, by start. */
  marks: Mark[];
}

export interface Mark {
  span: Span;
  as: 'trigger' | 'source' | 'target' | 'speaker' | 'cue' | 'quote' | 'reason';
}

export interface Link {
  kind: AttributionKind;
  speakers: { name: string; words: string; role?: string }[];
  cue?: string;
  /** What they are said to say, where it is not the whole sentence. */
  content?: string;
}

export interface Source {
  document: string;
  url?: string;
  path?: string;
  outlet?: string;
  title?: string;
  published?: string;
  modified?: string;
  recorded: string;
}

export interface Other {
  claim: string;
  document: string;
  outlet?: string;
  url?: string;
  published?: string;
  words: string;
  by: string[];
}

export interface Revision {
  published?: string;
  modified?: string;
  recorded: string;
  /** From when, in ledger time, another one stood in its place. */
  ended?: string;
  /** Whether the claim rests on this one. */
  traced: boolean;
  /** Against the revision before it in the ledger. */
  changes?: Changes;
}

/** Text shown before and after the sentence where the paragraph is longer, in UTF-16 units. */
const CONTEXT = 600;

/** Other claims that are shown. */
const MOST_OTHERS = 50;

/**
 * Traces a claim to its words and to those who say so.
 *
 * @param id the claim's id, or as much of its beginning as no other claim has
 * @throws UserError where no claim, or more than one, has that id
 */
export async function trace(ledger: Ledger, id: string): Promise<Trace> {
  const [first, ...copies] = await withId(ledger, id);
  if (!first) throw new UserError(`claim ${id}: the ledger has none with this id`);
  const { row } = first;
  const text = await documentOf(ledger, first.sequence);
  const sameWords = (await withWords(ledger, first)).filter((one) => one.row.id !== row.id);
  const shown = new Set([row.id, ...sameWords.map((one) => one.row.id)]);
  const sameEvent = (await ofSameEvent(ledger, first)).filter((one) => !shown.has(one.row.id));
  const ended = await endOf(ledger, first.sequence);
  return {
    claim: row,
    ...(ended !== null && { ended }),
    context: contextOf(row, text),
    chain: row.attribution.map(({ kind, speakers, cue, content }) => ({
      kind,
      speakers: speakers.map((speaker) => ({
        name: speaker.actor?.name ?? speaker.text,
        words: speaker.text,
        ...(speaker.role !== undefined && { role: speaker.role }),
      })),
      ...(cue && { cue: text.text.slice(cue.start, cue.end) }),
      ...(content && { content: text.text.slice(content.start, content.end) }),
    })),
    readIn: await sourcesOf(ledger, [first, ...copies]),
    sameWords: sameWords.map(other),
    sameEvent: sameEvent.map(other),
    revisions: await revisionsOf(ledger, first),
    corrections: await correctionsOf(ledger, first.sequence),
  };
}

/** The claims with an id, one a document: first those among the present answers, then as they came in. */
async function withId(ledger: Ledger, id: string): Promise<LoadedClaim[]> {
  const rows = await ledger.db
    .selectFrom('claims')
    .select(['sequence', 'id', 'document', 'ended'])
    .where('id', '>=', id)
    .where('id', '<', `${id}\u{10ffff}`)
    .orderBy('id')
    .orderBy('sequence')
    .limit(1000)
    .execute();
  const ids = [...new Set(rows.map((row) => row.id))];
  if (ids.length > 1 && !ids.includes(id)) {
    const some = ids.slice(0, 5).join(', ');
    throw new UserError(`claim ${id}: ${ids.length} claims begin like this (${some}${ids.length > 5 ? ', …' : ''})`);
  }
  const byDocument = new Map<string, (typeof rows)[number]>();
  for (const row of rows.filter((one) => one.id === ids[0])) {
    // A later reading of the same revision stands for the earlier ones.
    if (row.ended === null || !byDocument.has(row.document)) byDocument.set(row.document, row);
  }
  const chosen = [...byDocument.values()];
  chosen.sort((a, b) => Number(a.ended !== null) - Number(b.ended !== null) || a.sequence - b.sequence);
  return collect(
    loadClaims(
      ledger,
      chosen.map(({ sequence }) => sequence),
    ),
  );
}

async function documentOf({ db }: Ledger, claim: number): Promise<Document> {
  const { content } = await db
    .selectFrom('claims')
    .innerJoin('entries', 'entries.sequence', 'claims.revision')
    .select('entries.content')
    .where('claims.sequence', '=', claim)
    .executeTakeFirstOrThrow();
  return contentOf<RevisionContent>(content).document;
}

async function endOf({ db }: Ledger, claim: number): Promise<string | null> {
  const row = await db.selectFrom('claims').select('ended').where('sequence', '=', claim).executeTakeFirstOrThrow();
  return row.ended;
}

async function withWords(ledger: Ledger, { words }: LoadedClaim): Promise<LoadedClaim[]> {
  const rows = await ledger.db
    .selectFrom('claims')
    .select('sequence')
    .where('words_key', '=', wordsKey(words))
    .where((eb) => isPresent(eb, {}))
    .orderBy('sequence')
    .limit(MOST_OTHERS)
    .execute();
  return collect(
    loadClaims(
      ledger,
      rows.map(({ sequence }) => sequence),
    ),
  );
}

async function ofSameEvent(ledger: Ledger, { sequence }: LoadedClaim): Promise<LoadedClaim[]> {
  const event = await eventOf(ledger, sequence);
  if (event === undefined) return [];
  const sequences = await claimsOfEvents(ledger, [event], {});
  return collect(loadClaims(ledger, sequences.slice(0, MOST_OTHERS)));
}

function contextOf({ span, ...claim }: ClaimRow, { text, paragraphs }: Document): Context {
  const paragraph = paragraphs.find(({ start, end }) => start <= span.start && span.end <= end) ?? span;
  const start = Math.max(paragraph.start, span.start - CONTEXT);
  const end = Math.min(paragraph.end, span.end + CONTEXT);
  const marks: (Mark | { span: Span | undefined; as: Mark['as'] })[] = [
    { span: claim.trigger, as: 'trigger' },
    ...claim.source.map((one) => ({ span: one.span, as: 'source' as const })),
    ...claim.target.map((one) => ({ span: one.span, as: 'target' as const })),
    ...claim.attribution.flatMap(({ speakers, cue }) => [
      ...speakers.map((one) => ({ span: one.span, as: 'speaker' as const })),
      { span: cue, as: 'cue' as const },
    ]),
    { span: claim.quote, as: 'quote' },
    { span: claim.reason, as: 'reason' },
  ];
  const inside = marks.filter(
    (mark): mark is Mark => mark.span !== undefined && mark.span.start >= start && mark.span.end <= end,
  );
  inside.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return {
    span: { start, end },
    text: text.slice(start, end),
    sentence: text.slice(span.start, span.end),
    cut: { before: start > paragraph.start, after: end < paragraph.end },
    marks: inside,
  };
}

async function sourcesOf({ db }: Ledger, claims: readonly LoadedClaim[]): Promise<Source[]> {
  const rows = await db
    .selectFrom('claims')
    .innerJoin('revisions', 'revisions.sequence', 'claims.revision')
    .select(['claims.sequence', 'revisions.document', 'url', 'path', 'outlet', 'title', 'published', 'modified'])
    .select('revisions.recorded')
    .where(
      'claims.sequence',
      'in',
      claims.slice(0, MOST_OTHERS).map(({ sequence }) => sequence),
    )
    .execute();
  const order = new Map(claims.map(({ sequence }, i) => [sequence, i]));
  rows.sort((a, b) => (order.get(a.sequence) ?? 0) - (order.get(b.sequence) ?? 0));
  return rows.map(({ document, recorded, url, path, outlet, title, published, modified }) => ({
    document,
    ...(url !== null && { url }),
    ...(path !== null && { path }),
    ...(outlet !== null && { outlet }),
    ...(title !== null && { title }),
    ...(published !== null && { published }),
    ...(modified !== null && { modified }),
    recorded,
  }));
}

async function revisionsOf({ db }: Ledger, { sequence, row }: LoadedClaim): Promise<Revision[]> {
  const traced = await db
    .selectFrom('claims')
    .select('revision')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('revisions')
    .innerJoin('entries', 'entries.sequence', 'revisions.sequence')
    .select(['revisions.sequence', 'published', 'modified', 'revisions.recorded', 'ended', 'entries.content'])
    .where('revisions.document', '=', row.document)
    .orderBy('revisions.sequence')
    .execute();
  const texts = rows.map(({ content }) => contentOf<RevisionContent>(content).document);
  return rows.map(({ sequence: revision, recorded, published, modified, ended }, i) => {
    const [before, after] = [texts[i - 1], texts[i]];
    return {
      recorded,
      ...(published !== null && { published }),
      ...(modified !== null && { modified }),
      ...(ended !== null && { ended }),
      traced: revision === traced.revision,
      ...(before && after && { changes: changesBetween(before, after) }),
    };
  });
}

function other({ row, words }: LoadedClaim): Other {
  const { id, document, outlet, url, published } = row;
  return {
    claim: id,
    document,
    ...(outlet !== undefined && { outlet }),
    ...(url !== undefined && { url }),
    ...(published !== undefined && { published }),
    words,
    by: chainNames(row),
  };
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
