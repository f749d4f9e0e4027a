import { createHash } from 'node:crypto';
import type { Codebook } from '../../codebook/index.js';
import type { Ledger } from '../../ledger/index.js';
import { type KeptPositions, type Position, type PositionFilter, positions } from '../positions/index.js';
import { compare } from '../values.js';
import { withdrawnSince } from './withdrawn.js';

/** Something that the ledger tells of positions, and did not tell before. */
export interface NewsRow {
  /** Stays the same while the ledger grows. */
  id: string;
  /**
   * `new`: the first position of its holder on the question; `changed`: one of another side than the one before;
   * `contradiction`: claims that say otherwise for the same time; `withdrawn`: no answer any more, since its claims
   * were corrected or their pages revised.
   */
  kind: 'new' | 'changed' | 'contradiction' | 'withdrawn';
  /** Since when the ledger tells it. */
  known: string;
  position: Position;
  /** Of a change: the position before. */
  before?: Position;
  /** Of a contradiction: the positions that say otherwise. */
  others?: Position[];
}

/** What of a filter can be asked of news. */
export type NewsFilter = Pick<PositionFilter, 'question' | 'actor' | 'stance' | 'factuality' | 'limit'>;

/** Positions that were withdrawn longer ago, in days, are no news. */
const RECENT = 30;

/**
 * What is new about positions, by ledger time, the newest first: what was learned last comes first, whenever it was so.
 *
 * @param kept as `positions` takes it
 * @throws UserError for a filter that cannot be understood, or a question that the codebook does not have
 */
export async function news(
  ledger: Ledger,
  codebook: Codebook,
  filter: NewsFilter = {},
  kept?: KeptPositions,
): Promise<NewsRow[]> {
  const { limit, stance, factuality, ...whose } = filter;
  const isAskedFor = (one: Position) =>
    (!stance || stance.includes(one.stance)) && (!factuality || factuality.includes(one.factuality));
  const all = await positions(ledger, codebook, whose, kept);
  const rows: NewsRow[] = [];
  for (const held of groupBy(all, ({ question, actor }) => `${question}\n${actor.id}`).values()) {
    for (const position of held.filter(isAskedFor))
      rows.push(firstTold(position, held), ...contradictionOf(position, held));
  }
  const then = new Date(Date.parse((await ledger.head()).recorded) - RECENT * 86_400_000).toISOString();
  const before = await positions(ledger, codebook, { ...whose, knownAt: then });
  const gone = await withdrawnSince(ledger, before.filter(isAskedFor), all);
  rows.push(...gone.map(({ position, known }) => row('withdrawn', position, known)));
  rows.sort((a, b) => compare(b.known, a.known) || compare(a.id, b.id));
  return limit === undefined ? rows : rows.slice(0, limit);
}

function firstTold(position: Position, held: readonly Position[]): NewsRow {
  const before = held.findLast((one) => one.from < position.from && one.stance !== position.stance);
  return before ? { ...row('changed', position, position.known), before } : row('new', position, position.known);
}

/** Of the two that contradict each other, the one that was learned later tells it. */
function contradictionOf(position: Position, held: readonly Position[]): NewsRow[] {
  const others = held.filter(
    (one) =>
      one !== position &&
      one.claims.some((claim) => position.contradicted?.includes(claim)) &&
      (one.known < position.known || (one.known === position.known && held.indexOf(one) < held.indexOf(position))),
  );
  return others.length ? [{ ...row('contradiction', position, position.known), others }] : [];
}

function row(kind: NewsRow['kind'], position: Position, known: string): NewsRow {
  const { question, actor, stance, factuality, from } = position;
  const what = [kind, question, actor.id, stance, factuality, from, ...(kind === 'withdrawn' ? [known] : [])];
  return { id: createHash('sha256').update(what.join('\n')).digest('hex').slice(0, 32), kind, known, position };
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return groups;
}
