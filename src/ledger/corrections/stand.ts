import type { Claim, Document } from '../../types.js';
import type { Database } from '../schema.js';
import { claimAt, codingAt, contentAt, documentAt, machineClaims } from './coding.js';
import type { PlacementContent, Standing } from './content.js';
import { movedClaim } from './moved.js';
import type { JudgementTable } from './tables.js';
import { findTwins, type Judged } from './twins.js';

/** A coding in which human work is to stand. */
export interface Coding {
  document: Document;
  /** The sequence of its entry. */
  coding: number;
  /** What it made, with the sequences of the claims' entries. */
  claims: readonly { sequence: number; claim: Claim }[];
}

/** Human work as it stood before, and as it can stand in another form of the text. */
interface Work {
  judgement: JudgementTable;
  judged: Judged;
  lost: string[];
  /** Why its sentence or parties are not in the text any more. */
  gone?: string;
}

/**
 * Where human work on a document stands in another coding of it. What cannot stand there is given back with the
 * reason; nothing is left out.
 */
export async function standIn(
  db: Database,
  judgements: readonly JudgementTable[],
  { document, coding, claims }: Coding,
): Promise<PlacementContent[]> {
  const works: Work[] = [];
  for (const judgement of judgements) works.push(await workOf(db, judgement, document));
  const made = claims.map(({ claim }) => claim);
  const twins = findTwins(
    works.map(({ judged }) => judged),
    made,
  );
  return works.map(({ judgement, judged, lost, gone }, i) => {
    const twin = claims[twins.get(i) ?? -1];
    const standing: PlacementContent = {
      document: document.id,
      coding,
      lineage: judgement.lineage,
      correction: judgement.correction,
    };
    if (gone !== undefined) return { ...standing, unplaced: gone };
    if (!judged.claim && !twin) return { ...standing, unplaced: whyNotRejected(judged, made) };
    return {
      ...standing,
      ...(twin && { twin: twin.sequence }),
      ...(judged.claim && { claim: { ...judged.claim, id: twin?.claim.id ?? judged.claim.id } }),
      ...(lost.length && { lost }),
    } satisfies Standing;
  });
}

async function workOf(db: Database, judgement: JudgementTable, after: Document): Promise<Work> {
  const placed = judgement.unplaced === null ? judgement : await lastPlaced(db, judgement);
  const { claim: said } = await contentAt<Standing>(db, placed.sequence);
  const machine = placed.twin === null ? undefined : await claimAt(db, placed.twin);
  const { revision } = await codingAt(db, placed.coding);
  const before = await documentAt(db, revision);
  const siblings = machine ? await machineClaims(db, placed.coding) : [];
  const alone = siblings.filter(({ claim }) => machine && overlap(claim, machine)).length === 1;
  const moved = said && movedClaim(said, before, after);
  const movedMachine = machine && movedClaim(machine, before, after);
  const gone = [moved, said ? undefined : movedMachine].find((one) => one && 'reason' in one);
  return {
    judgement,
    judged: {
      claim: moved && 'claim' in moved ? moved.claim : undefined,
      machine: movedMachine && 'claim' in movedMachine ? movedMachine.claim : undefined,
      alone,
    },
    lost: moved && 'lost' in moved ? moved.lost : [],
    ...(gone && 'reason' in gone && { gone: gone.reason }),
  };
}

/** Where the same correction stood last. */
async function lastPlaced(db: Database, { correction }: JudgementTable): Promise<JudgementTable> {
  return db
    .selectFrom('judgements')
    .selectAll()
    .where('correction', '=', correction)
    .where('unplaced', 'is', null)
    .orderBy('sequence', 'desc')
    .executeTakeFirstOrThrow();
}

function whyNotRejected({ machine }: Judged, made: readonly Claim[]): string {
  const others = made.filter((claim) => machine && overlap(claim, machine));
  return others.length
    ? `the coder says something else of these words now: ${others.map(({ id }) => id).join(', ')}`
    : 'the coder says nothing of these words any more';
}

function overlap({ trigger: a }: Claim, { trigger: b }: Claim): boolean {
  return a.start < b.end && b.start < a.end;
}
