/** Rows beyond which no page of the desk asks on. */
const MOST = 5000;

/** Of the content types that a list can have, the one that is asked for. */
type List<Answer> = Extract<Answer, { rows: unknown[] }>;

/** All rows of a list, page after page, as the ledger stood at the first of them. */
export async function every<Answer>(
  page: (cursor: string | undefined) => Promise<Answer>,
): Promise<List<Answer>['rows'][number][]> {
  const rows: List<Answer>['rows'][number][] = [];
  let next: string | undefined;
  do {
    const found = (await page(next)) as List<Answer> & { next?: string };
    rows.push(...found.rows);
    next = found.next;
  } while (next !== undefined && rows.length < MOST);
  return rows;
}
