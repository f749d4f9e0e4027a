import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely';
import {
  columnText,
  type Database,
  fold,
  type Ledger,
  type Role,
  sequencesWith,
  type Tables,
} from '../ledger/index.js';
import { type Filter, knownBefore, type Period, periodOf } from './filter.js';

/** Who is meant by a name in a filter: actors, and those whom the same words name without resolving to one. */
interface Named {
  actors: string[];
  words: string;
}

export type ClaimQuery = SelectQueryBuilder<Tables, 'claims', { sequence: number }>;
type OnClaim = ExpressionBuilder<Tables, 'claims'>;
type OnParticipant = ExpressionBuilder<Tables, 'participants'>;

/** Sequences of the claims that a filter admits, by first day, document and place in the text; undated ones first. */
export async function selectClaims({ db }: Ledger, filter: Filter): Promise<number[]> {
  const period = periodOf(filter);
  const { type, factuality, novelty, headline, document, search, limit, offset = 0 } = filter;
  const [first, ...others] = parts(filter);
  let query = first ? claimsOf(db, first.roles, await whoIs(db, first.name), period) : allClaims(db);
  query = wherePresent(query, knownBefore(filter));
  if (type?.length) query = query.where('claims.type', 'in', [...type, ...type.map((one) => one.toUpperCase())]);
  if (factuality?.length) query = query.where('claims.factuality', 'in', factuality);
  if (novelty !== undefined) query = query.where('claims.novelty', '=', novelty);
  if (headline !== undefined) query = query.where('claims.headline', '=', headline ? 1 : 0);
  if (document !== undefined) query = query.where('claims.coding', 'in', codingsOf(db, document));
  if (search !== undefined) query = query.where('claims.sequence', 'in', sequencesWith(db, 'claim_words', search));
  if (period.until !== undefined) query = query.where('claims.starts', '<=', period.until);
  if (period.since !== undefined) query = query.where('claims.ends', '>=', period.since);
  for (const { roles, name } of others) {
    const named = await whoIs(db, name);
    query = query.where((eb) => takesPart(eb, roles, named));
  }
  query = query
    .orderBy('claims.starts', (o) => o.desc().nullsLast())
    .orderBy('claims.document', 'desc')
    .orderBy('claims.sequence', 'desc');
  if (limit !== undefined) query = query.limit(limit).offset(offset);
  return (await query.execute()).map(({ sequence }) => sequence).reverse();
}

function parts(filter: Filter): { roles: Role[]; name: string }[] {
  const ask = (names: readonly string[] | undefined, ...roles: Role[]) =>
    (names ?? []).map((name) => ({ roles, name }));
  return [
    ...ask(filter.source, 'source'),
    ...ask(filter.target, 'target'),
    ...ask(filter.actor, 'source', 'target'),
    ...ask(filter.speaker, 'speaker'),
  ];
}

function codingsOf(db: Database, document: string) {
  return db
    .selectFrom('codings')
    .innerJoin('revisions', 'revisions.sequence', 'codings.revision')
    .select('codings.sequence')
    .where('revisions.document', '=', columnText(document));
}

/** Among the answers now, or among those of the time before an instant. */
export function wherePresent(query: ClaimQuery, before: string | undefined): ClaimQuery {
  if (before === undefined) return query.where('claims.ended', 'is', null);
  return query
    .where('claims.recorded', '<', before)
    .where((eb) => eb.or([eb('claims.ended', 'is', null), eb('claims.ended', '>=', before)]));
}

export async function whoIs(db: Database, name: string): Promise<Named> {
  const words = fold(name);
  const actors = await db
    .selectFrom('actors')
    .select('id')
    .where((eb) => eb.or([eb('id', '=', columnText(name)), eb('code', '=', columnText(name)), eb('name', '=', words)]))
    .union(db.selectFrom('names').select('actor as id').where('name', '=', words))
    .execute();
  return { actors: actors.map(({ id }) => id), words };
}

function allClaims(db: Database): ClaimQuery {
  return db.selectFrom('claims').select('claims.sequence');
}

/**
 * The claims in which somebody takes part, found by the participants: a cross join keeps SQLite from going through all
 * claims of a type or a period instead.
 */
function claimsOf(db: Database, roles: Role[], { actors, words }: Named, { since, until }: Period): ClaimQuery {
  const those = () => {
    let query = db.selectFrom('participants').select('participants.claim').where('participants.role', 'in', roles);
    if (until !== undefined) query = query.where('participants.starts', '<=', until);
    if (since !== undefined) query = query.where('participants.ends', '>=', since);
    return query;
  };
  const unresolved = those().where('participants.name', '=', words).where('participants.actor', 'is', null);
  const named = actors.length
    ? those().where('participants.actor', 'in', actors).union(unresolved)
    : unresolved.distinct();
  return db
    .selectFrom(named.as('part'))
    .crossJoin('claims')
    .whereRef('claims.sequence', '=', 'part.claim')
    .select('claims.sequence') as unknown as ClaimQuery;
}

/** Looked up claim by claim. */
function takesPart(eb: OnClaim, roles: Role[], { actors, words }: Named) {
  const isMeant = (one: OnParticipant) => {
    const unresolved = one.and([one('participants.actor', 'is', null), one('participants.name', '=', words)]);
    return actors.length ? one.or([one('participants.actor', 'in', actors), unresolved]) : unresolved;
  };
  return eb.exists(
    eb
      .selectFrom('participants')
      .select('participants.claim')
      .whereRef('participants.claim', '=', 'claims.sequence')
      .where('participants.role', 'in', roles)
      .where((one) => isMeant(one as unknown as OnParticipant)),
  );
}
