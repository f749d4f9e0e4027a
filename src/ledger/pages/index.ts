import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { Page } from '../../types.js';
import { sha256 } from '../canonical.js';
import type { PageContent, RevisionContent } from '../content.js';
import { contentOf } from '../packing.js';
import type { Database } from '../schema.js';

/** A page that is ready to be recorded. */
export interface PackedPage {
  content: PageContent;
  packed: Uint8Array;
}

/** A page as the ledger has it. */
export interface KeptPage extends PageContent {
  /** The entry of the revision that was made from it. */
  revision: number;
  bytes: Uint8Array;
}

const deflated = promisify(deflateRaw);

/** Packs a page, off the main thread. */
export async function packPage({ bytes, ...facts }: Page): Promise<PackedPage> {
  return { content: { ...facts, hash: sha256(bytes), size: bytes.length }, packed: await deflated(bytes) };
}

/** @throws Error where the bytes are damaged, or unpack to more than they are said to */
export function unpackPage(packed: Uint8Array, size: number): Uint8Array {
  return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
}

/** The page that a revision was made from; undefined where none is kept, or it was erased. */
export async function pageOfRevision(db: Database, revision: number): Promise<KeptPage | undefined> {
  const row = await db
    .selectFrom('revision_pages')
    .innerJoin('pages', 'pages.hash', 'revision_pages.page')
    .innerJoin('entries', 'entries.sequence', 'revision_pages.revision')
    .select(['pages.packed', 'entries.content'])
    .where('revision_pages.revision', '=', revision)
    .executeTakeFirst();
  const content = row && contentOf<RevisionContent>(row.content).page;
  return content && { ...content, revision, bytes: unpackPage(row.packed, content.size) };
}
