import type { Attribution, Claim, Document, Participant, Span, Speaker } from '../../types.js';
import { type Placed, Revised } from './revised.js';

/** A claim in another form of its text, or why it cannot stand there. */
export type Moved =
  | {
      claim: Claim;
      /** Parts outside of its sentence whose words are not there any more: the claim has lost them. */
      lost: string[];
    }
  | { reason: string };

/**
 * A claim as it stands in another revision of its document. Its sentence, all who take part and all who say so must be
 * found there word by word; what else it points to outside of its sentence (the reason, what a pronoun stands for) is
 * left out where it is not found.
 */
export function movedClaim(claim: Claim, before: Document, after: Document): Moved {
  if (before.text === after.text && sameSpan(before.headline, after.headline)) return { claim, lost: [] };
  const revised = new Revised(before, after);
  const sentence = revised.sentence(claim.span);
  if ('reason' in sentence) return { reason: `its sentence: ${sentence.reason}` };
  const find = (span: Span): Placed => {
    const isInside = claim.span.start <= span.start && span.end <= claim.span.end;
    const where = { before: claim.span, after: sentence };
    return isInside ? revised.inside(span, where) : revised.words(span, where);
  };
  const everybody = [...claim.source, ...claim.target, ...claim.attribution.flatMap(({ speakers }) => speakers)];
  for (const { span, text } of everybody) {
    const found = span && find(span);
    if (found && 'reason' in found) return { reason: `“${text.slice(0, 80)}”: ${found.reason}` };
  }
  const lost: string[] = [];
  const known = (span: Span) => find(span) as Span;
  const optional = (part: string, span: Span | undefined): Span | undefined => {
    const found = span && find(span);
    if (!found || !('reason' in found)) return found;
    lost.push(part);
    return undefined;
  };
  const party = <P extends Participant | Speaker>(one: P): P => {
    if (!one.span) return one;
    const { antecedent, ...rest } = one;
    const span = known(one.span);
    const stands = optional('antecedent', antecedent);
    return { ...rest, span, text: after.text.slice(span.start, span.end), ...(stands && { antecedent: stands }) } as P;
  };
  const link = ({ kind, speakers, cue, content }: Attribution): Attribution => {
    const [by, said] = [optional('cue', cue), optional('content', content)];
    return { kind, speakers: speakers.map(party), ...(by && { cue: by }), ...(said && { content: said }) };
  };
  const { quote, reason, time, place, ...rest } = claim;
  const { span: timeSpan, ...when } = time ?? {};
  const parts = {
    quote: optional('quote', quote),
    reason: optional('reason', reason),
    time: optional('time', timeSpan),
    place: optional('place', place?.span),
  };
  return {
    claim: {
      ...rest,
      span: sentence,
      trigger: known(claim.trigger),
      source: claim.source.map(party),
      target: claim.target.map(party),
      attribution: claim.attribution.map(link),
      ...(time && { time: { ...(when as typeof time), ...(parts.time && { span: parts.time }) } }),
      ...(place && parts.place && { place: { ...place, span: parts.place } }),
      ...(parts.quote && { quote: parts.quote }),
      ...(parts.reason && { reason: parts.reason }),
    },
    lost,
  };
}

function sameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}
