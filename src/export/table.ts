/** A column of a table: what it is called, what it holds, and where that comes from. */
export interface TableColumn<Row> {
  name: string;
  /** As Parquet calls it. */
  type: 'STRING' | 'INT32' | 'DOUBLE';
  value: (row: Row) => string | number | undefined;
}

/** A table of tab-separated values, as GDELT and POLECAT have it: no quotes, so neither tabs nor line breaks in values. */
export function tabbed(values: readonly (string | number | undefined)[]): string {
  const cells = values.map((value) => String(value ?? '').replace(/[\t\r\n\0]+/g, ' '));
  return `${cells.join('\t')}\n`;
}
