import type { Claim, Document, Speaker } from '../types.js';
import { firstDay, lastDay } from './days.js';
import { insertRows } from './rows.js';
import type { ClaimTable, Database, NameTable, ParticipantTable, Role } from './schema.js';
import { indexWords } from './search.js';
import { columnText, fold, wordsKey } from './text.js';

/** Names longer than this are noise, and would be kept twice. */
const LONGEST_NAME = 200;

/** What a claim's rows take from the entries around it. */
export interface Where {
  document: Document;
  revision: number;
  coding: number;
  recorded: string;
  ended: string | null;
}

/** Writes the read models of claims whose entries were appended. */
export async function insertClaims(
  db: Database,
  where: Where,
  claims: readonly { claim: Claim; sequence: number }[],
): Promise<void> {
  const rows = claims.map(({ claim, sequence }) => claimRow(claim, sequence, where));
  await insertRows(db, 'claims', rows);
  const participants = claims.flatMap(({ claim }, i) => participantRows(claim, rows[i] as ClaimTable));
  await insertRows(db, 'participants', participants);
  await addActors(
    db,
    claims.flatMap(({ claim }) => everybody(claim).map(([, participant]) => participant)),
  );
  for (const { sequence, words } of rows) await indexWords(db, 'claim_words', sequence, words);
}

/** A claim's row. */
export function claimRow(
  claim: Claim,
  sequence: number,
  { document, revision, coding, recorded, ended }: Where,
): ClaimTable {
  const from = claim.time?.start ?? document.published;
  const until = claim.time?.end ?? document.published;
  const words = columnText(document.text.slice(claim.span.start, claim.span.end));
  return {
    sequence,
    id: claim.id,
    document: document.id,
    revision,
    coding,
    type: columnText(claim.event.type),
    factuality: claim.factuality,
    novelty: claim.novelty,
    headline: claim.headline ? 1 : 0,
    starts: firstDay(from) ?? null,
    ends: lastDay(until) ?? null,
    words,
    words_key: wordsKey(words),
    recorded,
    ended,
  };
}

/** The rows of those who take part in a claim and of those who say so. */
export function participantRows(claim: Claim, { sequence, starts, ends }: ClaimTable): ParticipantTable[] {
  const places: Record<Role, number> = { source: 0, target: 0, speaker: 0 };
  return everybody(claim).map(([role, { actor, text }]) => ({
    claim: sequence,
    role,
    place: places[role]++,
    actor: columnText(actor?.id),
    name: fold(text.slice(0, LONGEST_NAME)),
    starts,
    ends,
  }));
}

/** Who takes part in a claim and who says so, each in order. */
function everybody(claim: Claim): [Role, Speaker][] {
  return [
    ...claim.source.map((one): [Role, Speaker] => ['source', one]),
    ...claim.target.map((one): [Role, Speaker] => ['target', one]),
    ...claim.attribution.flatMap(({ speakers }) => speakers.map((one): [Role, Speaker] => ['speaker', one])),
  ];
}

/** Keeps the actors that were named, and by which words; "it" and "the department" name nobody by themselves. */
async function addActors(db: Database, participants: readonly Speaker[]): Promise<void> {
  const actors = new Map(participants.flatMap(({ actor }) => (actor ? [[columnText(actor.id), actor] as const] : [])));
  if (!actors.size) return;
  await db
    .insertInto('actors')
    .values([...actors].map(([id, { name, code }]) => ({ id, name: fold(name), code: columnText(code) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const names = new Map<string, NameTable>();
  for (const { actor, text, antecedent } of participants) {
    if (!actor || antecedent) continue;
    const row = { name: fold(text.slice(0, LONGEST_NAME)), actor: columnText(actor.id) };
    names.set(`${row.name}\0${row.actor}`, row);
  }
  if (!names.size) return;
  await db
    .insertInto('names')
    .values([...names.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
