import type { Ledger } from '../../ledger/index.js';
import type { Actor, Factuality, Versions } from '../../types.js';
import { byWeight, chainNames, type LoadedClaim } from '../claims.js';
import { documentsOf } from '../documents.js';
import { compare, distinct, distinctBy } from '../values.js';
import type { Stretch } from './timeline.js';

/** One actor's stance on one question over one stretch of valid time. */
export interface Position {
  question: string;
  actor: Actor;
  stance: string;
  factuality: Factuality;
  /** Since when it holds, and the day before the position that ended it. */
  from: string;
  until?: string;
  /** The stance that it ended: its holder's until the day before. */
  before?: string;
  /** First published; first in the ledger. */
  reported: string;
  known: string;
  /** The distinct chains it rests on: names, innermost speaker first, outlet last. */
  by: string[][];
  /** Verbatim, of the claim that carries it best. */
  words: string;
  reason?: string;
  claims: string[];
  documents: string[];
  origins: number;
  /** Claims that say otherwise for the same time. */
  contradicted?: string[];
  versions: Versions;
}

/** A claim that puts its holder in a place on a question. */
export interface Taken {
  claim: LoadedClaim;
  holder: Actor;
  /** From which it is said to hold. */
  day: string;
  hearsay: boolean;
}

/** A stretch that is asked for, and the one that it ended. */
interface Found {
  stretch: Stretch<Taken>;
  ended: Stretch<Taken> | undefined;
}

/** The rows of stretches of stances on a question. */
export async function rowsOf(ledger: Ledger, question: string, found: readonly Found[]): Promise<Position[]> {
  const ranked = found.map(({ stretch, ended }) => {
    const claims = stretch.claims.sort(byCarrying);
    return { stretch, ended, claims, reasoned: claims.find(({ claim }) => claim.row.reason)?.claim };
  });
  const reasoned = ranked.flatMap((one) => one.reasoned?.revision ?? []);
  const texts = await documentsOf(ledger, reasoned);
  const known = await firstKnown(
    ledger,
    distinct(ranked.flatMap(({ claims }) => claims.map(({ claim }) => claim.row.id))),
  );
  return ranked.map(({ stretch, ended, claims, reasoned: one }) => {
    const rows = claims.map(({ claim }) => claim.row);
    const best = claims[0] as Taken;
    const span = one?.row.reason;
    const reason = span && texts.get((one as LoadedClaim).revision)?.text.slice(span.start, span.end);
    const contradicted = distinct(stretch.contradicted.map(({ claim }) => claim.row.id)).sort();
    return {
      question,
      actor: best.holder,
      stance: stretch.stance,
      factuality: stretch.factuality,
      from: stretch.from,
      ...(stretch.until !== undefined && { until: stretch.until }),
      ...(ended && { before: ended.stance }),
      reported: rows.map(({ published, recorded }) => published ?? recorded).sort()[0] as string,
      known: rows.map(({ id, recorded }) => known.get(id) ?? recorded).sort()[0] as string,
      by: distinctBy(rows.map(chainNames), (chain) => chain.join('\n')),
      words: best.claim.words,
      ...(reason !== undefined && { reason }),
      claims: distinct(rows.map(({ id }) => id)),
      documents: distinct(rows.map(({ document }) => document)).sort(),
      origins: distinct(rows.map(({ origin }) => origin)).length,
      ...(contradicted.length > 0 && { contradicted }),
      versions: best.claim.row.versions,
    };
  });
}

/** The order of claims by how well they carry a position: not hearsay, of the body, reported as new, first told. */
function byCarrying(a: Taken, b: Taken): number {
  const rank = ({ hearsay, claim: { row } }: Taken) =>
    (hearsay ? 4 : 0) + (row.headline ? 2 : 0) + (row.novelty === 'new' ? 0 : 1);
  return rank(a) - rank(b) || compare(a.day, b.day) || byWeight(a.claim, b.claim);
}

/** When the ledger first held a claim, whichever version of the coder made it. */
async function firstKnown({ db }: Ledger, ids: readonly string[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await db
      .selectFrom('claims')
      .select((eb) => ['id', eb.fn.min('recorded').as('recorded')])
      .where('id', 'in', ids.slice(at, at + 500))
      .groupBy('id')
      .execute();
    for (const { id, recorded } of rows) known.set(id, recorded);
  }
  return known;
}
