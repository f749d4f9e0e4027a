import type { Claim, Document, Speaker } from '../types.js';
import { firstDay, isLasting, lastDay } from './days.js';
import { insertRows } from './rows.js';
import type { ActorTable, ClaimTable, Database, NameTable, ParticipantTable, Role } from './schema.js';
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

/** The read models of claims whose entries were appended, gathered until they are written. */
export class ClaimRows {
  readonly #claims: ClaimTable[] = [];
  readonly #participants: ParticipantTable[] = [];
  readonly #actors = new Map<string, ActorTable>();
  readonly #names = new Map<string, NameTable>();

  add(claim: Claim, sequence: number, where: Where): void {
    const row = claimRow(claim, sequence, where);
    this.#claims.push(row);
    this.#participants.push(...participantRows(claim, row));
    for (const { actor, name } of namedIn(claim)) {
      if (!this.#actors.has(actor.id)) this.#actors.set(actor.id, actor);
      if (name !== undefined) this.#names.set(`${name}\0${actor.id}`, { name, actor: actor.id });
    }
  }

  async write(db: Database): Promise<void> {
    await insertRows(db, 'claims', this.#claims);
    await insertRows(db, 'participants', this.#participants);
    await insertRows(db, 'actors', [...this.#actors.values()], { ignore: true });
    await insertRows(db, 'names', [...this.#names.values()], { ignore: true });
    const texts = this.#claims.map(({ sequence, words }) => ({ sequence, text: words }));
    await indexWords(db, 'claim_words', texts);
  }
}

/** A claim's row. */
export function claimRow(
  claim: Claim,
  sequence: number,
  { document, revision, coding, recorded, ended }: Where,
): ClaimTable {
  const from = claim.time?.start ?? document.published;
  const until = claim.time?.end ?? document.published;
  const starts = firstDay(from) ?? null;
  const ends = lastDay(until) ?? null;
  const words = columnText(document.text.slice(claim.span.start, claim.span.end));
  return {
    sequence,
    id: claim.id,
    document: document.id,
    revision,
    coding,
    type: columnText(claim.event.type),
    predicate: columnText(claim.event.predicate),
    cameo: columnText(claim.event.cameo),
    factuality: claim.factuality,
    novelty: claim.novelty,
    headline: claim.headline ? 1 : 0,
    ...outlineOf(claim),
    starts,
    ends,
    lasting: isLasting(starts, ends) ? 1 : 0,
    words,
    words_key: wordsKey(words),
    recorded,
    ended,
  };
}

/** What of a claim is counted. */
export function outlineOf({
  event,
  confidence,
  reciprocal,
  time,
}: Claim): Pick<ClaimTable, 'quad' | 'confidence' | 'reciprocal' | 'dated'> {
  const dated = time ? (time.precision === 'day' ? 1 : 2) : 0;
  return { quad: event.quad, confidence, reciprocal: reciprocal ? 1 : 0, dated };
}

/** The rows of those who take part in a claim and of those who say so. */
export function participantRows(claim: Claim, { sequence, starts, ends, lasting }: ClaimTable): ParticipantTable[] {
  const places: Record<Role, number> = { source: 0, target: 0, speaker: 0 };
  return everybody(claim).map(([role, { actor, text }]) => ({
    claim: sequence,
    role,
    place: places[role]++,
    actor: columnText(actor?.id),
    name: fold(text.slice(0, LONGEST_NAME)),
    starts,
    ends,
    lasting,
  }));
}

/** Who is named in a claim, and by which words, unless these ("it", "the department") name nobody by themselves. */
export function namedIn(claim: Claim): { actor: ActorTable; name?: string }[] {
  return everybody(claim).flatMap(([, { actor, text, antecedent }]) => {
    if (!actor) return [];
    const row = { id: columnText(actor.id), name: fold(actor.name), code: columnText(actor.code) };
    return { actor: row, ...(!antecedent && { name: fold(text.slice(0, LONGEST_NAME)) }) };
  });
}

/** Who takes part in a claim and who says so, each in order. */
function everybody(claim: Claim): [Role, Speaker][] {
  return [
    ...claim.source.map((one): [Role, Speaker] => ['source', one]),
    ...claim.target.map((one): [Role, Speaker] => ['target', one]),
    ...claim.attribution.flatMap(({ speakers }) => speakers.map((one): [Role, Speaker] => ['speaker', one])),
  ];
}
