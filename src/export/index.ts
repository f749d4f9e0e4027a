/** Answers as files that other tools read. */
import { annotations } from './annotations.js';
import type { Export } from './export.js';
import { gdelt, gdeltMentions } from './gdelt.js';
import type { ExportFormat } from './options.js';
import { parquet } from './parquet.js';
import { csv, jsonl } from './plain.js';
import { polecat } from './polecat.js';
import { warc } from './warc.js';
import { wikitable } from './wikitable.js';

export { type Export, type Request, SUBJECTS, type Subject } from './export.js';
export { EXPORT_NAMES, type ExportFormat } from './options.js';

/** All formats, by the name that `--as` knows. */
export const EXPORTS: Record<ExportFormat, Export> = {
  csv,
  jsonl,
  parquet,
  gdelt,
  'gdelt-mentions': gdeltMentions,
  polecat,
  annotations,
  wikitable,
  warc,
};
