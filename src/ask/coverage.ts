import { firstDay, type Ledger } from '../ledger/index.js';
import type { DocumentState } from '../types.js';
import { type Filter, knownBefore, periodOf } from './filter.js';
import { isCurrent } from './origin-groups.js';
import { type Per, periodFor, periodsBetween } from './periods.js';
import { compare, latest } from './values.js';

/** What was read of one outlet in one period. */
export interface CoverageRow {
  /** The outlet's name; where a page names none, the host of its address; empty where there is neither. */
  outlet: string;
  period: string;
  documents: number;
  languages: Record<string, number>;
  states: Partial<Record<DocumentState, number>>;
  /** Documents of hardly a word. */
  empty: number;
  /** `silent`: nothing, where there was something before; `emptied`: mostly no whole reports, where there were before. */
  flag?: 'silent' | 'emptied';
}

export type CoverageFilter = Pick<Filter, 'since' | 'until' | 'asOf' | 'knownAt' | 'limit' | 'offset'> & { per?: Per };

/** Bytes of a fingerprint below which a text says hardly anything: a sentence. */
const HARDLY = 40;

/** Shares of whole reports below and above which an outlet has gone empty, and had been well. */
const [ILL, WELL] = [0.5, 0.8];

/**
 * Documents by outlet and period (a month, unless asked otherwise), from the outlet's first period to the last one in
 * which anything was read: an outlet that fell silent has its zeros.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function coverage({ db }: Ledger, filter: CoverageFilter = {}): Promise<CoverageRow[]> {
  const { since = '', until = '9999' } = periodOf(filter);
  const per = filter.per ?? 'month';
  const rows = await db
    .selectFrom('revisions')
    .leftJoin('sketches', 'sketches.revision', 'revisions.sequence')
    .select(['outlet', 'url', 'published', 'revisions.recorded', 'language', 'state'])
    .select((eb) => eb.fn<number>('length', ['sketches.hashes']).as('bytes'))
    .where(isCurrent(knownBefore(filter)))
    .execute();
  const outlets = new Map<string, Map<string, CoverageRow>>();
  let [first, last] = ['9999', ''];
  for (const { outlet, url, published, recorded, language, state, bytes } of rows) {
    const day = firstDay(published ?? recorded.slice(0, 10));
    if (day === undefined || day < since || day > until) continue;
    if (day < first) first = day;
    if (day > last) last = day;
    const name = outlet ?? hostOf(url);
    const own = outlets.get(name) ?? new Map<string, CoverageRow>();
    outlets.set(name, own);
    const period = periodFor(day, per);
    const row = own.get(period) ?? emptyRow(name, period);
    own.set(period, row);
    row.documents++;
    row.languages[language] = (row.languages[language] ?? 0) + 1;
    row.states[state] = (row.states[state] ?? 0) + 1;
    if (Number(bytes ?? 0) < HARDLY) row.empty++;
  }
  if (!last) return [];
  const periods = periodsBetween(first, last, per);
  const found = [...outlets].sort(([a], [b]) => compare(a, b)).flatMap(([name, own]) => flagged(name, own, periods));
  return [...latest(found, filter)];
}

function emptyRow(outlet: string, period: string): CoverageRow {
  return { outlet, period, documents: 0, languages: {}, states: {}, empty: 0 };
}

function flagged(outlet: string, own: ReadonlyMap<string, CoverageRow>, periods: readonly string[]): CoverageRow[] {
  const rows: CoverageRow[] = [];
  let [whole, documents] = [0, 0];
  for (const period of periods) {
    const row = own.get(period) ?? emptyRow(outlet, period);
    if (!rows.length && !row.documents) continue;
    const full = Math.min(row.states.full ?? 0, row.documents - row.empty);
    if (!row.documents) row.flag = 'silent';
    else if (documents && whole >= WELL * documents && full < ILL * row.documents) row.flag = 'emptied';
    // What is flagged is no measure for what follows.
    if (!row.flag) [whole, documents] = [whole + full, documents + row.documents];
    rows.push(row);
  }
  return rows;
}

function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : '';
}
