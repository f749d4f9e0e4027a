/** What the command line offers, without loading what makes the files. */
export { SUBJECTS, type Subject } from './export.js';

/** All formats, by the name that `--as` knows. */
export const EXPORT_NAMES = [
  'csv',
  'jsonl',
  'parquet',
  'gdelt',
  'gdelt-mentions',
  'polecat',
  'annotations',
  'wikitable',
  'warc',
] as const;

export type ExportFormat = (typeof EXPORT_NAMES)[number];
