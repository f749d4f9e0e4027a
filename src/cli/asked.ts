import { UserError } from '../errors.js';

/** What can be asked for, and by which options: fields of the filters in `src/ask`. */
const CLAIMS =
  'actor source target speaker type factuality novelty headline since until asOf knownAt raw search document limit';
const ASKED: Record<string, readonly string[]> = Object.fromEntries(
  Object.entries({
    events: `${CLAIMS} event origins question`,
    claims: CLAIMS,
    documents: 'since until asOf knownAt search document limit',
    positions: 'question stance actor factuality since until asOf knownAt raw limit',
    questions: '',
    corrections: 'document unplaced knownAt limit',
    review: `${CLAIMS.replace(/asOf knownAt raw /, '')} question`,
    changes: 'sinceRelease untilRelease raw',
    releases: '',
    agreement: 'type document knownAt',
    actors: 'unresolved search knownAt raw limit',
    origins: 'since until asOf knownAt document limit',
    counts: `${CLAIMS} event origins question stance by per`,
    coverage: 'since until asOf knownAt per limit',
  }).map(([what, options]) => [what, options.split(' ')]),
);

/**
 * Refuses options that say nothing of what is asked for, so that no answer looks narrower than it is, and a period that
 * ends before it begins.
 *
 * @throws UserError naming the option, and what it can be asked of
 */
export function checkAsked(what: string, filter: object): void {
  const { since, until } = filter as { since?: string; until?: string };
  if (since !== undefined && until !== undefined && since.slice(0, until.length) > until)
    throw new UserError(`--since ${since} is later than --until ${until}`);
  for (const [field, value] of Object.entries(filter)) {
    if (value === undefined || ASKED[what]?.includes(field)) continue;
    const option = `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const others = Object.keys(ASKED).filter((one) => ASKED[one]?.includes(field));
    throw new UserError(`${option}: it says nothing of ${what}; it is an option of ask ${others.join(', ')}`);
  }
}
