/** One data file of a codebook. */
export interface CodebookFile {
  /** For messages. */
  path: string;
  /** Decides its schema. */
  folder: string;
  data: unknown;
  /** The codebook's folder: within one, no two entries have the same id. */
  root?: string;
  /** The line, from 1, on which a field stands, or else the nearest field around it. */
  lineOf?: (field: readonly PropertyKey[]) => number | undefined;
}

/** The folders of a codebook. */
export const FOLDERS = ['events', 'actors', 'lexicon', 'places', 'kinds', 'questions'] as const;

/** What is wrong with one field of a data file. */
export interface Fault {
  path: string;
  line?: number;
  /** Names and numbers (from 0) that lead to it: `actors.0.code`. */
  field: string;
  reason: string;
}

/** A fault of a file's field. */
export function faultOf({ path, lineOf }: CodebookFile, field: readonly PropertyKey[], reason: string): Fault {
  const line = lineOf?.(field);
  return { path, ...(line !== undefined && { line }), field: field.join('.') || 'file', reason };
}

/** A fault in a line: `my-codebook/actors/lake.yaml:3: actors.0.code: three capitals`. */
export function faultLine({ path, line, field, reason }: Fault): string {
  return `${path}${line === undefined ? '' : `:${line}`}: ${field}: ${reason}`;
}
