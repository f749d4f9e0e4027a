/** The tables by which copies and relays of reports are found. Rows belong to revisions, by their entries' sequences. */
export interface OriginTables {
  sketches: SketchTable;
  prints: PrintTable;
  stories: StoryTable;
  credits: CreditTable;
  copies: CopyTable;
}

/** A revision's fingerprint: `top` hashes of its beginning, then its sketch, as 32-bit numbers, least byte first. */
export interface SketchTable {
  revision: number;
  top: number;
  hashes: Uint8Array;
}

/** The keys under which a fingerprint is looked up. */
export interface PrintTable {
  print: number;
  revision: number;
}

/** The numbers that reports of one agency's story share. */
export interface StoryTable {
  story: number;
  revision: number;
}

/** A chain of media, the outlet first, as a JSON array of names. */
export interface CreditTable {
  revision: number;
  chain: string;
}

/** Two revisions of which one is a copy of the other or relays it; each pair stands here twice. */
export interface CopyTable {
  revision: number;
  other: number;
  how: 'copy' | 'relay';
}
