import type { Attribution, ClaimRow, Span } from '../api/client.ts';

/** What the form for amending a claim holds, and what of it differs from the claim. */

type Participant = ClaimRow['source'][number];

/** One who takes part or speaks, as the form has them: words of the text, and the actor that is meant. */
export interface Party {
  words: string;
  actor: string;
  was?: { words: string; actor: string; id: string | undefined; span: Span | undefined };
}

export interface Link {
  kind: string;
  speakers: Party[];
  was: Attribution;
}

export interface Form {
  type: string;
  mode: string;
  factuality: string;
  novelty: string;
  /** ISO 8601: a day, month, year, or two of them with a slash between. */
  time: string;
  reciprocal: boolean;
  source: Party[];
  target: Party[];
  /** The chain without the outlet, which is always its end. */
  chain: Link[];
}

export function formOf(claim: ClaimRow): Form {
  return {
    type: claim.event.type,
    mode: claim.event.mode ?? '',
    factuality: claim.factuality,
    novelty: claim.novelty,
    time: timeText(claim.time),
    reciprocal: claim.reciprocal ?? false,
    source: claim.source.map(partyOf),
    target: claim.target.map(partyOf),
    chain: claim.attribution
      .filter(({ kind }) => kind !== 'outlet')
      .map((was) => ({ kind: was.kind, speakers: was.speakers.map(partyOf), was })),
  };
}

/** The fields that the form says otherwise than the claim, as a correction's `set`; empty where there are none. */
export function changesIn(form: Form, claim: ClaimRow): Record<string, unknown> {
  const before = formOf(claim);
  const set: Record<string, unknown> = {};
  for (const field of ['type', 'factuality', 'novelty', 'reciprocal'] as const) {
    if (form[field] !== before[field]) set[field] = form[field];
  }
  if (form.mode !== before.mode) set.mode = form.mode || null;
  if (form.time.trim() !== before.time) set.time = form.time.trim() || null;
  for (const side of ['source', 'target'] as const) {
    if (isChanged(form[side], before[side])) set[side] = form[side].flatMap(said);
  }
  const kinds = (links: readonly Link[]) => links.map(({ kind }) => kind).join();
  const speakers = (links: readonly Link[]) => links.flatMap((link) => link.speakers);
  if (kinds(form.chain) !== kinds(before.chain) || isChanged(speakers(form.chain), speakers(before.chain))) {
    set.attribution = form.chain
      .map(({ kind, speakers: all, was: { cue, content } }) => ({
        kind,
        speakers: all.flatMap(said),
        ...(cue && { cue }),
        ...(content && { content }),
      }))
      .filter((link) => link.speakers.length);
  }
  return set;
}

function partyOf({ text, span, actor }: Omit<Participant, 'span'> & { span?: Participant['span'] | undefined }): Party {
  const shown = { words: text, actor: actor?.name ?? '' };
  return { ...shown, was: { ...shown, span, id: actor?.id } };
}

function isChanged(now: readonly Party[], before: readonly Party[]): boolean {
  return (
    now.length !== before.length ||
    now.some(
      ({ words, actor, was }, i) =>
        words.trim() !== was?.words || actor.trim() !== was.actor || was.words !== before[i]?.words,
    )
  );
}

/** A party as a correction names it; one without words is taken out. */
function said({ words, actor, was }: Party): unknown[] {
  const text = words.trim();
  if (!text) return [];
  const at = was?.span && text === was.words ? was.span : { exact: text };
  const name = actor.trim();
  // Whoever was meant still is; one that is taken out is nobody known. Of other words, the words decide.
  const meant = name && name === was?.actor ? was.id : name || (was && text === was.words ? null : undefined);
  return [{ at, ...(meant !== undefined && { actor: meant }) }];
}

function timeText(time: ClaimRow['time']): string {
  if (!time) return '';
  const length = { minute: 16, day: 10, month: 7, year: 4 }[time.precision];
  const [start, end] = [time.start.slice(0, length), time.end.slice(0, length)];
  return start === end ? start : `${start}/${end}`;
}
