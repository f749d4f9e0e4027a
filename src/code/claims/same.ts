import type { Codebook } from '../../codebook/index.js';
import type { Speaker } from '../../types.js';
import { isState } from '../actors/index.js';

/**
 * Whether two speakers of one chain are one: the same words, one stands for the other, or one has a part of the other's name ("Halyard" and
 * "Halyard News Agency", "Thorne" and "Foreign Minister Miriam Thorne"). A state's name in that of its organ is not the organ.
 */
export function isOneSpeaker(a: Speaker, b: Speaker): boolean {
  if (a.text.toLowerCase() === b.text.toLowerCase() || standsFor(a, b) || standsFor(b, a)) return true;
  const [short, long] = namesOf(a).length <= namesOf(b).length ? [a, b] : [b, a];
  if (short.actor && isState(short.actor.id)) return false;
  const [part, whole] = [namesOf(short), namesOf(long)];
  return part.length > 0 && whole.some((_, k) => part.every((word, j) => whole[k + j] === word));
}

function standsFor({ antecedent }: Speaker, { span, antecedent: other }: Speaker): boolean {
  if (!antecedent) return false;
  const within = span && antecedent.start < span.end && span.start < antecedent.end;
  return within === true || (other?.start === antecedent.start && other.end === antecedent.end);
}

/** The words of a name, without what describes it; nothing where a phrase has no name, or is about another's ("a minister of Orvandia"). */
function namesOf({ text }: Speaker): string[] {
  const [name = ''] = text.split(/, | (?:of|for|in|at) /);
  return name
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word, k) => /^\p{Lu}/u.test(word) && !(k === 0 && /^(?:the|an?)$/i.test(word)));
}

/** Whether an agency's name or abbreviation and an outlet's name are one outlet's. */
export function isOneOutlet(agency: string, outlet: string, codebook: Codebook): boolean {
  const [a, o] = [agency, outlet].map((name) => name.toLowerCase().replace(/^the /, '')) as [string, string];
  const initials = outlet
    .match(/\b\p{Lu}/gu)
    ?.join('')
    .toLowerCase();
  if (o.includes(a) || a.includes(o) || initials === a) return true;
  return codebook.actors.some(({ name, aliases }) => {
    const names = [name, ...aliases].map((n) => n.toLowerCase());
    return names.includes(a) && names.includes(o);
  });
}
