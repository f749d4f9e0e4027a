const DELIMITERS = ['\t', ',', ';', '|'] as const;

/** The character that parts the columns: the one that the header row has most of. */
export function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text.replace(/^(?:\ufeff|ï»¿)/, ''))?.[0] ?? '';
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
