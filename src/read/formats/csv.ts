import { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { Failure } from '../../errors.js';
import { charsetOf, decodeStream } from '../bytes/charset.js';
import { delimiterOf } from '../bytes/delimiter.js';
import { peek } from '../bytes/peek.js';
import { failureOf } from '../failure.js';
import { HEAD } from '../kind.js';
import { idOf, toDocument } from '../mapping/index.js';
import type { Context, JsonRecord, Read, Source } from '../source.js';

/** A table with a header row (CSV, TSV, or parted by semicolons or bars): a Document a row. */
export async function* readCsv(source: Source, { maxSize, options }: Context): AsyncGenerator<Read> {
  const { head, bytes } = await peek(source.bytes, HEAD);
  const declared = source.charset === undefined ? {} : { declared: source.charset };
  const charset = await charsetOf(head, { partial: true, ...declared });
  const skipped: Failure[] = [];
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name, i) => name.trim() || `column ${i + 1}`),
    delimiter: delimiterOf(Buffer.from(head).toString('latin1')),
    info: true,
    max_record_size: maxSize,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error?: CsvError) => {
      skipped.push({ where: `${source.where}, line ${error?.lines ?? '?'}`, reason: `is no row: ${error?.message}` });
    },
  });
  const input = Readable.from(decodeStream(bytes, charset));
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: JsonRecord; info: Info }>) {
      for (const failure of skipped.splice(0)) yield { failure, id: failure.where };
      const where = `${source.where}, line ${info.lines}`;
      try {
        const { document, faults } = await toDocument(record, options.map, {}, false);
        yield { document, where, record, ...(faults.length > 0 && { faults }) };
      } catch (error) {
        yield { failure: failureOf(where, error), id: idOf(record, options.map) ?? where };
      }
    }
    for (const failure of skipped) yield { failure, id: failure.where };
  } finally {
    input.destroy();
  }
}
