import { namedIn } from './claims.js';
import type { ClaimContent } from './content.js';
import { effectsOf } from './corrections/effects.js';
import type { Appended, Checker } from './projections.js';
import type { Database } from './schema.js';
import type { Fault } from './verify.js';

/** The entries that say something, by what they say. */
type Said = Map<string, number>;

/** Follows the claims of machine and people and compares whom they name with the lists of actors and names. */
export class NameChecker implements Checker {
  readonly #db: Database;
  /** By what a row can say: the first entry that says so. One actor may be given other names or codes by later codebooks. */
  readonly #names: Said = new Map();
  readonly #actors: Said = new Map();
  /** By actor's id: the first entry that names it. */
  readonly #ids: Said = new Map();

  constructor(db: Database) {
    this.#db = db;
  }

  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    for (const entry of entries) {
      const claim = entry.kind === 'claim' ? (entry.content as ClaimContent).claim : effectsOf(entry)?.claim;
      for (const { actor, name } of claim ? namedIn(claim) : []) {
        note(this.#ids, actor.id, entry.sequence);
        note(this.#actors, keyOf(actor.id, actor.name, actor.code), entry.sequence);
        if (name !== undefined) note(this.#names, keyOf(name, actor.id), entry.sequence);
      }
    }
    return undefined;
  }

  async end(): Promise<Fault | undefined> {
    const names = await this.#db.selectFrom('names').selectAll().execute();
    const actors = await this.#db.selectFrom('actors').selectAll().execute();
    const ids = actors.map(({ id }) => id);
    return (
      compared('names', this.#names, new Set(names.map(({ name, actor }) => keyOf(name, actor)))) ??
      compared('actors', this.#ids, new Set(ids)) ??
      surplus('actors', this.#actors, new Set(actors.map(({ id, name, code }) => keyOf(id, name, code))), this.#ids)
    );
  }
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function note(said: Said, what: string, sequence: number): void {
  if (!said.has(what)) said.set(what, sequence);
}

/** What is missing, of the first entry that it is missing of; else what no entry says. */
function compared(table: string, said: Said, rows: ReadonlySet<string>): Fault | undefined {
  for (const [what, sequence] of said) {
    if (!rows.has(what)) return { sequence, reason: `${table}: a row that it must have led to is missing` };
  }
  return surplus(table, said, rows);
}

function surplus(table: string, said: Said, rows: ReadonlySet<string>, first?: Said): Fault | undefined {
  for (const what of rows) {
    if (said.has(what)) continue;
    const sequence = first?.get(JSON.parse(what)[0]) ?? 0;
    return { sequence, reason: `${table}: no entry says ${what}` };
  }
  return undefined;
}
