import { insertRows } from '../rows.js';
import type { Database } from '../schema.js';
import { dayGivers, Index } from './groups.js';
import { type Crowd, type Known, keyRows } from './neighbours.js';
import { isLate } from './same.js';
import { baseOf, lateDay, slotOf, windowOf } from './slots.js';

/** Claims whose days are new: as they are now, and where they were before, those that are gone among them. */
export interface Moves {
  now: Known[];
  before: Known[];
}

/**
 * Gives claims that come in the days to which their events belong (see `slotOf`), and anew those whose days depend on claims
 * that came or went; all are found by them from now on.
 */
export async function place(
  db: Database,
  crowd: Crowd,
  { enter, gone }: { enter: readonly Known[]; gone: readonly Known[] },
): Promise<Moves> {
  const entering = enter.filter(({ told }) => !isLate(told));
  const touched = [...entering, ...gone.filter(({ told }) => !isLate(told))];
  const around = await crowd.near(touched, 0, ({ told }) => {
    const [base, window] = [baseOf(told), windowOf(told)];
    return [base - window, base + 2 * window];
  });
  const index = new Index(touched);
  const unsettled = new Set([...entering, ...around.filter((one) => dayGivers(one, index).length > 0)]);
  await crowd.near(unsettled, 0, ({ told }) => [baseOf(told) - 3 * windowOf(told), baseOf(told)]);
  const present = new Index(crowd.all().filter(({ told }) => !isLate(told)));
  const [fresh, moves] = [new Set(entering), { now: [], before: [...gone] } as Moves];
  for (const one of unsettled) {
    const others = dayGivers(one, present);
    const day = slotOf(
      one.told,
      others.map(({ told }) => told),
    );
    if (!fresh.has(one)) {
      if (day === one.day) continue;
      moves.before.push({ ...one });
    }
    one.day = day;
    moves.now.push(one);
  }
  await forgetKeys(db, moves.before.slice(gone.length));
  for (const { claim, day } of moves.now.filter((one) => !fresh.has(one))) {
    await db.updateTable('tellings').set({ day }).where('claim', '=', claim).where('ended', 'is', null).execute();
  }
  const late = enter.filter(({ told }) => isLate(told));
  for (const one of late) one.day = lateDay(one.told);
  await insertRows(db, 'telling_keys', [...moves.now, ...late].flatMap(keyRows), { ignore: true });
  return moves;
}

/** Removes what claims are found by. */
export async function forgetKeys(db: Database, some: readonly Known[]): Promise<void> {
  for (const { key, late, day, claim } of some.flatMap(keyRows)) {
    await db
      .deleteFrom('telling_keys')
      .where('key', '=', key)
      .where('late', '=', late)
      .where('day', '=', day)
      .where('claim', '=', claim)
      .execute();
  }
}
