import { UserError } from '../errors.js';
import { type Database, isPresent, type Ledger, loadIdentities, releaseOf, type View } from '../ledger/index.js';
import { type ClaimRow, type LoadedClaim, loadClaims } from './claims.js';
import { compare } from './values.js';

/** What became of one claim, or of a document's words, between two states of the ledger. */
export type ChangeRow =
  | { change: 'added' | 'withdrawn'; claim: ClaimRow }
  | {
      change: 'changed';
      claim: ClaimRow;
      before: ClaimRow;
      /** Names of the fields that differ; `id` where a revision gave the claim another one. */
      fields: string[];
    }
  | { change: 'erased'; document: string; by: string; reason: string; recorded: string };

/** What of a filter can be asked of changes. */
export interface ChangeFilter {
  /** A release's name; needed. */
  sinceRelease?: string;
  untilRelease?: string;
  raw?: boolean;
}

/**
 * The changes that a filter asks for; see `changesSince`.
 *
 * @throws UserError where no release is named
 */
export function changes(ledger: Ledger, { sinceRelease, untilRelease, raw }: ChangeFilter): AsyncGenerator<ChangeRow> {
  if (sinceRelease === undefined)
    throw new UserError('--since-release: the name of a release is expected', {
      faults: [{ field: 'since-release', reason: 'the name of a release is expected' }],
    });
  return changesSince(ledger, sinceRelease, {
    ...(untilRelease !== undefined && { until: untilRelease }),
    ...(raw !== undefined && { raw }),
  });
}

/** Documents whose claims are compared at once. */
const CHUNK = 200;

/**
 * What was added, changed and withdrawn between a release and now, or another release: exactly what differs between the
 * answers of then and those of now, by document. A claim that a revision of its page only moved is the same claim, under
 * another id.
 *
 * @param since a release's name
 * @param until another's; now where it is left out
 * @throws UserError where there is no release of that name
 */
export async function* changesSince(
  ledger: Ledger,
  since: string,
  { until, raw = false }: { until?: string; raw?: boolean } = {},
): AsyncGenerator<ChangeRow> {
  const { recorded: from } = await releaseOf(ledger, since);
  const to = until === undefined ? undefined : (await releaseOf(ledger, until)).recorded;
  const [before, after]: View[] = [
    { before: from, raw },
    { before: to, raw },
  ];
  const documents = await touched(ledger.db, from, to);
  for (let at = 0; at < documents.length; at += CHUNK) {
    const some = documents.slice(at, at + CHUNK);
    const [then, now] = [await claimsOf(ledger, some, before as View), await claimsOf(ledger, some, after as View)];
    for (const document of some) yield* differences(then.get(document) ?? [], now.get(document) ?? []);
  }
  yield* await erasuresSince(ledger.db, from, to);
}

/** Documents any of whose answers may differ between two instants. */
async function touched(db: Database, from: string, to: string | undefined): Promise<string[]> {
  const upTo = to ?? '~';
  const claims = db
    .selectFrom('claims')
    .select('claims.document')
    .where((eb) =>
      eb.or([
        eb.and([eb('recorded', '>=', from), eb('recorded', '<', upTo)]),
        eb.and([eb('ended', '>=', from), eb('ended', '<', upTo)]),
      ]),
    );
  const judgements = db
    .selectFrom('judgements')
    .select('judgements.document')
    .where((eb) => eb.or([eb('recorded', '>=', from), eb('ended', '>=', from)]));
  const rows = await claims.union(judgements).execute();
  const found = new Set(rows.map(({ document }) => document));
  for (const document of await renamed(db, from, to)) found.add(document);
  return [...found].sort(compare);
}

/** Documents that name an actor who is merged or split otherwise than before. */
async function renamed(db: Database, from: string, to: string | undefined): Promise<string[]> {
  const [then, now] = [await loadIdentities(db, from), await loadIdentities(db, to)];
  const { actors, names } = then.changed(now);
  if (!actors.length && !names.length) return [];
  const rows = await db
    .selectFrom('participants')
    .innerJoin('claims', 'claims.sequence', 'participants.claim')
    .select('claims.document')
    .distinct()
    .where((eb) =>
      eb.or([
        ...(actors.length ? [eb('participants.actor', 'in', actors)] : []),
        ...(names.length ? [eb.and([eb('participants.actor', 'is', null), eb('participants.name', 'in', names)])] : []),
      ]),
    )
    .execute();
  return rows.map(({ document }) => document);
}

async function claimsOf(ledger: Ledger, documents: readonly string[], view: View): Promise<Map<string, LoadedClaim[]>> {
  const rows = await ledger.db
    .selectFrom('claims')
    .select('sequence')
    .where('document', 'in', documents)
    .where((eb) => isPresent(eb, view))
    .orderBy('sequence')
    .execute();
  const sequences = rows.map(({ sequence }) => sequence);
  const found = new Map<string, LoadedClaim[]>();
  for await (const claim of loadClaims(ledger, sequences, view)) {
    const { document } = claim.row;
    found.set(document, [...(found.get(document) ?? []), claim]);
  }
  return found;
}

function* differences(then: readonly LoadedClaim[], now: readonly LoadedClaim[]): Generator<ChangeRow> {
  const [gone, come] = [new Set(then), new Set(now)];
  const pair = function* (key: (claim: LoadedClaim) => string, ignored: readonly string[]): Generator<ChangeRow> {
    const waiting = new Map<string, LoadedClaim[]>();
    for (const claim of gone) waiting.set(key(claim), [...(waiting.get(key(claim)) ?? []), claim]);
    for (const claim of [...come]) {
      const before = waiting.get(key(claim))?.shift();
      if (!before) continue;
      gone.delete(before);
      come.delete(claim);
      const fields = changedFields(before.row, claim.row, ignored);
      if (fields.length) yield { change: 'changed', claim: claim.row, before: before.row, fields };
    }
  };
  yield* pair(({ row }) => JSON.stringify([row.id, addedBy(row)]), []);
  // A revision gives other ids and other places to claims that say the same in the same words.
  yield* pair(
    ({ row, words }) => JSON.stringify([words, row.trigger.start - row.span.start, row.event.type, addedBy(row)]),
    PLACES,
  );
  for (const { row } of gone) yield { change: 'withdrawn', claim: row };
  for (const { row } of come) yield { change: 'added', claim: row };
}

/** The correction by which a person added a claim: it is nobody else's, though the machine may say the same of the act. */
function addedBy({ corrected }: ClaimRow): number | undefined {
  return corrected?.action === 'add' ? corrected.entry : undefined;
}

/** Where the words of a claim stand. */
const PLACES = ['span', 'start', 'end', 'trigger', 'antecedent', 'cue', 'content', 'quote', 'reason'];

/** What says how a row came about, and not what it says. */
const CIRCUMSTANCES = ['recorded', 'versions', 'origin'];

function changedFields(before: ClaimRow, after: ClaimRow, ignored: readonly string[]): string[] {
  const [a, b]: Record<string, unknown>[] = [{ ...before }, { ...after }];
  const names = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].sort();
  const shown = (value: unknown) =>
    JSON.stringify(value ?? null, (key, one) => (ignored.includes(key) && isPlace(one) ? undefined : one));
  return names.filter(
    (name) =>
      !CIRCUMSTANCES.includes(name) &&
      !(ignored.includes(name) && isPlace(a?.[name]) && isPlace(b?.[name])) &&
      shown(a?.[name]) !== shown(b?.[name]),
  );
}

function isPlace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'number';
}

async function erasuresSince(db: Database, from: string, to: string | undefined): Promise<ChangeRow[]> {
  const rows = await db
    .selectFrom('erasures')
    .select(['document', 'by', 'reason', 'recorded'])
    .where('recorded', '>=', from)
    .$if(to !== undefined, (query) => query.where('recorded', '<', to ?? ''))
    .orderBy('sequence')
    .execute();
  return rows.map((row) => ({ change: 'erased', ...row }));
}
