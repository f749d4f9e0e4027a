import { canonicalJson } from '../canonical.js';
import { claimRow, participantRows } from '../claims.js';
import type { Appended, Checker } from '../projections.js';
import type { ClaimTable, Database, ParticipantTable } from '../schema.js';
import type { Fault } from '../verify.js';
import { codingAt, documentAt } from './coding.js';
import { type Effects, effectsOf } from './effects.js';
import type { CorrectionTables } from './tables.js';

const TABLES = ['corrections', 'judgements', 'identities', 'reviews'] as const satisfies (keyof CorrectionTables)[];
const FIELDS = ['correction', 'judgement', 'identity', 'review'] as const satisfies (keyof Effects)[];

/** Follows the entries of human work and compares what the tables must hold with what they do. */
export class CorrectionChecker implements Checker {
  readonly #db: Database;
  readonly #expected = Object.fromEntries(TABLES.map((table) => [table, new Map()])) as {
    [T in keyof CorrectionTables]: Map<number, CorrectionTables[T]>;
  };
  /** By piece of human work: the judgement in force. */
  readonly #inForce = new Map<number, number>();

  constructor(db: Database) {
    this.#db = db;
  }

  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    for (const entry of entries) {
      const effects = effectsOf(entry);
      if (!effects) continue;
      this.#follow(entry, effects);
      if (!(await this.#hasClaim(entry, effects))) return wrong(entry.sequence);
    }
    return undefined;
  }

  async end(): Promise<Fault | undefined> {
    for (const table of TABLES) {
      const rows = await this.#db.selectFrom(table).selectAll().orderBy('sequence').execute();
      const expected: Map<number, object> = this.#expected[table];
      for (const row of rows) {
        const wanted = expected.get(row.sequence);
        if (!wanted || canonicalJson(wanted) !== canonicalJson(row)) return wrong(row.sequence);
        expected.delete(row.sequence);
      }
      for (const sequence of expected.keys()) return wrong(sequence);
    }
    const claim = await this.#db
      .selectFrom('claims')
      .innerJoin('judgements', 'judgements.sequence', 'claims.sequence')
      .select('claims.sequence')
      .where((eb) =>
        eb(eb.fn.coalesce('claims.ended', eb.val('')), '<>', eb.fn.coalesce('judgements.ended', eb.val(''))),
      )
      .executeTakeFirst();
    return claim && wrong(claim.sequence);
  }

  #follow({ sequence, recorded }: Appended, effects: Effects): void {
    const { corrections, judgements, identities, reviews } = this.#expected;
    const { ends, undoes, judgement } = effects;
    if (ends !== undefined) {
      const before = judgements.get(this.#inForce.get(ends) ?? 0);
      if (before) before.ended = recorded;
      this.#inForce.delete(ends);
    }
    if (undoes !== undefined) {
      const act = corrections.get(undoes);
      if (act) act.undone = recorded;
      for (const table of [identities, reviews]) {
        const row = table.get(undoes);
        if (row) row.ended = recorded;
      }
    }
    for (const [i, field] of FIELDS.entries()) {
      const row = effects[field];
      if (row) (this.#expected[TABLES[i] as (typeof TABLES)[number]] as Map<number, object>).set(sequence, { ...row });
    }
    if (judgement) this.#inForce.set(judgement.lineage, sequence);
  }

  /** Whether `claims` and `participants` have just the rows that an entry puts among the answers. */
  async #hasClaim({ sequence, recorded }: Appended, { judgement, claim }: Effects): Promise<boolean> {
    const row = await this.#db.selectFrom('claims').selectAll().where('sequence', '=', sequence).executeTakeFirst();
    const participants = await this.#db.selectFrom('participants').selectAll().where('claim', '=', sequence).execute();
    if (!judgement || !claim) return !row && !participants.length;
    const { coding } = judgement;
    const { revision } = await codingAt(this.#db, coding);
    const document = await documentAt(this.#db, revision);
    const wanted = claimRow(claim, sequence, { document, revision, coding, recorded, ended: row?.ended ?? null });
    return (
      canonicalJson(row ?? null) === canonicalJson(wanted) &&
      canonicalJson(inOrder(participants)) === canonicalJson(inOrder(participantRows(claim, wanted as ClaimTable)))
    );
  }
}

function inOrder(rows: readonly ParticipantTable[]): ParticipantTable[] {
  return rows.toSorted((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : a.place - b.place));
}

function wrong(sequence: number): Fault {
  return { sequence, reason: 'the tables of corrections do not say what it says' };
}
