import { z } from '@hono/zod-openapi';
import { type ClaimRow, claims, documents, events, type Filter } from '../../ask/index.js';
import { answerRows, type Column } from '../answer.js';
import { type App, define } from '../define.js';
import type { Desk } from '../desk.js';
import { nextCursor, pageOf } from '../paging.js';
import { type FilterQuery, filterOf, filterShape, pageShape } from '../schema/filter.js';
import { claimRow, documentRow, eventRow } from '../schema/rows.js';

/** One thing that `ask` lists, as an endpoint. */
interface List<Row> {
  path: string;
  summary: string;
  row: z.ZodType;
  /** The filters that it can be narrowed by. */
  filters: readonly (keyof typeof filterShape)[];
  columns?: readonly Column<Row>[];
  /** The rows that a filter admits, oldest first; of them the page that `limit` and `offset` cut from the newest end. */
  rows: (desk: Desk, filter: Filter & { limit: number; offset: number }) => Promise<Row[]>;
}

const list = <Row>(one: List<Row>): List<unknown> => one as List<unknown>;

const OF_CLAIMS = [
  'actor',
  'source',
  'target',
  'speaker',
  'type',
  'factuality',
  'novelty',
  'headline',
  'since',
  'until',
  'as-of',
  'known-at',
  'search',
  'document',
] as const;

const LISTS: readonly List<unknown>[] = [
  list({
    path: '/claims',
    summary: 'What reports say: one event as one document puts it, each with those who say so',
    row: claimRow,
    filters: OF_CLAIMS,
    rows: async ({ ledger }, filter) => {
      const rows: ClaimRow[] = [];
      for await (const row of claims(ledger, filter)) rows.push(row);
      return rows;
    },
  }),
  list({
    path: '/events',
    summary: 'What happened once, however many reports tell it',
    row: eventRow,
    filters: OF_CLAIMS,
    rows: async ({ ledger }, { offset, limit, ...filter }) => {
      const rows = await events(ledger, { ...filter, limit: offset + limit });
      return rows.slice(0, Math.max(0, rows.length - offset));
    },
  }),
  list({
    path: '/documents',
    summary: 'What was read',
    row: documentRow,
    filters: ['since', 'until', 'as-of', 'known-at', 'search', 'document'],
    rows: ({ ledger }, filter) => documents(ledger, filter),
  }),
];

/** All that `ask` lists, newest first, a page at a time. */
export function addLists(app: App): void {
  for (const { path, summary, row, filters, columns, rows } of LISTS) {
    const shape = Object.fromEntries(filters.map((name) => [name, filterShape[name]]));
    const envelope = z.object({ rows: z.array(row), next: z.string().exactOptional() });
    const types = { 'application/json': envelope, 'application/x-ndjson': z.string() };
    define(
      app,
      {
        method: 'get',
        path,
        tags: ['answers'],
        summary,
        query: z.strictObject({ ...shape, ...pageShape }),
        answer: columns ? { ...types, 'text/csv': z.string() } : types,
      },
      async (c, { query }) => {
        const { limit, cursor, ...filters } = query as FilterQuery & { limit: number; cursor?: string };
        const desk = c.get('desk');
        const page = pageOf({ limit, cursor, 'known-at': filters['known-at'] }, await desk.ledger.head());
        const { knownAt, offset } = page;
        const filter = { ...filterOf(filters), ...(knownAt !== undefined && { knownAt }) };
        const found = (await rows(desk, { ...filter, limit: limit + 1, offset })).toReversed();
        return answerRows(c, found.slice(0, limit), nextCursor(page, found.length > limit), columns);
      },
    );
  }
}
