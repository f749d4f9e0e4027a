/** Tables of pages as they were fetched or read. */
export interface PageTables {
  pages: PageTable;
  revision_pages: RevisionPageTable;
}

/**
 * A page's bytes, once however many revisions were made from them. They are not in the entries, which have their hash:
 * so the bytes can be checked, and left out or erased without a gap in the chain.
 */
export interface PageTable {
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  /** Deflated (RFC 1951). */
  packed: Uint8Array;
}

/** Which page a revision was made from. */
export interface RevisionPageTable {
  revision: number;
  page: string;
}
