import { UserError } from '../../errors.js';
import { contentOf, isPresent, type Ledger, type RevisionContent, wordsKey } from '../../ledger/index.js';
import type { Document } from '../../types.js';
import { chainNames, type LoadedClaim, loadClaims } from '../claims.js';
import { correctionsOf } from '../corrections.js';
import { claimsOfEvents, eventOf } from '../events/groups.js';
import { contextOf } from './context.js';
import { revisionsOf } from './revisions.js';
import type { Other, Trace } from './rows.js';
import { sourcesOf } from './sources.js';

export type { Context, Link, Mark, Other, Revision, Source, Trace } from './rows.js';

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
    readIn: await sourcesOf(ledger, [first, ...copies].slice(0, MOST_OTHERS)),
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
