import { z } from '@hono/zod-openapi';
import {
  type ActorFilter,
  BYS,
  type ChangeFilter,
  type CorrectionFilter,
  type CountFilter,
  type EventFilter,
  type Filter,
  PERS,
  type PositionFilter,
  periodOf,
} from '../../ask/index.js';
import { Problem } from '../problem.js';
import { FACTUALITIES } from './rows.js';

/** A parameter that may be given several times. */
function several<Item extends z.ZodType>(item: Item, description: string) {
  return z
    .preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(20))
    .optional()
    .openapi({ description, param: { style: 'form', explode: true } });
}

/** A number of at least 1 in an address. */
export function wholeNumber(most: number) {
  const error = `a whole number from 1 to ${most} is expected`;
  return z.coerce.number({ error }).int({ error }).min(1, { error }).max(most, { error });
}

const one = (description: string) => z.string().max(400).optional().openapi({ description });

/** The filters of `ask`, under the names that they have on the command line. */
export const filterShape = {
  actor: several(z.string().max(400), 'who takes part, on either side: id, code or name; again: who also does'),
  source: several(z.string().max(400), 'who acts'),
  target: several(z.string().max(400), 'who is acted upon'),
  speaker: several(z.string().max(400), 'on whose word: a speaker, agency or outlet of the chain'),
  type: several(z.string().max(40), 'event type; again: or that one'),
  factuality: several(z.enum(FACTUALITIES), 'again: or that one'),
  novelty: z.enum(['new', 'background']).optional().openapi({ description: 'what is reported, or what is recalled' }),
  headline: z.enum(['true', 'false']).optional().openapi({ description: 'only claims of headlines, or none of them' }),
  question: several(
    z.string().max(200),
    'positions on this question of the codebook, or events on which they rest; again: or that one',
  ),
  stance: several(z.string().max(100), 'positions with this stance; again: or that one'),
  since: one('from this day, month or year on'),
  until: one('up to and with this day, month or year'),
  'as-of': one('valid time: what had come to pass by that day'),
  'known-at': one('ledger time: what the ledger held by the end of that day, or at that time (UTC)'),
  search: one('all these words; "in quotes" a phrase; ending in * a beginning'),
  document: one('of this document'),
  origins: wholeNumber(1_000_000)
    .optional()
    .openapi({ type: 'integer', description: 'events that at least so many independent origins tell of' }),
  by: z.enum(BYS).optional().openapi({ description: 'counts by this; type where it is left out' }),
  per: z.enum(PERS).optional().openapi({ description: 'counts and coverage; month where it is left out' }),
  'since-release': one('what differs from this release'),
  'until-release': one('and not from now but up to this one'),
  unresolved: z.enum(['true']).optional().openapi({ description: 'only words that resolve to no actor' }),
  unplaced: z.enum(['true']).optional().openapi({ description: 'only what has no place in its document as it is now' }),
  raw: z.enum(['true']).optional().openapi({ description: 'the machine’s answer, without people’s corrections' }),
};

export const pageShape = {
  limit: wholeNumber(500).default(50).openapi({ type: 'integer', description: 'rows a page' }),
  cursor: z.string().max(200).optional().openapi({ description: 'the page that an earlier answer’s `next` names' }),
};

/** Any of the query parameters of `filterShape`, as they come out of their schema. */
export type FilterQuery = { [Name in keyof typeof filterShape]?: z.output<(typeof filterShape)[Name]> };

/** Filters as `ask` takes them. */
export type Asked = Filter &
  PositionFilter &
  CorrectionFilter &
  ChangeFilter &
  ActorFilter &
  CountFilter &
  EventFilter & { limit?: number; offset?: number };

const SWITCHES = new Set(['headline', 'raw', 'unresolved', 'unplaced']);

/**
 * Names as the code has them: `as-of` is `asOf`; what is true or false is so.
 *
 * @throws UserError for a day that is none
 * @throws Problem for a period that ends before it begins
 */
export function filterOf(query: FilterQuery): Asked {
  const { since, until } = periodOf({
    ...(query.since !== undefined && { since: query.since }),
    ...(query.until !== undefined && { until: query.until }),
  });
  if (since !== undefined && until !== undefined && since > until) {
    const reason = `${query.since} is later than until, ${query.until}`;
    throw new Problem(400, `since: ${reason}`, [{ field: 'since', reason }]);
  }
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      SWITCHES.has(name) ? value === 'true' : value,
    ]),
  ) as Asked;
}
