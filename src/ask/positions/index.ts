import type { Codebook, Kind, Question } from '../../codebook/index.js';
import { UserError } from '../../errors.js';
import { firstDay, type Ledger, lastDay } from '../../ledger/index.js';
import type { Document } from '../../types.js';
import { type LoadedClaim, loadClaims } from '../claims.js';
import { documentsOf } from '../documents.js';
import { type Filter, periodOf, viewOf } from '../filter.js';
import { compare, latest } from '../values.js';
import { candidates } from './candidates.js';
import { Holders } from './holders.js';
import { isAimedAt } from './match.js';
import { type Position, rowsOf, type Taken } from './rows.js';
import { asStated, type Stance, stanceOf } from './stance.js';
import { endedBy, stretches, type Told } from './timeline.js';
import { type Topic, topicOf } from './topic.js';

export type { Position } from './rows.js';

/** What of a filter can be asked of positions. */
export type PositionFilter = Pick<
  Filter,
  'actor' | 'factuality' | 'since' | 'until' | 'asOf' | 'knownAt' | 'raw' | 'limit' | 'offset'
> & {
  /** Questions' ids; all of the codebook's where it is left out. */
  question?: readonly string[];
  /** Any of these stances. */
  stance?: readonly string[];
};

/** All positions on a question, by its id, in the ledger's present and corrected view. */
export type KeptPositions = (question: string) => Promise<readonly Position[]>;

/**
 * The positions that actors hold on questions, by question, first day and actor. `asOf` asks for those that hold on a
 * day, `since` and `until` for those that hold on any day of a period, `knownAt` for what the ledger would have answered
 * at an earlier time.
 *
 * @param kept has all positions on a question as the ledger stands, for who asks often
 * @throws UserError for a filter that cannot be understood, or a question that the codebook does not have
 */
export async function positions(
  ledger: Ledger,
  codebook: Codebook,
  filter: PositionFilter = {},
  kept?: KeptPositions,
): Promise<Position[]> {
  const rows: Position[] = [];
  const asked = questionsOf(codebook, filter.question);
  checkStances(asked, codebook, filter.stance);
  for (const question of asked) {
    for (const row of await positionsOn(ledger, codebook, question, filter, kept)) rows.push(row);
  }
  return [...latest(rows, filter)];
}

/** The questions of a codebook that are asked for by id; all of them where none is. */
export function questionsOf({ questions }: Codebook, ids: readonly string[] | undefined): Question[] {
  return (ids ?? Object.keys(questions)).map((id) => {
    const question = questions[id];
    if (question) return question;
    const known = Object.keys(questions).join(', ') || 'none';
    const reason = `the codebook has none with this id (it has: ${known})`;
    throw new UserError(`question ${id}: ${reason}`, { faults: [{ field: 'question', reason: `${id}: ${reason}` }] });
  });
}

/** @throws UserError for a stance that none of the questions has */
function checkStances(questions: readonly Question[], { kinds }: Codebook, stances: readonly string[] = []): void {
  const known = new Set(questions.flatMap(({ kind }) => Object.keys(kinds[kind]?.stances ?? {})));
  const wrong = stances.find((one) => !known.has(one));
  if (wrong === undefined) return;
  const which = questions.length === 1 ? `question ${questions[0]?.id} has` : 'the questions have';
  const reason = `${which} none of this name (but: ${[...known].join(', ') || 'none'})`;
  throw new UserError(`stance ${wrong}: ${reason}`, { faults: [{ field: 'stance', reason: `${wrong}: ${reason}` }] });
}

async function positionsOn(
  ledger: Ledger,
  codebook: Codebook,
  question: Question,
  filter: PositionFilter,
  kept: KeptPositions | undefined,
): Promise<readonly Position[]> {
  const kind = codebook.kinds[question.kind] as Kind;
  const topic = topicOf(question, codebook);
  const holders = new Holders(codebook);
  const asked = filter.actor && (await holders.asked(ledger, filter.actor, viewOf(filter)));
  const isAskedFor = askedFor(filter);
  if (kept && filter.knownAt === undefined && !filter.raw) {
    const all = await kept(question.id);
    return all.filter((one) => isAskedFor(one) && (!asked || asked.holders.has(one.actor.id)));
  }
  const byHolder = new Map<string, Told<Taken>[]>();
  for (const told of await taken(ledger, { question, kind, topic, codebook, holders }, asked, filter)) {
    const { id } = told.claim.holder;
    if (asked && !asked.holders.has(id)) continue;
    const group = byHolder.get(id);
    if (group) group.push(told);
    else byHolder.set(id, [told]);
  }
  const found = [...byHolder.values()].flatMap((told) => {
    const course = stretches(told);
    return course.filter(isAskedFor).map((stretch) => ({ stretch, ended: endedBy(stretch, course) }));
  });
  const rows = await rowsOf(ledger, question.id, found);
  return rows.sort(
    (a, b) =>
      compare(a.from, b.from) ||
      compare(a.actor.id, b.actor.id) ||
      compare(a.stance, b.stance) ||
      compare(a.factuality, b.factuality) ||
      compare(a.claims.join(), b.claims.join()),
  );
}

/** Whether a position is one that a filter admits, whoever holds it. */
function askedFor({ asOf, stance, factuality, ...period }: PositionFilter) {
  const { since, until } = periodOf(period);
  const day = asOf === undefined ? undefined : periodOf({ asOf }).until;
  return (one: Pick<Position, 'stance' | 'factuality' | 'from' | 'until'>): boolean =>
    (!stance || stance.includes(one.stance)) &&
    (!factuality || factuality.includes(one.factuality)) &&
    (until === undefined || one.from <= until) &&
    (since === undefined || (one.until ?? '9999') >= since) &&
    (day === undefined || (one.from <= day && (one.until ?? '9999') >= day));
}

interface Asked {
  question: Question;
  kind: Kind;
  topic: Topic;
  codebook: Codebook;
  holders: Holders;
}

/** The claims that put somebody in a place on a question, once for each holder. */
async function taken(
  ledger: Ledger,
  { question, kind, topic, codebook, holders }: Asked,
  asked: { sources: string[] } | undefined,
  filter: PositionFilter,
): Promise<Told<Taken>[]> {
  const sequences = await candidates(ledger, { question, topic, codebook }, asked?.sources, viewOf(filter));
  const acts: ({ claim: LoadedClaim } & Stance)[] = [];
  for await (const claim of loadClaims(ledger, sequences, viewOf(filter))) {
    const stance = stanceOf(kind, claim.row.event, codebook);
    if (stance && isInTime(question, claim)) acts.push({ claim, ...stance });
  }
  const texts = new Map<number, Document>();
  const unsure = (wanted: (typeof acts)[number]) => {
    let missing = false;
    const aimed = isAimedAt(topic, wanted, wanted.claim, () => {
      const document = texts.get(wanted.claim.revision);
      missing = document === undefined;
      return document;
    });
    return { aimed, missing };
  };
  const missing = acts.filter((act) => unsure(act).missing).map(({ claim }) => claim.revision);
  for (const [revision, document] of await documentsOf(ledger, missing)) texts.set(revision, document);
  return acts
    .filter((act) => unsure(act).aimed)
    .flatMap(({ claim, stance }) => {
      const stated = asStated(kind, stance, claim.row, claim.words);
      if (!stated) return [];
      const side = kind.stances[stated.stance]?.side ?? stated.stance;
      const { time, novelty, recorded, published } = claim.row;
      const past = time ? endsThen(claim) : novelty === 'background';
      const day = (past ? undefined : firstDay(time?.start)) ?? firstDay(published) ?? recorded.slice(0, 10);
      return holders.of(claim).map((holder): Told<Taken> => {
        const voice = holders.voice(claim, holder);
        return {
          claim: { claim, holder, day, hearsay: voice !== undefined },
          ...stated,
          side,
          day,
          ...(time && !past && time.end > time.start && { latest: lastDay(time.end) ?? time.end }),
          ...(voice !== undefined && { voice }),
          ...(past && { recalled: true as const }),
        };
      });
    });
}

/** Whether a claim's time is when it came to an end ("had recognized it until last week"). */
function endsThen({ row, words }: LoadedClaim): boolean {
  const at = row.time?.span?.start;
  return at !== undefined && /\b(?:until|till)\s+$/i.test(words.slice(0, Math.max(0, at - row.span.start)));
}

function isInTime({ from, until }: Question, { row }: LoadedClaim): boolean {
  const day = row.published?.slice(0, 10);
  if (day === undefined) return true;
  return (from === undefined || day >= from) && (until === undefined || day.slice(0, until.length) <= until);
}
