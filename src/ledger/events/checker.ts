import { sql } from 'kysely';
import type { Claim, Document } from '../../types.js';
import { documentAt } from '../corrections/coding.js';
import { type Identities, loadIdentities } from '../corrections/identities.js';
import { isPresent } from '../corrections/view.js';
import { isPostgres } from '../dialect.js';
import type { Appended, Checker } from '../projections.js';
import type { Database } from '../schema.js';
import type { Fault } from '../verify.js';
import { placedGroups } from './groups.js';
import { keyRows, loadKnown } from './neighbours.js';
import { knownOf } from './projection.js';
import { eventIdOf } from './regroup.js';
import type { TellingKeyTable } from './tables.js';
import { packTelling } from './telling.js';

/** Compares how claims are told with what their entries say, and the events with what grouping all claims anew gives. */
export class EventChecker implements Checker {
  readonly #db: Database;
  #identities: Identities | undefined;
  #last: { revision: number; document: Document } | undefined;
  #keys = 0;
  readonly #acts = new Set<string>();

  constructor(db: Database) {
    this.#db = db;
  }

  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    this.#identities ??= await loadIdentities(this.#db);
    const contents = new Map(entries.map(({ sequence, content }) => [sequence, content]));
    const rows = await this.#db
      .selectFrom('tellings')
      .innerJoin('claims', 'claims.sequence', 'tellings.claim')
      .select(['tellings.claim', 'tellings.told', 'tellings.day', 'claims.revision'])
      .where('tellings.claim', '>=', entries[0]?.sequence ?? 0)
      .where('tellings.claim', '<=', entries.at(-1)?.sequence ?? 0)
      .where('tellings.ended', 'is', null)
      .orderBy('tellings.claim')
      .execute();
    const keys: TellingKeyTable[] = [];
    for (const { claim: sequence, told, day, revision } of rows) {
      const { claim } = (contents.get(sequence) ?? {}) as { claim?: Claim };
      const own = claim && knownOf(sequence, claim, await this.#document(revision), this.#identities);
      if (!own || packTelling(own.told) !== told) {
        return { sequence, reason: 'the table of events does not tell it as it does' };
      }
      keys.push(...keyRows({ claim: sequence, told: own.told, day }));
      this.#acts.add(own.told.act);
    }
    this.#keys += keys.length;
    return this.#missing(keys);
  }

  async end(): Promise<Fault | undefined> {
    const told = this.#db.selectFrom('tellings').select('claim').where('ended', 'is', null);
    const untold = await this.#db
      .selectFrom('claims')
      .select('claims.sequence')
      .where((eb) => isPresent(eb, {}))
      .where('claims.sequence', 'not in', told)
      .orderBy('claims.sequence')
      .executeTakeFirst();
    if (untold) return { sequence: untold.sequence, reason: 'no event is told by it in the tables' };
    const stray = await told
      .where(
        'claim',
        'not in',
        this.#db
          .selectFrom('claims')
          .select('claims.sequence')
          .where((eb) => isPresent(eb, {})),
      )
      .orderBy('claim')
      .executeTakeFirst();
    if (stray)
      return { sequence: stray.claim, reason: 'it is among the answers no more, and yet the tables have its event' };
    const { count } = await this.#db
      .selectFrom('telling_keys')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) !== this.#keys)
      return { sequence: 0, reason: `telling_keys: ${count} rows for ${this.#keys} keys` };
    return this.#checkEvents();
  }

  /** The first claim that cannot be found by one of its keys. */
  async #missing(keys: readonly TellingKeyTable[]): Promise<Fault | undefined> {
    if (!keys.length) return undefined;
    const list = JSON.stringify(keys);
    const all = isPostgres(this.#db)
      ? sql`json_array_elements(${list}::json) as q(value)`
      : sql`json_each(${list}) as q`;
    const field = (name: keyof TellingKeyTable) => sql`cast(q.value->>${sql.lit(name)} as bigint)`;
    const { rows } = await sql<{ claim: number | null }>`select min(${field('claim')}) as claim from ${all}
      where not exists (select 1 from telling_keys as k where k.key = ${field('key')} and k.late = ${field('late')}
        and k.day = ${field('day')} and k.claim = ${field('claim')})`.execute(this.#db);
    const sequence = rows[0]?.claim;
    return sequence ? { sequence, reason: 'a key by which its event is found is not in the tables' } : undefined;
  }

  /** Groups the claims of each kind of act anew, and compares the events that they come to. */
  async #checkEvents(): Promise<Fault | undefined> {
    // What did not come to pass can be one plan or demand whatever its type.
    const acts = new Map<string, string[]>();
    for (const act of [...this.#acts].sort()) {
      const together = act.endsWith(' actual') ? act : act.slice(act.lastIndexOf(' '));
      acts.set(together, [...(acts.get(together) ?? []), act]);
    }
    for (const together of acts.values()) {
      const all = await loadKnown(this.#db, 'act', together);
      for (const group of placedGroups(all)) {
        const event = eventIdOf(group.map(({ one }) => one.key));
        for (const { one, day } of group) {
          if (one.event !== event) return { sequence: one.claim, reason: 'the tables have it tell of another event' };
          if (one.day !== day) return { sequence: one.claim, reason: 'the tables have its event on another day' };
        }
      }
    }
    return undefined;
  }

  /** A revision's document; as a rule claims of one follow each other. */
  async #document(revision: number): Promise<Document> {
    if (this.#last?.revision !== revision) this.#last = { revision, document: await documentAt(this.#db, revision) };
    return this.#last.document;
  }
}
