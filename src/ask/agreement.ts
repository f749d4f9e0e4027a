import { contentOf, type Database, type Ledger, sameReading } from '../ledger/index.js';
import type { Claim } from '../types.js';
import { type Filter, knownBefore } from './filter.js';
import { wherePresent } from './select.js';
import { compare } from './values.js';

/**
 * How far machine and people agree on what people reviewed, for one event type; the last row, of type `all`, is for all
 * types together.
 */
export interface AgreementRow {
  type: string;
  /** The machine's claims of this type that people judged. */
  judged: number;
  /** Those of them whose type people left as it is. */
  right: number;
  /** `right` of `judged`; absent where nothing was judged. */
  precision?: number;
  /** The share of `judged` of which people left everything as it is: parties, how sure, when and who says so too. */
  exact?: number;
  /** In documents that were reviewed completely: the claims of this type that are there, as people say. */
  there: number;
  /** Those of them that the machine found, as this type. */
  found: number;
  /** `found` of `there`; absent where no document was reviewed completely. */
  recall?: number;
  /** What people did: claims of the machine's that were accepted, amended, rejected, and claims that were added. */
  accepted: number;
  amended: number;
  rejected: number;
  added: number;
  /** Documents in which something was judged. */
  documents: number;
}

/** What of a filter can be asked of agreement. */
export type AgreementFilter = Pick<Filter, 'type' | 'document' | 'knownAt'>;

/** A claim as machine and people have it now; either may be missing. */
interface Pair {
  document: string;
  action: 'accept' | 'amend' | 'reject' | 'add' | undefined;
  machine?: Claim;
  person?: Claim;
  /** Whether its document was reviewed completely. */
  complete: boolean;
}

/**
 * Compares what the machine says with what people said of it, in the present codings of the documents that they worked on. In a
 * document that was reviewed completely, a claim of a later coder that nobody confirmed counts as wrong.
 */
export async function agreement({ db }: Ledger, filter: AgreementFilter = {}): Promise<AgreementRow[]> {
  const pairs = await pairsOf(db, filter);
  const wanted = filter.type?.map((one) => one.toUpperCase());
  const types = new Set(
    pairs.flatMap(({ machine, person }) => [machine, person].flatMap((one) => one?.event.type ?? [])),
  );
  const rows = [...types]
    .filter((type) => !wanted || wanted.includes(type.toUpperCase()))
    .sort(compare)
    .map((type) => rowOf(type, pairs, (claim) => claim?.event.type === type));
  const isWanted = (claim: Claim | undefined) =>
    claim !== undefined && (!wanted || wanted.includes(claim.event.type.toUpperCase()));
  return pairs.length ? [...rows, rowOf('all', pairs, isWanted)] : [];
}

function rowOf(type: string, pairs: readonly Pair[], is: (claim: Claim | undefined) => boolean): AgreementRow {
  const judged = pairs.filter(({ machine }) => is(machine));
  const right = judged.filter(({ machine, person }) => person?.event.type === machine?.event.type);
  const exact = judged.filter(({ machine, person }) => machine && person && sameReading(machine, person));
  const there = pairs.filter(({ complete, person }) => complete && is(person));
  const found = there.filter(({ machine, person }) => machine?.event.type === person?.event.type);
  const count = (action: Pair['action']) =>
    pairs.filter((pair) => pair.action === action && (is(pair.machine) || (!pair.machine && is(pair.person)))).length;
  const isAny = ({ machine, person }: Pair) => is(machine) || is(person);
  return {
    type,
    judged: judged.length,
    right: right.length,
    ...(judged.length && { precision: right.length / judged.length, exact: exact.length / judged.length }),
    there: there.length,
    found: found.length,
    ...(there.length && { recall: found.length / there.length }),
    accepted: count('accept'),
    amended: count('amend'),
    rejected: count('reject'),
    added: count('add'),
    documents: new Set(pairs.filter(isAny).map(({ document }) => document)).size,
  };
}

async function pairsOf(db: Database, filter: AgreementFilter): Promise<Pair[]> {
  const before = knownBefore(filter);
  const { document } = filter;
  const then = before ?? '~';
  const judgements = await db
    .selectFrom('judgements')
    .innerJoin('corrections', 'corrections.sequence', 'judgements.correction')
    .innerJoin('entries as own', 'own.sequence', 'judgements.sequence')
    .leftJoin('entries as machine', 'machine.sequence', 'judgements.twin')
    .select(['judgements.document', 'corrections.action', 'own.content', 'machine.content as twin'])
    .where('judgements.unplaced', 'is', null)
    .where('judgements.recorded', '<', then)
    .where((eb) => eb.or([eb('judgements.ended', 'is', null), eb('judgements.ended', '>=', then)]))
    .$if(document !== undefined, (query) => query.where('judgements.document', '=', document ?? ''))
    .orderBy('judgements.sequence')
    .execute();
  const complete = new Map(
    (
      await db
        .selectFrom('reviews')
        .innerJoin('documents', 'documents.revision', 'reviews.revision')
        .select(['reviews.document', 'reviews.revision'])
        .where('reviews.recorded', '<', then)
        .where((eb) => eb.or([eb('reviews.ended', 'is', null), eb('reviews.ended', '>=', then)]))
        .$if(document !== undefined, (query) => query.where('reviews.document', '=', document ?? ''))
        .execute()
    ).map((row) => [row.document, row.revision]),
  );
  const pairs = judgements.map((row): Pair => {
    const { claim: person } = contentOf<{ claim?: Claim }>(row.content);
    const machine = row.twin ? contentOf<{ claim: Claim }>(row.twin).claim : undefined;
    return {
      document: row.document,
      action: row.action as Pair['action'],
      ...(machine && { machine }),
      ...(person && { person }),
      complete: complete.has(row.document),
    };
  });
  return [...pairs, ...(await unconfirmed(db, [...complete.values()], before))];
}

/** The machine's claims in completely reviewed revisions that nobody judged: a later coder made them. */
async function unconfirmed(db: Database, revisions: readonly number[], before: string | undefined): Promise<Pair[]> {
  if (!revisions.length) return [];
  const rows = await wherePresent(db.selectFrom('claims'), { before })
    .innerJoin('entries', 'entries.sequence', 'claims.sequence')
    .select(['claims.document', 'entries.content'])
    .where('claims.revision', 'in', revisions)
    .where('entries.kind', '=', 'claim')
    .execute();
  return rows.map(({ document, content }) => ({
    document,
    action: undefined,
    machine: contentOf<{ claim: Claim }>(content).claim,
    complete: true,
  }));
}
