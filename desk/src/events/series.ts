import { answer, api, type Schemas } from '../api/client.ts';
import { every } from '../api/every.ts';
import { type EventQuery, FACTUALITIES } from './filters.ts';

export const PERS = ['day', 'week', 'month', 'year'] as const;
export type Per = (typeof PERS)[number];
export type By = 'quad' | 'type';

/** How many events fall into one period, by key, and how many documents were read of it. */
export interface Period {
  period: string;
  /** Its first and last day, or month, or year, as filters take them. */
  since: string;
  until: string;
  read: number;
  total: number;
  events: Record<string, number>;
}

export interface Series {
  per: Per;
  keys: string[];
  periods: Period[];
  /** Events of periods before the first and after the last document that was read. */
  outside: number;
  /** The month in which the picture begins, where earlier ones are left out. */
  begun?: string;
  /** Whether there are more rows than were asked for. */
  cut: boolean;
}

/** Periods below which shorter ones are asked for, where the reader has chosen none. */
const FEW = 6;

const SHORTER: Partial<Record<Per, Per>> = { month: 'week', week: 'day' };

/** Months that are drawn where nothing narrows what is asked for. */
const MONTHS = 12;

/**
 * Events by period, as the filters have them: from the first document that was read to the last. Of a whole ledger, only the last
 * twelve months before the newest report, unless `whole` says so.
 */
export async function series(
  filters: EventQuery,
  { by, per, whole }: { by: By; per: Per | undefined; whole: boolean },
  signal: AbortSignal,
): Promise<Series> {
  const open = !filters.since && !filters.until;
  const begun = open && !whole && !Object.keys(filters).length ? await yearBefore(signal) : undefined;
  const asked = begun === undefined ? filters : { ...filters, since: begun };
  let found = await seriesPer(asked, by, per ?? 'month', open, signal);
  const { outside } = found;
  while (per === undefined && found.periods.length < FEW) {
    const shorter = SHORTER[found.per];
    const [first, last] = [found.periods[0], found.periods.at(-1)];
    if (!shorter || !first || !last) break;
    const { since = first.since, until = last.until } = filters;
    found = await seriesPer({ ...filters, since, until }, by, shorter, open, signal);
  }
  return { ...found, outside: begun === undefined ? outside : 0, ...(begun !== undefined && { begun }) };
}

/** The month in which the last twelve months of reports begin; undefined where none is dated. */
async function yearBefore(signal: AbortSignal): Promise<string | undefined> {
  const { rows } = await answer(api.GET('/documents', { params: { query: { limit: 1 } }, signal }));
  const [year, month] = (rows[0]?.published ?? '').split('-').map(Number);
  if (!year || !month) return undefined;
  return new Date(Date.UTC(year, month - MONTHS, 1)).toISOString().slice(0, 7);
}

/** @param open whether no period was asked for, so that what lies outside of the reports' time is left out */
async function seriesPer(filters: EventQuery, by: By, per: Per, open: boolean, signal: AbortSignal): Promise<Series> {
  const query = { factuality: [...FACTUALITIES], ...filters, by, per, limit: 500 };
  const { rows, cut } = await every((cursor) =>
    answer(api.GET('/counts', { params: { query: { ...query, ...(cursor && { cursor }) } }, signal })),
  );
  const all = [...Map.groupBy(rows, ({ period }) => period)].map(([period, own]) => periodOf(period, own, by));
  all.sort((a, b) => (a.since < b.since ? -1 : 1));
  const isRead = ({ read }: Period) => read > 0;
  const [first, last] = [all.findIndex(isRead), all.findLastIndex(isRead)];
  const periods = open && first >= 0 ? all.slice(first, last + 1) : all;
  const total = (some: readonly Period[]) => some.reduce((sum, one) => sum + one.total, 0);
  const keys = [...new Set(periods.flatMap(({ events }) => Object.keys(events)))];
  const weight = (key: string) => periods.reduce((sum, { events }) => sum + (events[key] ?? 0), 0);
  keys.sort((a, b) => (by === 'quad' ? (a < b ? -1 : 1) : weight(b) - weight(a)));
  return { per, keys, periods, outside: total(all) - total(periods), cut };
}

function periodOf(period: string, rows: readonly Schemas['CountRow'][], by: By): Period {
  const events = Object.fromEntries(rows.map((row) => [row.key[by] ?? '', row.events]));
  const total = rows.reduce((sum, row) => sum + row.events, 0);
  return { period, ...daysOf(period), read: rows[0]?.read ?? 0, total, events };
}

/** Of a week its Monday and Sunday (ISO 8601); all other periods are days, months and years as filters take them. */
function daysOf(period: string): { since: string; until: string } {
  const [, year, week] = /^(\d{4})-W(\d\d)$/.exec(period) ?? [];
  if (year === undefined || week === undefined) return { since: period, until: period };
  // 4 January is always in the first week.
  const monday = new Date(`${year}-01-04T00:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7) + (Number(week) - 1) * 7);
  const sunday = new Date(monday.getTime() + 6 * 86_400_000);
  return { since: monday.toISOString().slice(0, 10), until: sunday.toISOString().slice(0, 10) };
}
