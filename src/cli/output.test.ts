import { expect, it, vi } from 'vitest';
import { checkAsked } from './asked.js';
import { type Column, columnWidths, printRows } from './output.js';

async function printed<Row>(rows: Row[], columns: Column<Row>[]): Promise<string[]> {
  const parts: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => parts.push(String(part)) > 0);
  try {
    await printRows(rows, columns, 'table');
  } finally {
    vi.restoreAllMocks();
  }
  return parts.join('').trimEnd().split('\n');
}

it('keeps a row in its lines, whatever a name holds', async () => {
  const columns: Column<{ outlet: string; lines: string[] }>[] = [
    { header: 'outlet', value: ({ outlet }) => outlet },
    { header: 'says who', value: ({ lines }) => lines },
  ];
  const lines = await printed([{ outlet: 'The\tDaily\r\nTab\u001b[31m', lines: ['one', 'two'] }], columns);
  expect(lines.map((line) => line.trimEnd())).toEqual([
    'outlet              says who',
    'The Daily Tab�[31m  one',
    '                    two',
  ]);
});

it('shrinks the widest columns first, and cuts words only where nothing else helps', () => {
  const cells = [['2031-05-02'], ['does-not-recognize'], ['many words that can stand in several lines of a cell']];
  const widths = columnWidths(cells, 60);
  expect(widths).toEqual([12, 20, 28]);
  expect(columnWidths(cells, 40).reduce((a, b) => a + b)).toBeLessThanOrEqual(40);
});

it('refuses options that say nothing of what is asked for', () => {
  expect(() => checkAsked('positions', { type: ['COERCE'] })).toThrow(/^--type: it says nothing of positions/);
  expect(() => checkAsked('changes', { sinceRelease: 'one', asOf: '2031' })).toThrow(/^--as-of/);
  expect(() => checkAsked('events', { since: '2031-12', until: '2031-10' })).toThrow('later than --until 2031-10');
  expect(() => checkAsked('events', { since: '2031-10-05', until: '2031-10' })).not.toThrow();
  expect(() => checkAsked('events', { type: ['COERCE'], actor: undefined })).not.toThrow();
});
