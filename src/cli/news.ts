import type { Recorded } from '../ledger/index.js';
import type { Document } from '../types.js';
import { Failures, printable } from './failures.js';
import { type Column, type Format, printRows, write } from './output.js';
import { startProgress } from './progress.js';
import type { RecordedRead } from './recording.js';

/** What reading one document came to, as the verb `read` prints it. */
type NewsRow = Recorded & Pick<Document, 'url' | 'path' | 'title' | 'published'> & { outlet?: string };

function newsRow({ url, path, title, published, outlet }: Document, recorded: Recorded): NewsRow {
  return {
    ...recorded,
    ...(outlet && { outlet: outlet.name }),
    ...(published !== undefined && { published }),
    ...(title !== undefined && { title }),
    ...(url !== undefined && { url }),
    ...(path !== undefined && { path }),
  };
}

const NEWS_COLUMNS: readonly Column<NewsRow>[] = [
  { header: 'document', value: ({ document }) => document },
  { header: 'status', value: ({ status }) => status },
  { header: 'claims', value: ({ claims }) => claims },
  { header: 'outlet', value: ({ outlet }) => outlet },
  { header: 'published', value: ({ published }) => published },
  { header: 'title', value: ({ title }) => title },
  { header: 'url', value: ({ url }) => url },
  { header: 'path', value: ({ path }) => path },
];

/** Counts what reading came to. */
export class Tally {
  documents = 0;
  claims = 0;
  readonly #counts = new Map<Recorded['status'], number>();

  add({ status, claims }: Recorded): void {
    this.documents++;
    this.claims += claims;
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
  }

  /** "12 documents: 9 new, 1 revised, 2 known; 31 claims recorded" */
  line(): string {
    const parts = (['new', 'revised', 'earlier', 'recoded', 'known', 'erased'] as const).flatMap((status) => {
      const count = this.#counts.get(status);
      return count ? [`${count} ${NAMES[status]}`] : [];
    });
    const documents = `${this.documents} document${this.documents === 1 ? '' : 's'}`;
    return `${documents}${parts.length ? `: ${parts.join(', ')}` : ''}; ${this.claims} claims recorded`;
  }
}

const NAMES: Record<Recorded['status'], string> = {
  new: 'new',
  revised: 'revised',
  earlier: 'in an earlier revision',
  recoded: 'coded anew',
  known: 'known',
  erased: 'erased before',
};

/** Documents that are named one by one to people; past that the count tells more. */
const MOST_NAMED = 30;

/** How news is told: `doing` until there is any; where `all`, every document is named. */
export interface Telling {
  format: Format;
  doing: string;
  all?: boolean;
}

/**
 * Prints what comes in, as rows or as lines for people, names what failed as it happens, and shows how far it is.
 *
 * @returns what it came to
 */
export async function tellNews(
  news: AsyncIterable<RecordedRead>,
  { format, doing, all = false }: Telling,
): Promise<{ tally: Tally; failures: Failures }> {
  const failures = new Failures();
  const tally = new Tally();
  let progress = await startProgress(doing);
  /** Prints something while no progress line is in the way. */
  const aside = async (print: () => void | Promise<void>) => {
    progress.stop();
    await print();
    progress = await startProgress(tally.line());
  };
  async function* rows(): AsyncGenerator<NewsRow> {
    for await (const one of news) {
      if ('failure' in one) {
        await aside(() => failures.add(one.failure));
        continue;
      }
      const { where, faults } = one;
      if (faults) await aside(() => failures.addParts(where, faults));
      tally.add(one.recorded);
      progress.update(tally.line());
      yield newsRow(one.document, one.recorded);
    }
  }
  try {
    if (format === 'table') await printLines(rows(), aside, all ? Number.POSITIVE_INFINITY : MOST_NAMED);
    else await printRows(rows(), NEWS_COLUMNS, format);
  } finally {
    progress.stop();
  }
  return { tally, failures };
}

/** Names what is new, a line a document, and how much changed in revised ones. */
async function printLines(
  rows: AsyncIterable<NewsRow>,
  aside: (print: () => Promise<void>) => Promise<void>,
  most: number,
): Promise<void> {
  let named = 0;
  for await (const row of rows) {
    if (row.status === 'known' || named > most) continue;
    const line = ++named > most ? '… and more' : printable(newsLine(row));
    await aside(() => write(`${line}\n`));
  }
}

function newsLine({ status, claims, document, outlet, published, title, url, path, changes }: NewsRow): string {
  const what = title === undefined ? (url ?? path ?? document) : title.slice(0, 100).replace(/\s+/g, ' ');
  const where = [outlet, published?.slice(0, 10)].filter(Boolean).join(', ');
  const changed = changes
    ? ` (${changes.added.length} paragraphs added, ${changes.removed.length} removed${changes.fields.map((field) => `, ${field} changed`).join('')})`
    : '';
  return `${NAMES[status]}: ${what}${where && ` (${where})`}, ${claims} claim${claims === 1 ? '' : 's'}${changed}`;
}
