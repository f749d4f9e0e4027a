import type { Codebook } from '../../codebook/index.js';
import { among, type Database, firstDay, type Identities, type Ledger, type Tables } from '../../ledger/index.js';
import type { Novelty, Versions } from '../../types.js';
import { viewOf } from '../filter.js';
import { identitiesOf } from '../identities.js';
import { originsOf } from '../origin-groups.js';
import { positions } from '../positions/index.js';
import { compare, distinct } from '../values.js';
import { followEvent } from './forwarded.js';
import { eventsOf } from './groups.js';
import { type EventFilter, eventsOn } from './index.js';
import { claimsFor } from './select.js';

/** What of an event is counted: see `EventRow` for the fields. */
export interface EventOutline {
  id: string;
  type: string;
  quad: number;
  reciprocal: boolean;
  /** Ids of the actors. */
  source: string[];
  target: string[];
  novelty: Novelty;
  /** The first day of its time, where a report says when. */
  day?: string;
  /** The day of the first report. */
  reported?: string;
  claims: string[];
  documents: string[];
  versions: Versions;
}

/** Claims that are looked up at once. */
const CHUNK = 2000;

/**
 * The events that `eventsOn` gives for a filter, as far as they are counted: made from the tables' columns, without
 * reading an entry.
 *
 * @throws UserError for a filter that cannot be understood, or a question that the codebook does not have
 */
export async function eventOutlines(
  ledger: Ledger,
  codebook: Codebook,
  filter: EventFilter & { question?: readonly string[] },
): Promise<EventOutline[]> {
  // The ledger keeps no events of the machine's reading alone.
  if (filter.raw) return (await eventsOn(ledger, codebook, filter)).map(outlineOf);
  const { question, ...rest } = filter;
  if (!question) return outlined(ledger, rest);
  const { knownAt } = filter;
  const held = await positions(ledger, codebook, { question, ...(knownAt !== undefined && { knownAt }) });
  return outlined(ledger, { ...rest, claims: new Set(held.flatMap(({ claims }) => claims)) });
}

function outlineOf(row: Awaited<ReturnType<typeof eventsOn>>[number]): EventOutline {
  const { id, event, reciprocal = false, source, target, novelty, claims, documents, versions } = row;
  const [day, reported] = [firstDay(row.time?.start), firstDay(row.reported)];
  return {
    id,
    type: event.type,
    quad: event.quad,
    reciprocal,
    source: source.map((actor) => actor.id),
    target: target.map((actor) => actor.id),
    novelty,
    ...(day !== undefined && { day }),
    ...(reported !== undefined && { reported }),
    claims,
    documents,
    versions,
  };
}

async function outlined(ledger: Ledger, filter: EventFilter): Promise<EventOutline[]> {
  const { event, origins: least = 0, claims: among } = filter;
  const { db } = ledger;
  const wanted = event && new Set(await Promise.all(event.map((id) => followEvent(ledger, id, filter))));
  const sequences = await claimsFor(ledger, filter);
  const groups = new Map<string, Outline[]>();
  for (let at = 0; at < sequences.length; at += CHUNK) {
    const chunk = sequences.slice(at, at + CHUNK);
    const events = await eventsOf(ledger, chunk, filter);
    for (const claim of await outlinesOf(db, chunk)) {
      const id = events.get(claim.sequence);
      if (id === undefined || (wanted && !wanted.has(id))) continue;
      const group = groups.get(id);
      if (group) group.push(claim);
      else groups.set(id, [claim]);
    }
  }
  const view = viewOf(filter);
  const ranked = [...groups].map(([id, claims]) => ({ id, claims: claims.sort(byWeight) }));
  const bests = ranked.map(({ claims }) => claims[0] as Outline);
  const sides = await sidesOf(db, bests, await identitiesOf(db, view));
  const rows = ranked.map(({ id, claims }) => row(id, claims, sides));
  const named = among ? rows.filter(({ claims }) => claims.some((one) => among.has(one))) : rows;
  if (least <= 1) return named;
  const origins = await originsOf(
    db,
    named.flatMap(({ documents }) => documents),
    view.before,
  );
  return named.filter(({ documents }) => distinct(documents.map((one) => origins.get(one) ?? one)).length >= least);
}

type Outline = Awaited<ReturnType<typeof outlinesOf>>[number];

async function outlinesOf(db: Database, sequences: readonly number[]) {
  return db
    .selectFrom('claims')
    .innerJoin('revisions', 'revisions.sequence', 'claims.revision')
    .innerJoin('codings', 'codings.sequence', 'claims.coding')
    .select(['claims.sequence', 'claims.id', 'claims.document', 'claims.type', 'claims.quad', 'claims.confidence'])
    .select(['claims.reciprocal', 'claims.dated', 'claims.starts', 'claims.novelty', 'claims.headline'])
    .select(['revisions.published', 'codings.coder', 'codings.codebook'])
    .where('claims.sequence', 'in', among(db, sequences))
    .execute();
}

/** As `byWeight` of whole claims. */
function byWeight(a: Outline, b: Outline): number {
  return (
    a.headline - b.headline ||
    b.confidence - a.confidence ||
    compare(a.published ?? '~', b.published ?? '~') ||
    compare(a.document, b.document) ||
    compare(a.id, b.id)
  );
}

function row(id: string, claims: readonly Outline[], sides: ReadonlyMap<number, Sides>): EventOutline {
  const best = claims[0] as Outline;
  const dated = claims.find((one) => one.dated === 1) ?? claims.find((one) => one.dated);
  const reported = firstDay(claims.flatMap(({ published }) => published ?? []).sort()[0]);
  const { source = [], target = [] } = sides.get(best.sequence) ?? {};
  return {
    id,
    type: best.type,
    quad: best.quad,
    reciprocal: best.reciprocal === 1,
    source,
    target,
    novelty: claims.some(({ novelty }) => novelty === 'new') ? 'new' : 'background',
    ...(dated?.starts != null && { day: dated.starts }),
    ...(reported !== undefined && { reported }),
    claims: distinct(claims.map((one) => one.id)),
    documents: distinct(claims.map(({ document }) => document)),
    versions: { coder: best.coder, codebook: best.codebook },
  };
}

interface Sides {
  source: string[];
  target: string[];
}

/** By claim's sequence: the actors on its sides, whoever is meant by them. */
async function sidesOf(db: Database, claims: readonly Outline[], identities: Identities): Promise<Map<number, Sides>> {
  const found = new Map<number, Sides>();
  for (let at = 0; at < claims.length; at += CHUNK) {
    const chunk = new Map(claims.slice(at, at + CHUNK).map((one) => [one.sequence, one]));
    const rows = await db
      .selectFrom('participants')
      .select(['claim', 'role', 'actor', 'name'])
      .where('claim', 'in', among(db, chunk.keys()))
      .where('role', 'in', ['source', 'target'])
      .orderBy('claim')
      .orderBy('place')
      .execute();
    for (const { claim, role, actor, name } of rows) {
      const sides = found.get(claim) ?? { source: [], target: [] };
      found.set(claim, sides);
      const id = identities.isEmpty ? actor : meant(identities, chunk.get(claim) as Outline, actor, name);
      const side = sides[role as keyof Sides];
      if (id !== null && !side.includes(id)) side.push(id);
    }
  }
  return found;
}

function meant(
  identities: Identities,
  { document, id: claim }: Outline,
  actor: Tables['participants']['actor'],
  name: string,
): string | null {
  return identities.meantBy(actor, { name, document, claim }) ?? null;
}
