import { type Codebook, knowledgeOf } from '../../codebook/index.js';
import { UserError } from '../../errors.js';
import { type Database, fold, isPresent, type Ledger, type Role, type View } from '../../ledger/index.js';
import type { Actor } from '../../types.js';
import { type Filter, viewOf } from '../filter.js';
import { identitiesOf } from '../identities.js';
import { compare } from '../values.js';
import { type Suggestion, Suggestions } from './suggest.js';

/** An actor, or words that resolve to none, with how many claims name them. */
export interface ActorRow {
  /** Absent where the words resolve to none. */
  actor?: Actor;
  /** The actor's name, or the words (folded). */
  name: string;
  /** Claims in which they act, are acted upon, and say so. */
  source: number;
  target: number;
  speaker: number;
  /** The words by which an actor was named: as the codebook spells them where it does, else folded. */
  names: string[];
  /** Who may be meant by words that resolve to none; `correct merge "WORDS" ID` says so. */
  suggestion?: Suggestion;
}

/** What of a filter can be asked of actors. */
export type ActorFilter = Pick<Filter, 'knownAt' | 'raw' | 'search' | 'limit' | 'offset'> & {
  /** Only words that resolve to none. */
  unresolved?: boolean;
};

/** Words that name nobody by themselves, whatever they stand for. */
const PRONOUNS = new Set('he she it they we i you who this that these those them him her us both'.split(' '));

interface Counted {
  id: string | null;
  name: string;
  source: number;
  target: number;
  speaker: number;
}

/**
 * The actors that claims name, those that are named most often first, then the words that resolve to none, likewise. Outlets,
 * which say everything that stands in their reports, are left out where they do nothing else.
 */
export async function actors(ledger: Ledger, codebook: Codebook, filter: ActorFilter = {}): Promise<ActorRow[]> {
  const { db } = ledger;
  const view = viewOf(filter);
  const counted = await count(db, view, filter.unresolved ?? false);
  const wanted = filter.search === undefined ? undefined : fold(filter.search);
  const named = await inFull(db, codebook, view, counted);
  const called = await namesOf(db);
  const others = [...named.values()].flatMap((actor) =>
    [actor.name, ...(called.get(actor.id) ?? [])].map((name) => ({ id: actor.id, name: actor.name, called: name })),
  );
  const suggestions = new Suggestions(codebook, others);
  const outlets = await outletsOf(db);
  const spelled = spelling(codebook);
  const rows = counted
    .filter(({ id, name, source, target }) => id !== null || source + target > 0 || !outlets.has(name))
    .map((one): ActorRow => {
      const actor = one.id === null ? undefined : named.get(one.id);
      const { source, target, speaker } = one;
      const names = one.id === null ? [] : spelled(one.id, called.get(one.id) ?? []);
      return { ...(actor && { actor }), name: actor?.name ?? one.name, source, target, speaker, names };
    })
    .filter(({ name, names }) => wanted === undefined || [name, ...names].some((one) => fold(one).includes(wanted)));
  rows.sort((a, b) => Number(!a.actor) - Number(!b.actor) || weight(b) - weight(a) || compare(a.name, b.name));
  const { offset = 0, limit = rows.length } = filter;
  return rows.slice(offset, offset + limit).map((row) => {
    const suggestion = row.actor ? undefined : suggestions.for(row.name);
    return suggestion ? { ...row, suggestion } : row;
  });
}

/**
 * One actor, with how often it is named.
 *
 * @param id an actor's; of one that was merged, the other's row answers
 * @throws UserError for an actor that nobody knows
 */
export async function actor(ledger: Ledger, codebook: Codebook, id: string): Promise<ActorRow> {
  const meant = (await identitiesOf(ledger.db, {})).takenFor(id) ?? id;
  const [counted] = (await count(ledger.db, {}, false, meant)).filter((one) => one.id === meant);
  if (counted) {
    const { source, target, speaker } = counted;
    const found = (await inFull(ledger.db, codebook, {}, [counted])).get(meant) as Actor;
    const names = spelling(codebook)(meant, (await namesOf(ledger.db, meant)).get(meant) ?? []);
    return { actor: found, name: found.name, source, target, speaker, names };
  }
  if (!codebook.actors.some((one) => one.id === meant)) {
    throw new UserError(`actor ${id}: neither the ledger nor the codebook has one with this id`);
  }
  const known = knowledgeOf(codebook).actor(meant) as Actor;
  return { actor: known, name: known.name, source: 0, target: 0, speaker: 0, names: [] };
}

function weight({ source, target, speaker }: ActorRow): number {
  return source + target + speaker;
}

/** Claims by actor, else by words, and by role; with the actors that are meant. Of one of them, where it is given. */
async function count(db: Database, view: View, unresolved: boolean, whose?: string): Promise<Counted[]> {
  const identities = await identitiesOf(db, view);
  const rows = await db
    .selectFrom('participants')
    .innerJoin('claims', 'claims.sequence', 'participants.claim')
    .select(({ fn }) => ['participants.actor', 'role', fn.count<number>('participants.claim').distinct().as('claims')])
    .select((eb) =>
      eb.case().when('participants.actor', 'is', null).then(eb.ref('participants.name')).else('').end().as('called'),
    )
    .where((eb) => isPresent(eb as never, view))
    .$if(unresolved, (query) => query.where('participants.actor', 'is', null))
    .$if(whose !== undefined, (query) =>
      query.where((eb) => eb.or(identities.conditions([whose ?? ''], '') as ReturnType<typeof eb.or>[])),
    )
    .groupBy(['participants.actor', 'role', 'called'])
    .execute();
  const found = new Map<string, Counted>();
  for (const { actor, called: name, role, claims } of rows) {
    const merged = actor === null ? identities.named(name)?.id : identities.takenFor(actor);
    if (merged === undefined ? PRONOUNS.has(name) : unresolved) continue;
    const key = merged === undefined ? `"${name}` : merged;
    const row = found.get(key) ?? { id: merged ?? null, name, source: 0, target: 0, speaker: 0 };
    row[role as Role] += Number(claims);
    found.set(key, row);
  }
  return [...found.values()];
}

/** The actors as codebook or corrections have them, else as much as the ledger knows. */
async function inFull(
  db: Database,
  codebook: Codebook,
  view: View,
  counted: readonly Counted[],
): Promise<Map<string, Actor>> {
  const identities = await identitiesOf(db, view);
  const knowledge = knowledgeOf(codebook);
  const rows = await db.selectFrom('actors').selectAll().execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const found = new Map<string, Actor>();
  for (const { id } of counted) {
    if (id === null) continue;
    const corrected = identities.targets(id).find((one) => one.id === id);
    const row = known.get(id);
    const actor = codebook.actors.some((one) => one.id === id) ? knowledge.actor(id) : corrected;
    found.set(id, actor ?? { id, name: row?.name ?? id, code: row?.code ?? '', sectors: [] });
  }
  return found;
}

/** Names of outlets, folded. */
async function outletsOf(db: Database): Promise<Set<string>> {
  const rows = await db.selectFrom('revisions').select('outlet').distinct().execute();
  return new Set(rows.map(({ outlet }) => fold(outlet ?? '')));
}

/** The words by which actors were named; of one of them, where it is given. */
async function namesOf(db: Database, actor?: string): Promise<Map<string, string[]>> {
  const all = db.selectFrom('names').select(['actor', 'name']).orderBy('name');
  const rows = await all.$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? '')).execute();
  const called = new Map<string, string[]>();
  for (const { actor: id, name } of rows) called.set(id, [...(called.get(id) ?? []), name]);
  return called;
}

/** Spells an actor's names as the codebook does, those that it has. */
function spelling({ actors: known }: Codebook): (id: string, names: readonly string[]) => string[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  return (id, names) => {
    const one = byId.get(id);
    const words = one ? [one.name, ...one.aliases, ...one.seats] : [];
    const spelled = new Map(words.map((word) => [fold(word), word]));
    return names.map((name) => spelled.get(name) ?? name);
  };
}
