import type { ExpressionBuilder } from 'kysely';
import { firstDay, type Ledger, type Tables } from '../ledger/index.js';
import type { DocumentState, Versions } from '../types.js';
import { type Filter, knownBefore, periodOf } from './filter.js';
import { isCurrent } from './origin-groups.js';
import { type Per, periodFor, periodsBetween } from './periods.js';
import { compare, latest } from './values.js';
import { versionsOf } from './versions.js';

/** What was read of one outlet, or from one feed, in one period. */
export interface CoverageRow {
  /**
   * The outlet's name; where a page names none, the host of its address; empty where there is neither. Of a feed, its
   * address.
   */
  outlet: string;
  /** The feed's address or path, where the row is about what was read from it, whatever outlets it names. */
  feed?: string;
  period: string;
  documents: number;
  languages: Record<string, number>;
  states: Partial<Record<DocumentState, number>>;
  /** Documents of hardly a word. */
  empty: number;
  /** `silent`: nothing, for longer than it was ever silent before; `emptied`: mostly no whole reports, where there were before. */
  flag?: 'silent' | 'emptied';
  /** That coded them last; of a row without documents, those of the latest coding. */
  versions: Versions;
}

export type CoverageFilter = Pick<Filter, 'since' | 'until' | 'asOf' | 'knownAt' | 'limit' | 'offset'> & { per?: Per };

/** Bytes of a fingerprint below which a text says hardly anything: a sentence. */
const HARDLY = 40;

/** Shares of whole reports below and above which an outlet has gone empty, and had been well. */
const [ILL, WELL] = [0.5, 0.8];

/**
 * Documents by outlet, and by feed, and period (a month, unless asked otherwise), from the source's first period to the last one in
 * which anything was read: one that fell silent has its zeros.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function coverage({ db }: Ledger, filter: CoverageFilter = {}): Promise<CoverageRow[]> {
  const { since = '', until = '9999' } = periodOf(filter);
  const per = filter.per ?? 'month';
  const rows = await db
    .selectFrom('revisions')
    .leftJoin('sketches', 'sketches.revision', 'revisions.sequence')
    .select(['outlet', 'url', 'published', 'revisions.recorded', 'language', 'state', 'feed'])
    .select((eb) => [lastCoding(eb, 'coder'), lastCoding(eb, 'codebook')])
    .select((eb) => eb.fn<number>('length', ['sketches.hashes']).as('bytes'))
    .where(isCurrent(knownBefore(filter)))
    .execute();
  const latestVersions = await versionsOf(db);
  const sources = new Map<string, Source>();
  const sourceOf = (name: string, feed?: string) => {
    const key = `${feed === undefined ? 'outlet' : 'feed'}\n${name}`;
    const source: Source = sources.get(key) ?? { name, ...(feed !== undefined && { feed }), periods: new Map() };
    sources.set(key, source);
    return source;
  };
  let [first, last] = ['9999', ''];
  for (const { outlet, url, published, recorded, language, state, bytes, feed, coder, codebook } of rows) {
    const day = firstDay(published ?? recorded.slice(0, 10));
    if (day === undefined || day < since || day > until) continue;
    if (day < first) first = day;
    if (day > last) last = day;
    const period = periodFor(day, per);
    for (const source of [sourceOf(outlet ?? hostOf(url)), ...(feed === null ? [] : [sourceOf(feed, feed)])]) {
      const row = source.periods.get(period) ?? emptyRow(source, period, latestVersions);
      source.periods.set(period, row);
      row.documents++;
      row.languages[language] = (row.languages[language] ?? 0) + 1;
      row.states[state] = (row.states[state] ?? 0) + 1;
      if (Number(bytes ?? 0) < HARDLY) row.empty++;
      if (coder !== null && codebook !== null) row.versions = { coder, codebook };
    }
  }
  if (!last) return [];
  const periods = periodsBetween(first, last, per);
  const found = [...sources]
    .sort(([a, one], [b, other]) => compare(one.name, other.name) || compare(a, b))
    .flatMap(([, source]) => flagged(source, periods, latestVersions));
  return [...latest(found, filter)];
}

/** Who made the latest coding of a revision. */
function lastCoding(eb: ExpressionBuilder<Tables, 'revisions'>, column: 'coder' | 'codebook') {
  return eb
    .selectFrom('codings')
    .select(`codings.${column}`)
    .whereRef('codings.revision', '=', 'revisions.sequence')
    .orderBy('codings.sequence', 'desc')
    .limit(1)
    .as(column);
}

type Source = { name: string; feed?: string; periods: Map<string, CoverageRow> };

function emptyRow({ name, feed }: Source, period: string, versions: Versions): CoverageRow {
  const which = { outlet: name, ...(feed !== undefined && { feed }) };
  return { ...which, period, documents: 0, languages: {}, states: {}, empty: 0, versions };
}

function flagged(source: Source, periods: readonly string[], versions: Versions): CoverageRow[] {
  const rows: CoverageRow[] = [];
  let [whole, documents] = [0, 0];
  // Who writes every other week falls silent when nothing comes for two.
  let [gap, longest] = [0, 0];
  for (const period of periods) {
    const row = source.periods.get(period) ?? emptyRow(source, period, versions);
    if (!rows.length && !row.documents) continue;
    const full = Math.min(row.states.full ?? 0, row.documents - row.empty);
    if (row.documents) {
      longest = Math.max(longest, gap);
      gap = 0;
    } else gap++;
    if (gap > longest) row.flag = 'silent';
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
