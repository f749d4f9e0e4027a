import { z } from '@hono/zod-openapi';
import {
  actors,
  agreement,
  changes,
  claims,
  corrections,
  counts,
  coverage,
  documents,
  eventsOn,
  type KeptPositions,
  origins,
  positions,
  questions,
  review,
  unknownIn,
} from '../../ask/index.js';
import { releases } from '../../ledger/index.js';
import { answerRows, type Column, maxStale } from '../answer.js';
import { type App, define } from '../define.js';
import type { Desk } from '../desk.js';
import { nextCursor, pageOf } from '../paging.js';
import { type Asked, type FilterQuery, filterOf, filterShape, pageShape } from '../schema/filter.js';
import {
  actorRow,
  agreementRow,
  changeRow,
  claimRow,
  correctionRow,
  countRow,
  coverageRow,
  documentRow,
  eventRow,
  originRow,
  position,
  questionRow,
  releaseRow,
  reviewRow,
  unknownValues,
} from '../schema/rows.js';

type Answer = AsyncIterable<unknown> | Promise<readonly unknown[]> | readonly unknown[];

/** One thing that `ask` lists, as an endpoint. */
interface List {
  name: string;
  summary: string;
  row: z.ZodType;
  /** The filters that it can be narrowed by. */
  filters: readonly (keyof typeof filterShape)[];
  /**
   * How `ask` cuts a page: by its end, since it lists what is newest last; by its beginning, where the first come first;
   * not at all, where there is little.
   */
  cut: 'end' | 'start' | 'none';
  /** That its rows are made from much of the ledger: in a thread aside, where there is one. */
  long?: true;
  rows: (sources: Sources, filter: Asked) => Answer;
}

/** What rows are made from. */
type Sources = Pick<Desk, 'ledger' | 'codebook'> & { kept?: KeptPositions };

const DAYS = ['since', 'until', 'as-of', 'known-at'] as const;
const OF_CLAIMS = [
  'actor',
  'source',
  'target',
  'speaker',
  'type',
  'factuality',
  'novelty',
  'headline',
  ...DAYS,
  'search',
  'document',
  'raw',
] as const;
const OF_EVENTS = [...OF_CLAIMS, 'question', 'origins'] as const;
const OF_POSITIONS = ['question', 'stance', 'actor', 'factuality', ...DAYS, 'raw'] as const;

const LISTS: readonly List[] = [
  {
    name: 'claims',
    summary: 'What reports say: one event as one document puts it, each with those who say so',
    row: claimRow,
    filters: OF_CLAIMS,
    cut: 'end',
    rows: ({ ledger }, filter) => claims(ledger, filter),
  },
  {
    name: 'events',
    summary: 'What happened once, however many reports tell it',
    row: eventRow,
    filters: OF_EVENTS,
    cut: 'end',
    rows: ({ ledger, codebook }, filter) => eventsOn(ledger, codebook, filter),
  },
  {
    name: 'documents',
    summary: 'What was read',
    row: documentRow,
    filters: [...DAYS, 'search', 'document'],
    cut: 'end',
    rows: ({ ledger }, filter) => documents(ledger, filter),
  },
  {
    name: 'positions',
    summary: 'Who takes which stance on which question, since when, on whose word',
    row: position,
    filters: OF_POSITIONS,
    cut: 'end',
    long: true,
    rows: ({ ledger, codebook, kept }, filter) => positions(ledger, codebook, filter, kept),
  },
  {
    name: 'questions',
    summary: 'What actors take positions on',
    row: questionRow,
    filters: [],
    cut: 'none',
    rows: ({ codebook }) => questions(codebook),
  },
  {
    name: 'actors',
    summary: 'Who is named, those named most often first; then words that resolve to nobody',
    row: actorRow,
    filters: ['unresolved', 'search', 'known-at', 'raw'],
    cut: 'start',
    long: true,
    rows: ({ ledger, codebook }, filter) => actors(ledger, codebook, filter),
  },
  {
    name: 'origins',
    summary: 'Where reports first came from: copies and relays of one are one origin',
    row: originRow,
    filters: [...DAYS, 'document'],
    cut: 'end',
    long: true,
    rows: ({ ledger }, filter) => origins(ledger, filter),
  },
  {
    name: 'counts',
    summary: 'How often, with its zeros and how much was read',
    row: countRow,
    filters: [...new Set([...OF_EVENTS, ...OF_POSITIONS]), 'by', 'per'],
    cut: 'end',
    long: true,
    rows: ({ ledger, codebook }, filter) => counts(ledger, codebook, filter),
  },
  {
    name: 'coverage',
    summary: 'How much of each outlet was read, and which fell silent',
    row: coverageRow,
    filters: [...DAYS, 'per'],
    cut: 'end',
    long: true,
    rows: ({ ledger }, filter) => coverage(ledger, filter),
  },
  {
    name: 'corrections',
    summary: 'What people corrected',
    row: correctionRow,
    filters: ['document', 'known-at', 'unplaced'],
    cut: 'end',
    rows: ({ ledger }, filter) => corrections(ledger, filter),
  },
  {
    name: 'review',
    summary: 'What nobody has judged yet: first what is likeliest wrong while most hangs on it',
    row: reviewRow,
    filters: [...OF_CLAIMS.filter((name) => !['as-of', 'known-at', 'raw'].includes(name)), 'question'],
    cut: 'start',
    long: true,
    rows: ({ ledger, codebook, kept }, filter) => review(ledger, codebook, filter, kept),
  },
  {
    name: 'changes',
    summary: 'What was added, changed and withdrawn since a release',
    row: changeRow,
    filters: ['since-release', 'until-release', 'raw'],
    cut: 'none',
    rows: ({ ledger }, filter) => changes(ledger, filter),
  },
  {
    name: 'releases',
    summary: 'States of the ledger that were given a name',
    row: releaseRow,
    filters: [],
    cut: 'none',
    rows: ({ ledger }) => releases(ledger),
  },
  {
    name: 'agreement',
    summary: 'How often people left as it is what the machine said',
    row: agreementRow,
    filters: ['type', 'document', 'known-at'],
    cut: 'none',
    long: true,
    rows: ({ ledger }, filter) => agreement(ledger, filter),
  },
];

/** All that `ask` lists, newest first, a page at a time. */
export function addLists(app: App): void {
  for (const list of LISTS) {
    const shape = Object.fromEntries(list.filters.map((name) => [name, filterShape[name]]));
    const envelope = z.object({ rows: z.array(list.row), next: z.string().optional(), unknown: unknownValues });
    define(
      app,
      {
        method: 'get',
        path: `/${list.name}`,
        tags: ['answers'],
        summary: list.summary,
        query: z.strictObject({ ...shape, ...pageShape }),
        answer: { 'application/json': envelope, 'application/x-ndjson': z.string(), 'text/csv': z.string() },
      },
      async (c, { query }) => {
        const { limit, cursor, ...filters } = query as FilterQuery & { limit: number; cursor?: string };
        const desk = c.get('desk');
        const head = await desk.ledger.head();
        const page = pageOf({ limit, cursor, 'known-at': filters['known-at'] }, head);
        const { knownAt } = page;
        const filter = filterOf(filters);
        if (knownAt !== undefined && list.filters.includes('known-at')) filter.knownAt = knownAt;
        const question = { list: list.name, filter, page: { offset: page.offset, limit } };
        const { rows, age } =
          list.long && desk.aside
            ? await desk.aside.answer(question, head.hash, maxStale(c))
            : { rows: await pageRows(list, desk, filter, page), age: 0 };
        if (age) c.header('Age', String(age));
        const unknown = rows.length || !names(filter) ? [] : await unknownIn(desk.ledger, desk.codebook, filter);
        const columns = desk.columns?.[list.name] as readonly Column<unknown>[] | undefined;
        return answerRows(c, {
          rows: rows.slice(0, limit),
          next: nextCursor(page, rows.length > limit),
          unknown,
          columns,
        });
      },
    );
  }
}

/** Whether a filter names somebody or something that the ledger may not know. */
const names = ({ actor, source, target, speaker, type }: Asked) => [actor, source, target, speaker, type].some(Boolean);

/** The rows of a page of a list by its name, and one more where there are any behind it. */
export function listRows(
  name: string,
  sources: Sources,
  filter: Asked,
  page: { offset: number; limit: number },
): Promise<unknown[]> {
  const list = LISTS.find((one) => one.name === name);
  if (!list) throw new Error(`no list ${name}`);
  return pageRows(list, sources, filter, page);
}

/** The rows of a page in the order in which they are shown, and one more where there are any behind it. */
async function pageRows(
  { cut, rows }: List,
  sources: Sources,
  filter: Asked,
  { offset, limit }: { offset: number; limit: number },
): Promise<unknown[]> {
  const found: unknown[] = [];
  const asked = cut === 'none' ? filter : { ...filter, limit: limit + 1, offset };
  const answer = await rows(sources, asked);
  for await (const row of answer) {
    found.push(row);
    if (cut === 'none' && found.length > offset + limit) break;
  }
  if (cut === 'none') return found.slice(offset);
  return cut === 'end' ? found.toReversed() : found;
}
