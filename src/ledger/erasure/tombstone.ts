import type { Document } from '../../types.js';
import { canonicalJson } from '../canonical.js';
import { contentOf, packContent } from '../packing.js';
import type { Database } from '../schema.js';

/** What an `erasure` entry holds: who had what erased, and why; and what is known of it still. */
export interface ErasureContent {
  document: string;
  by: string;
  reason: string;
  /** The entries whose content is gone, with the hashes that it had, by which the chain can still be followed. */
  entries: { sequence: number; hash: string }[];
  /** By the sequences of revisions' entries: when, where and in which language the document was published. */
  revisions: Record<string, Document>;
}

/** One document's words are gone. */
export interface ErasureTable {
  sequence: number;
  recorded: string;
  document: string;
  by: string;
  reason: string;
}

/** What stands in the place of an entry's content that was erased. */
export const TOMBSTONE = '{"erased":true}';

export function packedTombstone(): Uint8Array {
  return packContent(TOMBSTONE);
}

/** A document without its words, address and title. */
export function withoutWords({ id, outlet, language, published, modified, state }: Document): Document {
  return {
    id,
    ...(outlet && { outlet: { name: outlet.name } }),
    language,
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    text: '',
    paragraphs: [],
    state,
  };
}

/** An entry whose content was erased. */
export interface Erased {
  /** The hash that its content had. */
  hash: string;
  /** Of a revision: what is known of it still. */
  revision?: Document;
}

/** The entries whose content was erased, by sequence. */
export async function erasedEntries(db: Database): Promise<Map<number, Erased>> {
  const rows = await db.selectFrom('entries').select('content').where('kind', '=', 'erasure').execute();
  const erased = new Map<number, Erased>();
  for (const { content } of rows) {
    const { entries, revisions } = contentOf<ErasureContent>(content);
    for (const { sequence, hash } of entries) {
      const revision = revisions[String(sequence)];
      erased.set(sequence, { hash, ...(revision && { revision }) });
    }
  }
  return erased;
}

/** Whether two erasure rows are the same. */
export function sameRow(a: object | undefined, b: object | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
