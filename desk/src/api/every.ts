/** Rows beyond which no page of the desk asks on. */
const MOST = 5000;

/** All rows of a list, page after page, as the ledger stood at the first of them. */
export async function every<Row>(
  page: (cursor: string | undefined) => Promise<{ rows: Row[]; next?: string }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | undefined;
  do {
    const found = await page(next);
    rows.push(...found.rows);
    next = found.next;
  } while (next !== undefined && rows.length < MOST);
  return rows;
}
