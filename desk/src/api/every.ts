/** Rows beyond which no page of the desk asks on. */
export const MOST = 5000;

/** Of the content types that a list can have, the one that is asked for. */
type List<Answer> = Extract<Answer, { rows: unknown[] }>;

/** The rows of a list, and whether there are more than are asked for. */
export interface Every<Row> {
  rows: Row[];
  cut: boolean;
}

/** All rows of a list up to `MOST`, page after page, as the ledger stood at the first of them. */
export async function every<Answer>(
  page: (cursor: string | undefined) => Promise<Answer>,
): Promise<Every<List<Answer>['rows'][number]>> {
  const rows: List<Answer>['rows'][number][] = [];
  let next: string | undefined;
  do {
    const found = (await page(next)) as List<Answer> & { next?: string };
    rows.push(...found.rows);
    next = found.next;
  } while (next !== undefined && rows.length < MOST);
  return { rows, cut: next !== undefined };
}
