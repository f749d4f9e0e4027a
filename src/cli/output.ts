import { once } from 'node:events';
import { InvalidArgumentError, Option } from 'commander';
import { printable } from './failures.js';

export const FORMATS = ['table', 'jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** A column of the table that people see, and of the CSV file that a spreadsheet opens. */
export interface Column<Row> {
  header: string;
  /** Several lines where it is a list. */
  value: (row: Row) => string | number | undefined | readonly string[];
}

/** The `--format` option that every verb with rows has. */
export function formatOption(): Option {
  return new Option(
    '--format <format>',
    'table for people, jsonl or csv for programs (default: table on a terminal)',
  ).choices(FORMATS);
}

/** The format asked for, else a table on a terminal and JSON lines into a pipe. */
export function chosenFormat(asked: Format | undefined): Format {
  return asked ?? (process.stdout.isTTY ? 'table' : 'jsonl');
}

/** Writes to stdout and waits while the reader is behind, so that memory stays bounded. */
export async function write(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/**
 * Prints rows as they come: a table needs them all at once to find its widths, JSON lines and CSV go out one by one.
 *
 * @returns how many rows were printed
 */
export async function printRows<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
  format: Format,
): Promise<number> {
  let count = 0;
  if (format === 'jsonl') {
    for await (const row of rows) {
      await write(`${JSON.stringify(row)}\n`);
      count++;
    }
    return count;
  }
  if (format === 'csv') {
    const { stringify } = await import('csv-stringify/sync');
    await write(stringify([columns.map((c) => c.header)]));
    for await (const row of rows) {
      await write(stringify([columns.map((c) => [c.value(row) ?? ''].flat().join('; '))], { escape_formulas: true }));
      count++;
    }
    return count;
  }
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  await write(await renderTable(all, columns));
  return all.length;
}

/** A borderless table that fits the terminal, long cells wrapped. */
async function renderTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const cells = rows.map((row) => columns.map((c) => [c.value(row) ?? ''].flat().map(oneLine).join('\n')));
  const table = new Table({
    head: columns.map((c) => c.header),
    colWidths: columnWidths(columns.map((c, i) => [c.header, ...cells.map((row) => row[i] ?? '')])),
    wordWrap: true,
    style: { head: process.stdout.isTTY ? ['bold'] : [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: {
      ...Object.fromEntries(
        ['top', 'bottom', 'mid', 'left', 'right'].flatMap((side) => [
          [side, ''],
          [`${side}-left`, ''],
          [`${side}-right`, ''],
          [`${side}-mid`, ''],
        ]),
      ),
      'left-mid': '',
      'mid-mid': '',
      'right-mid': '',
      middle: '',
    },
  });
  for (const row of cells) table.push(row);
  return `${table.toString()}\n`;
}

/** A text in one line: tabs and line breaks of a name would break a table. */
function oneLine(text: string | number): string {
  return printable(String(text).replace(/\s+/g, ' '));
}

/** A word longer than this may be cut. */
const LONGEST_WORD = 28;

/**
 * Widths for columns given their cells: each as wide as it needs to be, the widest shrunk until the table fits, first as
 * long as their words stay whole.
 */
export function columnWidths(
  columns: readonly (readonly string[])[],
  available = process.stdout.columns ?? 120,
): number[] {
  const padding = 2;
  const longest = (cells: readonly string[], parts: RegExp) =>
    Math.max(4, ...cells.flatMap((cell) => cell.split(parts).map((part) => part.length))) + padding;
  const widths = columns.map((cells) => longest(cells, /\n/));
  const whole = columns.map((cells) => Math.min(longest(cells, /\s/), LONGEST_WORD + padding));
  let excess = widths.reduce((a, b) => a + b, 0) - available;
  for (const least of [whole, whole.map((width) => Math.min(width, 12))]) {
    while (excess > 0) {
      const spare = widths.map((width, i) => (width > (least[i] ?? 0) ? width : 0));
      const widest = spare.indexOf(Math.max(...spare));
      if (!spare[widest]) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
      excess--;
    }
  }
  return widths;
}

/** A commander parser for whole numbers of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`a whole number of at least ${least} is expected.`);
    return value;
  };
}

/** A commander parser for ports. */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError('a number from 0 to 65535 is expected.');
  return value;
}
