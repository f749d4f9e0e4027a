import type { Export } from './export.js';
import { answers, flatTable } from './rows.js';

/** RFC 4180, with a head; what a spreadsheet would take for a formula is defused. */
export const csv: Export = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  text: true,
  async *write(request) {
    const { stringify } = await import('csv-stringify/sync');
    const { columns, rows } = flatTable(request);
    let head = stringify([columns.map(({ name }) => name)]);
    // The head waits for the first row: what cannot be answered leaves nothing behind.
    for await (const row of rows) {
      yield head + stringify([row.map((cell) => cell ?? '')], { escape_formulas: true });
      head = '';
    }
    if (head) yield head;
  },
};

/** An answer a line, whole. */
export const jsonl: Export = {
  mediaType: 'application/jsonl; charset=utf-8',
  extension: 'jsonl',
  text: true,
  async *write(request) {
    for await (const answer of answers(request)) yield `${JSON.stringify(answer)}\n`;
  },
};
