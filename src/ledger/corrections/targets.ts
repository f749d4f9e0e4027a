import { UserError } from '../../errors.js';
import type { Claim } from '../../types.js';
import type { ClaimContent } from '../content.js';
import { contentOf } from '../packing.js';
import type { Database } from '../schema.js';
import { claimAt, presentCoding } from './coding.js';
import type { JudgementTable } from './tables.js';
import { replaced } from './view.js';

/** A claim of one document that can be judged. */
export interface Target {
  document: string;
  coding: number;
  revision: number;
  /** What is said to hold now: a person's word, else the machine's. */
  claim: Claim;
  /** The sequence of the machine's claim. */
  twin?: number;
  /** What people made of it before. */
  judgement?: JudgementTable;
}

/**
 * The claims with an id among the present answers, the machine's or corrected, one a document.
 *
 * @param id the claim's id, or as much of its beginning as no other claim has
 * @throws UserError where there is none, or where several begin like this
 */
export async function findTargets(db: Database, id: string, document?: string): Promise<Target[]> {
  const all = await db
    .selectFrom('claims')
    .select(['sequence', 'id', 'document', 'coding', 'revision', 'ended'])
    .where('id', '>=', id)
    .where('id', '<', `${id}\u{10ffff}`)
    .$if(document !== undefined, (query) => query.where('document', '=', document ?? ''))
    .orderBy('sequence')
    .limit(10_000)
    .execute();
  const exact = all.filter((row) => row.id === id);
  const rows = exact.length ? exact : all;
  if (!rows.length) {
    throw new UserError(
      `claim ${id}: ${document === undefined ? 'the ledger' : `document ${document}`} has none with this id`,
    );
  }
  const ids = [...new Set(rows.map((row) => row.id))];
  if (ids.length > 1)
    throw new UserError(`claim ${id}: ${ids.length} claims begin like this (${ids.slice(0, 5).join(', ')} …)`);
  const present = rows.filter(({ ended }) => ended === null);
  if (!present.length) {
    const documents = [...new Set(rows.map((row) => row.document))].join(', ');
    throw new UserError(
      `claim ${id}: it is not among the present answers any more; see \`ask claims --document ${documents}\``,
    );
  }
  const targets: Target[] = [];
  for (const rowsOfOne of groups(present).values()) targets.push(await target(db, rowsOfOne));
  return targets;
}

/** The claims of a document that hold now, as corrected, and whether it was a person who put them there. */
export async function presentClaims(db: Database, document: string): Promise<{ claim: Claim; judged: boolean }[]> {
  const { coding } = await presentCoding(db, document);
  const rows = await db
    .selectFrom('claims')
    .innerJoin('entries', 'entries.sequence', 'claims.sequence')
    .select(['entries.kind', 'entries.content'])
    .where('claims.coding', '=', coding)
    .where('claims.ended', 'is', null)
    .where((eb) => eb.not(eb.exists(replaced(eb))))
    .orderBy('claims.sequence')
    .execute();
  return rows.map(({ kind, content }) => ({ claim: contentOf<ClaimContent>(content).claim, judged: kind !== 'claim' }));
}

interface Row {
  sequence: number;
  document: string;
  coding: number;
  revision: number;
}

/** Of one document: the machine's row, the person's, or both. */
async function target(db: Database, rows: readonly Row[]): Promise<Target> {
  const sequences = rows.map(({ sequence }) => sequence);
  const judgement = await db
    .selectFrom('judgements')
    .selectAll()
    .where('ended', 'is', null)
    .where((eb) => eb.or([eb('sequence', 'in', sequences), eb('twin', 'in', sequences)]))
    .executeTakeFirst();
  const own = rows.find(({ sequence }) => sequence === judgement?.sequence);
  const machine = judgement ? (judgement.twin ?? undefined) : rows[0]?.sequence;
  const { sequence, document, coding, revision } = (own ?? rows[0]) as Row;
  return {
    document,
    coding,
    revision,
    claim: await claimAt(db, sequence),
    ...(machine !== undefined && { twin: machine }),
    ...(judgement && { judgement }),
  };
}

function groups(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.document, [...(found.get(row.document) ?? []), row]);
  return found;
}
