import { sha256 } from '../canonical.js';
import { insertRows } from '../rows.js';
import type { Database } from '../schema.js';
import { groupTellings } from './groups.js';
import { fellows, type Known, keyRows, loadKnown, neighbourhood } from './neighbours.js';
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

/** Brings the events up to date where claims come and go, and leaves a forwarding id where an event's id is gone. */
export async function regroup(db: Database, { enter, leave, recorded, corrected }: Change): Promise<void> {
  const left = await loadKnown(db, 'claim', leave);
  const leaving = new Set(leave);
  await take(db, left, recorded);
  const staying = (await fellows(db, left)).filter(({ claim }) => !leaving.has(claim));
  const entering = new Set(enter.map(({ claim }) => claim));
  const all = await neighbourhood(db, [...enter, ...staying.filter(({ claim }) => !entering.has(claim))]);
  const rows: TellingTable[] = [];
  const moved: { one: Known; event: string }[] = [];
  const ids = new Set<string>();
  const now = new Map<string, string>();
  for (const group of groupTellings([...all.values()])) {
    const event = eventIdOf(group.map(({ key }) => key));
    ids.add(event);
    for (const one of group) {
      now.set(one.key, event);
      if (one.event === event && !entering.has(one.claim)) continue;
      if (one.event === undefined || one.recorded !== recorded) {
        rows.push({ claim: one.claim, recorded, ended: null, event, told: packTelling(one.told) });
      }
      if (one.event !== undefined) moved.push({ one, event });
    }
  }
  for (const { one, event } of moved) await move(db, one, event, recorded);
  await insertRows(db, 'tellings', rows);
  await insertRows(
    db,
    'telling_keys',
    enter.flatMap(({ claim, told }) => keyRows(claim, told)),
    { ignore: true },
  );
  await forward(db, [...left, ...moved.map(({ one }) => one)], { ids, now, recorded, corrected });
}

/** What belonged to another event before belongs to this one from now on. */
async function move(db: Database, one: Known, event: string, recorded: string): Promise<void> {
  const row = db.updateTable('tellings').where('claim', '=', one.claim).where('ended', 'is', null);
  if (one.recorded === recorded) await row.set({ event, told: packTelling(one.told) }).execute();
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

/** Removes what claims are found by. */
export async function forgetKeys(db: Database, some: readonly Pick<Known, 'claim' | 'told'>[]): Promise<void> {
  for (const { claim, told } of some) {
    for (const { key, late, day } of keyRows(claim, told)) {
      await db
        .deleteFrom('telling_keys')
        .where('key', '=', key)
        .where('late', '=', late)
        .where('day', '=', day)
        .where('claim', '=', claim)
        .execute();
    }
  }
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
