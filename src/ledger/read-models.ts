import { sql } from 'kysely';
import type { Document } from '../types.js';
import { canonicalJson } from './canonical.js';
import { claimRow, participantRows } from './claims.js';
import type { ClaimContent, CodingContent, RevisionContent } from './content.js';
import { contentOf } from './packing.js';
import type { Appended, Checker } from './projections.js';
import { revisionRow } from './record.js';
import { placeOf, revisionHash } from './revision.js';
import type { Database, EntryKind } from './schema.js';
import type { Fault } from './verify.js';

/** Kinds of entries whose rows are checked here; projections check the rest. */
const OWN: readonly EntryKind[] = ['revision', 'coding', 'claim'];

/** Follows the entries of a ledger and compares what the read models must be with what they are. */
export class ReadModels implements Checker {
  readonly #db: Database;
  /** By document: its first and its current revision. */
  readonly #documents = new Map<string, { sequence: number; rank: string; first: number; since: string }>();
  /** By the content hash of its entry. */
  readonly #revisions = new Map<string, number>();
  readonly #codings = new Map<string, { sequence: number; revision: number }>();
  /** By revision: its present coding. */
  readonly #present = new Map<number, number>();
  /** By the sequence of a revision or coding that is no longer current: since when. */
  readonly #ended = new Map<number, string>();
  readonly #counts = { revisions: 0, codings: 0, claims: 0, participants: 0 };
  #last: { sequence: number; document: Document } | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Compares the rows of these entries, which follow those of the call before; when rows end is checked at the end. */
  async check(entries: readonly Appended[]): Promise<Fault | undefined> {
    const expected = new Map<number, unknown>();
    for (const entry of entries) {
      if (!OWN.includes(entry.kind)) continue;
      const rows = await this.#rowsOf(entry).catch((error: Error) => error);
      if (rows instanceof Error) return { sequence: entry.sequence, reason: rows.message };
      expected.set(entry.sequence, rows);
    }
    const actual = await this.#stored(entries[0]?.sequence ?? 0, entries.at(-1)?.sequence ?? 0);
    for (const [sequence, rows] of expected) {
      if (canonicalJson(rows) !== canonicalJson(actual.get(sequence) ?? [])) {
        return { sequence, reason: 'the tables that answers come from do not say what it says' };
      }
    }
    return undefined;
  }

  /** Compares what is current and since when the rest is not, and that there are no rows without an entry. */
  async end(): Promise<Fault | undefined> {
    const wrong = (sequence: number) => ({ sequence, reason: 'the tables say another time at which it was replaced' });
    for (const table of ['revisions', 'codings'] as const) {
      for (const { sequence, ended } of await this.#db.selectFrom(table).select(['sequence', 'ended']).execute()) {
        if (ended !== (this.#ended.get(sequence) ?? null)) return wrong(sequence);
      }
    }
    const claim = await this.#db
      .selectFrom('claims')
      .innerJoin('codings', 'codings.sequence', 'claims.coding')
      .select('claims.sequence')
      .where((eb) => eb(eb.fn.coalesce('claims.ended', eb.val('')), '<>', eb.fn.coalesce('codings.ended', eb.val(''))))
      .where('claims.sequence', 'not in', this.#ofPeople())
      .orderBy('claims.sequence')
      .executeTakeFirst();
    if (claim) return wrong(claim.sequence);
    for (const { id, revision, recorded } of await this.#db.selectFrom('documents').selectAll().execute()) {
      const document = this.#documents.get(id);
      if (document?.sequence !== revision) {
        return { sequence: revision, reason: `the tables say that it is the current revision of ${id}` };
      }
      if (document.since !== recorded) {
        return { sequence: document.first, reason: `the tables say another time at which ${id} first came in` };
      }
    }
    const counts = { ...this.#counts, documents: this.#documents.size };
    for (const table of Object.keys(counts) as (keyof typeof counts)[]) {
      const { count } = await this.#db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .$if(table === 'claims', (query) => query.where(sql.ref('claims.sequence'), 'not in', this.#ofPeople()))
        .$if(table === 'participants', (query) => query.where(sql.ref('claim'), 'not in', this.#ofPeople()))
        .executeTakeFirstOrThrow();
      if (count !== counts[table])
        return { sequence: 0, reason: `${table}: ${count} rows for ${counts[table]} entries` };
    }
    return undefined;
  }

  /** Claims that people put among the answers. */
  #ofPeople() {
    return this.#db.selectFrom('judgements').select('sequence');
  }

  /** The rows that an entry must have. */
  async #rowsOf({ kind, sequence, recorded, content, hash, erased }: Appended): Promise<unknown[]> {
    if (kind === 'revision') {
      return [this.#revisionRow(content as RevisionContent, sequence, recorded, hash, erased)];
    }
    if (kind === 'claim' && erased) return [];
    if (kind === 'coding') return [this.#codingRow(content as CodingContent, sequence, recorded, hash)];
    if (kind === 'claim') return this.#claimRows(content as ClaimContent, sequence, recorded);
    throw new Error(`it is of a kind that this version does not know: ${kind}`);
  }

  #revisionRow(
    { document }: RevisionContent,
    sequence: number,
    recorded: string,
    hash: string,
    erased: true | undefined,
  ): object {
    this.#counts.revisions++;
    const before = this.#documents.get(document.id);
    const { rank, current } = placeOf(document, before?.rank);
    if (current) {
      if (before) this.#end(before.sequence, recorded);
      const { first = sequence, since = recorded } = before ?? {};
      this.#documents.set(document.id, { sequence, rank, first, since });
    } else this.#ended.set(sequence, recorded);
    this.#revisions.set(hash, sequence);
    this.#last = { sequence, document };
    const { ended, ...row } = revisionRow(document, {
      sequence,
      hash: erased ? hash : revisionHash(document),
      rank,
      recorded,
      ended: null,
    });
    return row;
  }

  #end(revision: number, recorded: string): void {
    this.#ended.set(revision, recorded);
    const coding = this.#present.get(revision);
    if (coding !== undefined && !this.#ended.has(coding)) this.#ended.set(coding, recorded);
  }

  #codingRow(
    { revision: of, versions, claims }: CodingContent,
    sequence: number,
    recorded: string,
    hash: string,
  ): object {
    this.#counts.codings++;
    const revision = this.#revisions.get(of);
    if (revision === undefined) throw new Error('it codes a revision that is not in the ledger');
    const before = this.#present.get(revision);
    if (before !== undefined && !this.#ended.has(before)) this.#ended.set(before, recorded);
    this.#present.set(revision, sequence);
    if (this.#ended.has(revision)) this.#ended.set(sequence, recorded);
    this.#codings.set(hash, { sequence, revision });
    return { sequence, revision, ...versions, claims: claims.length, recorded };
  }

  async #claimRows({ coding: of, claim }: ClaimContent, sequence: number, recorded: string): Promise<object[]> {
    this.#counts.claims++;
    const coding = this.#codings.get(of);
    if (!coding) throw new Error('it belongs to a coding that is not in the ledger');
    const { revision } = coding;
    const where = {
      document: await this.#document(revision),
      revision,
      coding: coding.sequence,
      recorded,
      ended: null,
    };
    const full = claimRow(claim, sequence, where);
    const { ended, ...row } = full;
    const participants = participantRows(claim, full);
    this.#counts.participants += participants.length;
    return [row, ...participants];
  }

  async #document(revision: number): Promise<Document> {
    if (this.#last?.sequence !== revision) {
      const { content } = await this.#db
        .selectFrom('entries')
        .select('content')
        .where('sequence', '=', revision)
        .executeTakeFirstOrThrow();
      this.#last = { sequence: revision, document: contentOf<RevisionContent>(content).document };
    }
    return this.#last.document;
  }

  /** The rows that stand in the tables for a stretch of entries, without when they ended. */
  async #stored(first: number, last: number): Promise<Map<number, object[]>> {
    const stored = new Map<number, object[]>();
    for (const table of ['revisions', 'codings', 'claims'] as const) {
      const rows = await this.#db
        .selectFrom(table)
        .selectAll()
        .where('sequence', '>=', first)
        .where('sequence', '<=', last)
        .execute();
      for (const { ended, ...row } of rows) stored.set(row.sequence, [row]);
    }
    const participants = await this.#db
      .selectFrom('participants')
      .selectAll()
      .where('claim', '>=', first)
      .where('claim', '<=', last)
      .execute();
    const order = ['source', 'target', 'speaker'];
    participants.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.place - b.place);
    for (const row of participants) stored.get(row.claim)?.push(row);
    return stored;
  }
}
