import type { Export } from './export.js';
import { flatTable } from './rows.js';

/** Rows in one group of the file. */
const GROUP = 50_000;

/** Apache Parquet: the same table as CSV, with numbers as numbers. */
export const parquet: Export = {
  mediaType: 'application/vnd.apache.parquet',
  extension: 'parquet',
  text: false,
  async *write(request) {
    const { parquetWriteBuffer } = await import('hyparquet-writer');
    const { columns, rows } = flatTable(request);
    const columnData = columns.map(({ name, type }) => ({ name, type, nullable: true, data: [] as unknown[] }));
    for await (const row of rows) {
      for (const [i, cell] of row.entries()) columnData[i]?.data.push(cell ?? null);
    }
    const buffer = parquetWriteBuffer({ columnData, rowGroupSize: GROUP, createdBy: 'onrecord' });
    yield new Uint8Array(buffer);
  },
};
