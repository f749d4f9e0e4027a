import { hash } from 'node:crypto';
import type { Claim, Document } from '../../types.js';
import { dayNumber, firstDay } from '../days.js';
import { fold } from '../text.js';

/** What a report says of where it has its news from. */
export interface Credits {
  /** Distinct chains of media by name, the document's own outlet first, then whom it cites, whom that one cites … */
  chains: string[][];
  /**
   * Numbers that a report has in common with one that relays it: a teller with an act and an actor. The outlet tells all
   * of it; what the report opens with is also told by those whom it cites for it. Reports of two outlets that each cite
   * the other have one for the two of them, of an act on a day.
   */
  stories: number[];
}

/** What a document and its claims say of where they come from. */
export function creditsOf(document: Document, claims: readonly Claim[]): Credits {
  const own = document.outlet?.name ?? '';
  const filed = document.dateline?.agency;
  const told = claims.filter(({ headline }) => !headline).sort((a, b) => a.span.start - b.span.start);
  const opening = told[0]?.span.start;
  const teller = agencyName(own);
  // A report of the day before or after has one of them in common.
  const day = dayNumber(firstDay(document.published));
  const days = day === undefined ? [] : [day, day + 1];
  const chains = new Map<string, string[]>();
  const stories = new Set<number>();
  for (const claim of told) {
    const media = mediaOf(claim);
    if (filed !== undefined && !media.length) media.push(filed);
    if (isSame(media[0] ?? own, own)) media.shift();
    if (media.length) chains.set(media.join('\n'), own ? [own, ...media] : media);
    const tellers = [teller, ...(claim.span.start === opening ? media.map(agencyName) : [])].filter(Boolean);
    const aims = claim.target.flatMap(({ actor }) => actor?.id ?? []).sort();
    for (const { actor } of claim.source) {
      if (!actor) continue;
      for (const day of days) {
        for (const one of own ? media : []) {
          const two = [teller, agencyName(one)].sort();
          stories.add(numberOf(`${two.join('\n')}\n${claim.event.type} ${actor.id}\n${day}`));
        }
      }
      for (const one of tellers) stories.add(numberOf(`${one}\n${claim.event.type} ${actor.id} ${aims}`));
    }
  }
  return { chains: [...chains.values()], stories: [...stories] };
}

/** Names of papers and stations that no actor is known by. */
const PRESS =
  /\b(?:News|Press|Post|Times|Gazette|Herald|Courier|Monitor|Telegraph|Tribune|Observer|Journal|Daily|Dispatch|Mail|Standard|Today|Radio|TV|Television|Wire|Chronicle|Echo|Agency)$/;

/** The media of a claim's chain by name, the one that the outlet cites first. */
function mediaOf({ attribution }: Claim): string[] {
  return attribution
    .slice(0, -1)
    .flatMap(({ kind, speakers }) => {
      const media = speakers.find(({ actor }) => actor?.sectors.includes('MED'));
      const one = media ?? speakers.find(({ actor, text }) => !actor && (kind === 'report' || PRESS.test(text)));
      return one ? [one.actor?.name ?? one.text] : [];
    })
    .reverse();
}

/** An agency's name without the words that one says it with and another without: "Halyard", "Halyard News Agency". */
export function agencyName(name: string): string {
  const bare = fold(name)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\b(?:the|news|agency)\b/g, ' ');
  return bare.replace(/\s+/g, ' ').trim() || fold(name);
}

/** Whether two names are one outlet's; "ORTA" is whoever has these letters in this order, from the first on. */
function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [agencyName(a), agencyName(b)];
  const shortens = (short: string, long: string) => {
    if (!/^\p{Lu}{2,6}$/u.test(short)) return false;
    let at = 0;
    for (const letter of fold(long)) if (letter === fold(short)[at]) at++;
    return at === short.length && fold(long)[0] === fold(short)[0];
  };
  return x === y || shortens(a, b) || shortens(b, a);
}

function numberOf(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 12), 16);
}
