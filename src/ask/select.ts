import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import {
  among,
  columnText,
  type Database,
  eachOf,
  earliestStart,
  fold,
  holding,
  type Identities,
  isFrequent,
  isPresent,
  type Ledger,
  type Role,
  sequencesWith,
  type Tables,
  type View,
} from '../ledger/index.js';
import { type Filter, type Period, periodOf, viewOf } from './filter.js';
import { identitiesOf } from './identities.js';

/** Who is meant by a name in a filter: actors, and those whom the same words name without resolving to one. */
interface Named {
  /** Ids by which claims may name them, before they were merged or split. */
  actors: string[];
  /** Ids of those who are meant. */
  meant: string[];
  words: string;
}

/** Who must take part, and as what. */
interface Party extends Named {
  roles: Role[];
}

/** A period, of which only what starts on a day or later is looked at. */
interface Stretch extends Period {
  from?: string;
}

export type ClaimQuery<Row = { sequence: number }> = SelectQueryBuilder<Tables, 'claims', Row>;

/** Claims with what they are ordered by. */
type Sortable = ClaimQuery<{ sequence: number; starts: string | null; document: string }>;

/**
 * Sequences of the claims that a filter admits, by first day, document and place in the text; undated ones first.
 *
 * @param some only of these, by their sequences
 */
export async function selectClaims({ db }: Ledger, filter: Filter, some?: readonly number[]): Promise<number[]> {
  const period = periodOf(filter);
  const { type, factuality, novelty, headline, document, claim, unjudged, search, limit, offset = 0 } = filter;
  const view = viewOf(filter);
  const identities = await identitiesOf(db, view);
  const parties: Party[] = [];
  for (const { roles, name } of parts(filter)) parties.push({ roles, ...(await whoIs(db, name, identities)) });
  const sets: Candidates[] = [];
  if (document !== undefined) sets.push(ofDocument(db, document));
  if (claim) sets.push(withIds(db, claim));
  if (some) sets.push(oneOf(db, some));
  // What most claims hold is looked for in each of those that are left, not gathered.
  const isEverywhere =
    search !== undefined &&
    (sets.length + parties.length > 0 || limit !== undefined) &&
    (await isFrequent(db, 'claim_words', search));
  if (search !== undefined && !isEverywhere) sets.push(withWords(db, search));
  const admitted = (query: Sortable): Sortable => {
    let narrowed = wherePresent(query, view);
    // What holds with people's corrections, and without them, is what they have not judged.
    if (unjudged) narrowed = wherePresent(narrowed, { ...view, raw: true });
    if (type?.length)
      narrowed = narrowed.where('claims.type', 'in', [...type, ...type.map((one) => one.toUpperCase())]);
    if (factuality?.length) narrowed = narrowed.where('claims.factuality', 'in', factuality);
    if (novelty !== undefined) narrowed = narrowed.where('claims.novelty', '=', novelty);
    if (headline !== undefined) narrowed = narrowed.where('claims.headline', '=', headline ? 1 : 0);
    return narrowed;
  };
  const selectIn = async (within: Stretch, page: Page | undefined): Promise<number[]> => {
    const all = [...parties.map((party) => takingPart(db, party, within, identities)), ...sets];
    const found = all.length ? admitted(amongAll(db, all, within)) : anywhere(db, admitted, period, page);
    const rows = await latestFirst(found, page).execute();
    return rows.map(({ sequence }) => sequence);
  };
  const select = async (page: Page | undefined): Promise<number[]> => {
    const [party] = parties;
    if (some) return selectIn(party ? await daysOfAll(db, some, period) : period, page);
    if (!party || !page) return selectIn(period, page);
    // A page holds the latest: those before the first day that is sure to be late enough are looked at only where it is not full.
    for (let size = MORE * (page.offset + page.limit); ; size *= MORE) {
      const from = await startOf(db, party, period, identities, size);
      const found = await selectIn({ ...period, ...(from !== undefined && { from }) }, page);
      if (from === undefined || found.length === page.limit) return found;
    }
  };
  const page = limit === undefined ? undefined : { limit, offset };
  const latest = isEverywhere ? await holdingWords(db, search, select, page) : await select(page);
  return latest.reverse();
}

/** So many times as many claims are looked at as a page holds, and again so many times more. */
const MORE = 4;

/** The first day of the latest so many claims in which somebody takes part; undefined where there are not as many. */
async function startOf(
  db: Database,
  party: Party,
  period: Period,
  identities: Identities,
  size: number,
): Promise<string | undefined> {
  const bounded = period.since !== undefined || period.until !== undefined;
  const days: string[] = [];
  for (const inPeriod of stretches('participants', bounded ? period : { since: '' })) {
    for (const isMeant of identities.conditions(party.meant, party.words)) {
      const row = await db
        .selectFrom('participants')
        .select('participants.starts')
        .where('participants.role', 'in', party.roles)
        .where(inPeriod)
        .where(isMeant)
        .orderBy('participants.starts', 'desc')
        .limit(1)
        .offset(size - 1)
        .executeTakeFirst();
      if (row?.starts != null) days.push(row.starts);
    }
  }
  return days.sort().at(-1);
}

/** A period, narrowed to the days on which some claims start, where all of them are dated. */
async function daysOfAll(db: Database, sequences: readonly number[], period: Period): Promise<Stretch> {
  const row = await db
    .selectFrom('claims')
    .select(({ fn }) => [fn.min('starts').as('from'), fn.max('starts').as('last'), fn.count('starts').as('dated')])
    .where('sequence', 'in', among(db, sequences))
    .executeTakeFirst();
  const { from, last, dated } = row ?? {};
  if (from == null || last == null || Number(dated) < new Set(sequences).size) return period;
  const until = period.until !== undefined && period.until < last ? period.until : last;
  return { ...period, from, until };
}

/** Claims whose words are looked at first where a page of those with frequent words is asked for. */
const LOOKED_AT = 100;

/** Of selected claims those with some words, found by looking at one after the other until a page is full. */
async function holdingWords(
  db: Database,
  words: string,
  select: (page: Page | undefined) => Promise<number[]>,
  page: Page | undefined,
): Promise<number[]> {
  const holds = holding(words);
  const found: number[] = [];
  const wanted = page && page.offset + page.limit;
  for (let at = 0, size = wanted && Math.max(LOOKED_AT, 2 * wanted); ; ) {
    const some = await select(size === undefined ? undefined : { limit: size, offset: at });
    const texts = await wordsOfClaims(db, some);
    for (const sequence of some) if (holds(texts.get(sequence) ?? '')) found.push(sequence);
    if (wanted === undefined || size === undefined || some.length < size || found.length >= wanted) break;
    at += size;
    size *= 4;
  }
  return page ? found.slice(page.offset, wanted) : found;
}

async function wordsOfClaims(db: Database, sequences: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('claims')
    .select(['sequence', 'words'])
    .where('sequence', 'in', among(db, sequences))
    .execute();
  return new Map(rows.map(({ sequence, words }) => [sequence, words]));
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

/** Among the answers of a view. */
export function wherePresent<Row>(query: ClaimQuery<Row>, view: View): ClaimQuery<Row> {
  return query.where((eb) => isPresent(eb, view));
}

/** Whom a name means, among those that claims name and those that people merged them into. */
export async function whoIs(db: Database, name: string, identities: Identities): Promise<Named> {
  const words = fold(name);
  const actors = await db
    .selectFrom('actors')
    .select('id')
    .where((eb) => eb.or([eb('id', '=', columnText(name)), eb('code', '=', columnText(name)), eb('name', '=', words)]))
    .union(db.selectFrom('names').select('actor as id').where('name', '=', words))
    .execute();
  const named = [...actors, ...identities.targets(name)];
  const meant = [...new Set(named.map(({ id }) => identities.takenFor(id)))];
  return { actors: identities.namedAs(meant), meant, words };
}

/** Claims that may be meant, by sequence. */
type Candidates = SelectQueryBuilder<Tables, keyof Tables, { claim: number }>;

/** Claims in which somebody takes part, found by name and period in the participants' indexes alone. */
function takingPart(db: Database, { roles, meant, words }: Party, within: Stretch, identities: Identities): Candidates {
  const sets = stretches('participants', within).flatMap((inPeriod) => {
    const those = db
      .selectFrom('participants')
      .select('participants.claim')
      .where('participants.role', 'in', roles)
      .where(inPeriod);
    return identities.conditions(meant, words).map((isMeant) => those.where(isMeant));
  });
  return sets.reduce((all, one) => all.union(one)) as unknown as Candidates;
}

function ofDocument(db: Database, document: string): Candidates {
  return db
    .selectFrom('revisions')
    .innerJoin('codings', 'codings.revision', 'revisions.sequence')
    .innerJoin('claims', 'claims.coding', 'codings.sequence')
    .select('claims.sequence as claim')
    .where('revisions.document', '=', columnText(document)) as unknown as Candidates;
}

function oneOf(db: Database, sequences: readonly number[]): Candidates {
  const some = eachOf(db, sequences) as RawBuilder<{ key: number }>;
  return db.selectFrom(some.as('some')).select('some.key as claim') as unknown as Candidates;
}

function withIds(db: Database, ids: readonly string[]): Candidates {
  const query = db.selectFrom('claims').select('claims.sequence as claim');
  return (ids.length ? query.where('claims.id', 'in', ids) : query.where(sql<boolean>`false`)) as unknown as Candidates;
}

function withWords(db: Database, words: string): Candidates {
  const found = sequencesWith(db, 'claim_words', words) as RawBuilder<unknown> as RawBuilder<{ sequence: number }>;
  return db.selectFrom(found.as('found')).select('found.sequence as claim') as unknown as Candidates;
}

/**
 * The claims that are in all the sets, in a period: a cross join keeps SQLite from going through all claims of a type
 * or a period instead.
 */
function amongAll(db: Database, sets: readonly Candidates[], { since, until, from }: Stretch): Sortable {
  const common = sets
    .map((set) => db.selectFrom(set.as('set')).select('set.claim').distinct())
    .reduce((all, one) => all.intersect(one));
  let query = db
    .selectFrom(common.as('part'))
    .crossJoin('claims')
    .whereRef('claims.sequence', '=', 'part.claim')
    .select(['claims.sequence', 'claims.starts', 'claims.document']) as unknown as Sortable;
  if (until !== undefined) query = query.where('claims.starts', '<=', until);
  if (since !== undefined) query = query.where('claims.ends', '>=', since);
  if (from !== undefined) query = query.where('claims.starts', '>=', from);
  return query;
}

/** The claims of a period, or all; of each stretch of the index no more than a page is looked at. */
function anywhere(
  db: Database,
  admitted: (query: Sortable) => Sortable,
  period: Period,
  page: Page | undefined,
): Sortable {
  const all = db.selectFrom('claims').select(['claims.sequence', 'claims.starts', 'claims.document']);
  const bounded = period.since !== undefined || period.until !== undefined;
  const parts = stretches('claims', bounded ? period : { since: '' }).map((inPeriod) => all.where(inPeriod));
  if (!bounded) parts.push(all.where('claims.lasting', '=', 0).where('claims.starts', 'is', null));
  const sorted = parts.map((part) => {
    const one = admitted(part);
    const first = page ? latestFirst(one, { limit: page.limit + page.offset, offset: 0 }, 'all dated, or none') : one;
    return db.selectFrom(first.as('one')).select(['one.sequence', 'one.starts', 'one.document']);
  });
  return db
    .selectFrom(sorted.reduce((union, one) => union.unionAll(one)).as('claims'))
    .select(['claims.sequence', 'claims.starts', 'claims.document']) as unknown as Sortable;
}

/** What a time must be to fall into a period: what lasts long is looked for apart (see `isLasting`). */
function stretches(table: 'claims' | 'participants', { since, until, from }: Stretch): RawBuilder<boolean>[] {
  if (since === undefined && until === undefined && from === undefined) return [sql<boolean>`true`];
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return [0, 1].map((lasting) => {
    const conditions = [sql`${column('lasting')} = ${lasting}`];
    if (from !== undefined) conditions.push(sql`${column('starts')} >= ${from}`);
    if (until !== undefined) conditions.push(sql`${column('starts')} <= ${until}`);
    if (since !== undefined) conditions.push(sql`${column('ends')} >= ${since}`);
    if (since !== undefined && !lasting) conditions.push(sql`${column('starts')} >= ${earliestStart(since)}`);
    return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
  });
}

interface Page {
  limit: number;
  offset: number;
}

/** By first day, document and place in the text, the latest first, undated ones last. */
function latestFirst(query: Sortable, page: Page | undefined, alike?: 'all dated, or none'): Sortable {
  const ordered = query
    // PostgreSQL does not read its index backwards for an order that has undated ones elsewhere than the index.
    .orderBy('claims.starts', (o) => (alike ? o.desc() : o.desc().nullsLast()))
    .orderBy('claims.document', 'desc')
    .orderBy('claims.sequence', 'desc');
  return page ? ordered.limit(page.limit).offset(page.offset) : ordered;
}
