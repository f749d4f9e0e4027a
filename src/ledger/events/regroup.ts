import { sha256 } from '../canonical.js';
import { insertRows } from '../rows.js';
import type { Database } from '../schema.js';
import { components } from './components.js';
import { joinDay } from './groups.js';
import { type Lates, placeLate } from './late.js';
import { Crowd, type Known, loadKnown } from './neighbours.js';
import { forgetKeys, place } from './place.js';
import { isLate } from './same.js';
import type { TellingTable } from './tables.js';
import { packTelling } from './telling.js';

/** What changes among the claims that events are made of. */
export interface Change {
  /** That come in, or are told otherwise than before. */
  enter: readonly Known[];
  /** That are among the answers no more. */
  leave: readonly number[];
  /** The ledger time of it. */
  recorded: string;
  /** Whether people corrected something. */
  corrected: boolean;
}

/** Rows in one statement. */
const AT_ONCE = 500;

/** The id of an event: made of the first report's claim, it stays as later reports join. */
export function eventIdOf(keys: readonly string[]): string {
  return sha256([...keys].sort()[0] ?? '').slice(0, 16);
}

/**
 * Brings the events up to date where claims come and go, to what grouping all claims at once would give (`groupTellings`), and
 * leaves a forwarding id where an event's id is gone.
 */
export async function regroup(db: Database, { enter, leave, recorded, corrected }: Change): Promise<void> {
  const left = await loadKnown(db, 'claim', leave);
  await take(db, left, recorded);
  const gone = [...left, ...enter.flatMap(({ was }) => was ?? [])];
  const crowd = new Crowd(db, enter);
  const moves = await place(db, crowd, { enter, gone });
  const before = moves.before.filter(({ told }) => !isLate(told));
  const groups = joinDay(await components(crowd, moves.now, before));
  const groupOf = new Map(groups.flatMap((members) => members.map((one) => [one, members])));
  const kept = await crowd.ofEvents([...groupOf.keys(), ...gone].flatMap(({ event }) => event ?? []));
  const [entering, lost] = [new Set(enter), new Set(gone.map(({ event }) => event))];
  const changed = groups.filter((members) => isChanged(members, kept, lost, entering)).flat();
  const lates = await placeLate(crowd, { enter, gone }, groupOf, [...changed, ...moves.before]);
  const now = await composed(crowd, groups, groupOf, new Set(changed), lates, lost);
  await write(db, now, { enter: entering, gone: left, recorded, corrected });
}

/** Whether a group of claims that are not late is another one than the ledger has. */
function isChanged(
  members: readonly Known[],
  kept: ReadonlyMap<string, Known[]>,
  lost: ReadonlySet<string | undefined>,
  entering: ReadonlySet<Known>,
): boolean {
  const event = members[0]?.event;
  if (event === undefined || lost.has(event)) return true;
  if (members.some((one) => one.event !== event || entering.has(one))) return true;
  return (kept.get(event) ?? []).filter(({ told }) => !isLate(told)).length !== members.length;
}

/** All events that may have changed, whole. */
async function composed(
  crowd: Crowd,
  groups: readonly Known[][],
  groupOf: ReadonlyMap<Known, Known[]>,
  changed: ReadonlySet<Known>,
  { joined, left }: Lates,
  lost: ReadonlySet<string | undefined>,
): Promise<Known[][]> {
  const all = new Map<Known[], Known[]>(groups.map((members) => [members, [...members]]));
  const settled = new Set([...joined.keys(), ...left.flat()]);
  // Events of the ledger that late claims leave or join, and those that have not changed, with the late claims that stay.
  const touched = [...lost, ...[...joined].flatMap(([one, group]) => [one.event, group?.[0]?.event])];
  const unchanged = groups.flatMap(([first]) => (first && !changed.has(first) ? first.event : undefined));
  const events = await crowd.ofEvents([...touched, ...unchanged].flatMap((event) => event ?? []));
  const byEvent = new Map<string, Known[]>();
  for (const [event, members] of events) {
    const prompt = members.filter(({ told }) => !isLate(told));
    const [first] = prompt;
    if (!first || changed.has(first)) continue;
    const group = groupOf.get(first) ?? prompt;
    const whole = all.get(group) ?? [...prompt];
    whole.push(...members.filter((one) => isLate(one.told) && !settled.has(one)));
    all.set(group, whole);
    byEvent.set(event, whole);
  }
  for (const [one, group] of joined) {
    if (!group) continue;
    (all.get(group) ?? byEvent.get(group[0]?.event ?? ''))?.push(one);
  }
  return [...all.values(), ...left];
}

interface Writing {
  enter: ReadonlySet<Known>;
  gone: readonly Known[];
  recorded: string;
  corrected: boolean;
}

/** Writes which claims belong to other events than before. */
async function write(db: Database, groups: readonly Known[][], change: Writing): Promise<void> {
  const { enter, gone, recorded, corrected } = change;
  const rows: TellingTable[] = [];
  const moved: { one: Known; event: string }[] = [];
  const ids = new Set<string>();
  const now = new Map<string, string>();
  for (const group of groups) {
    const event = eventIdOf(group.map(({ key }) => key));
    ids.add(event);
    for (const one of group) {
      now.set(one.key, event);
      if (one.event === event && !enter.has(one)) continue;
      if (one.event === undefined || one.recorded !== recorded) {
        rows.push({ claim: one.claim, recorded, ended: null, event, told: packTelling(one.told), day: one.day });
      }
      if (one.event !== undefined) moved.push({ one, event });
    }
  }
  for (const { one, event } of moved) await move(db, one, event, recorded);
  await insertRows(db, 'tellings', rows);
  await forward(db, [...gone, ...moved.map(({ one }) => one)], { ids, now, recorded, corrected });
}

/** What belonged to another event before belongs to this one from now on. */
async function move(db: Database, one: Known, event: string, recorded: string): Promise<void> {
  const row = db.updateTable('tellings').where('claim', '=', one.claim).where('ended', 'is', null);
  if (one.recorded === recorded) await row.set({ event, told: packTelling(one.told), day: one.day }).execute();
  else await row.where('recorded', '<', recorded).set({ ended: recorded }).execute();
}

/** Takes claims out of those that events are found by. */
async function take(db: Database, left: readonly Known[], recorded: string): Promise<void> {
  for (let at = 0; at < left.length; at += AT_ONCE) {
    const claims = left.slice(at, at + AT_ONCE).map(({ claim }) => claim);
    await db
      .updateTable('tellings')
      .set({ ended: recorded })
      .where('claim', 'in', claims)
      .where('ended', 'is', null)
      .execute();
  }
  await forgetKeys(db, left);
}

/** An id that no event has any more leads to the event that what it stood for belongs to now. */
async function forward(
  db: Database,
  gone: readonly Known[],
  {
    ids,
    now,
    recorded,
    corrected,
  }: { ids: ReadonlySet<string>; now: ReadonlyMap<string, string> } & Pick<Change, 'recorded' | 'corrected'>,
): Promise<void> {
  const into = new Map<string, string>();
  for (const { event, key } of [...gone].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const next = now.get(key);
    if (event !== undefined && next !== undefined && !ids.has(event) && !into.has(event)) into.set(event, next);
  }
  // Where none of its own claims is left, the event that its other reports went to.
  const rows = [...into].map(([event, next]) => ({
    event,
    recorded,
    into: next,
    corrected: corrected ? (1 as const) : (0 as const),
  }));
  await insertRows(db, 'forwards', rows, { ignore: true });
}
