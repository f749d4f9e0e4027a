import type { Sketched } from './copies.js';
import type { Report } from './reports.js';
import type { CreditTable, PrintTable, SketchTable, StoryTable } from './tables.js';

/** The rows that a report leads to by itself. */
export interface ReportRows {
  sketches: SketchTable[];
  prints: PrintTable[];
  stories: StoryTable[];
  credits: CreditTable[];
}

export function rowsOf(reports: readonly Report[]): ReportRows {
  return {
    sketches: reports.map(({ revision, print }) => sketchRow(revision, print)),
    prints: reports.flatMap(({ revision, print }) => Array.from(print.keys, (key) => ({ print: key, revision }))),
    stories: reports.flatMap(({ revision, stories }) => stories.map((story) => ({ story, revision }))),
    credits: reports.flatMap(({ revision, chains }) =>
      chains.map((chain) => ({ revision, chain: JSON.stringify(chain) })),
    ),
  };
}

/** Bytes in a number. */
const WIDTH = 4;

function sketchRow(revision: number, { top, sketch }: Sketched): SketchTable {
  const hashes = Buffer.alloc(WIDTH * (top.length + sketch.length));
  let at = 0;
  for (const part of [top, sketch]) for (const hash of part) at = hashes.writeUInt32LE(hash, at);
  return { revision, top: top.length, hashes };
}

export function sketchOf({ top, hashes }: SketchTable): Sketched {
  const bytes = new DataView(hashes.buffer, hashes.byteOffset, hashes.length);
  const all = new Uint32Array(hashes.length / WIDTH);
  for (let i = 0; i < all.length; i++) all[i] = bytes.getUint32(WIDTH * i, true);
  return { top: all.subarray(0, top), sketch: all.subarray(top) };
}
