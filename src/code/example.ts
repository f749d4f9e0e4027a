import type { Claim, Participant } from '../types.js';

/** The example of a lexicon entry or event type: source in braces, target in brackets, the event's words between asterisks. */
export interface Example {
  /** The sentence without its marks. */
  text: string;
  source?: string;
  target?: string;
  /** The words that name the event, in their order. */
  words: string[];
}

/** Reads an example's marks: `{Vessia} *condemned* [Tarrow].` */
export function readExample(marked: string): Example {
  const plain = (text: string) => text.replace(/[{}[\]*]/g, '');
  const [, source] = /\{([^}]*)\}/.exec(marked) ?? [];
  const [, target] = /\[([^\]]*)\]/.exec(marked) ?? [];
  return {
    text: plain(marked),
    ...(source !== undefined && { source: plain(source) }),
    ...(target !== undefined && { target: plain(target) }),
    words: [...marked.matchAll(/\*([^*]+)\*/g)].map(([, words = '']) => plain(words)),
  };
}

/**
 * What is wrong with how an example is coded: no claim is the entry's, or who acts or is acted upon is not who is marked.
 * Undefined where all is as marked.
 *
 * @param of the entry or type whose example it is
 * @param claims what the example's sentence was coded as, with `explain`: an entry that leaves the event to the verb under it
 *   ("will send") is named there alone
 */
export function faultOfExample(
  { source, target, words }: Example,
  claims: readonly Claim[],
  of: { predicate: string } | { type: string },
): string | undefined {
  if (!words.length) return 'the words that name the event are to stand between *asterisks*';
  const own = claims.find(({ event, explain }) =>
    'type' in of ? event.type === of.type : explain?.[0]?.includes(`-> ${of.predicate} (`),
  );
  if (!own) {
    const [other] = claims;
    return other ? `it is coded as ${other.event.type} by "${other.event.predicate}"` : 'it is not coded';
  }
  const both = own.reciprocal ? [...own.source, ...own.target] : undefined;
  return partyFault('source', source, both ?? own.source) ?? partyFault('target', target, both ?? own.target);
}

function partyFault(side: string, marked: string | undefined, found: readonly Participant[]): string | undefined {
  if (marked === undefined || found.some(({ text }) => text.includes(marked) || marked.includes(text)))
    return undefined;
  const read = found.map(({ text }) => `"${text}"`).join(', ');
  return `its ${side} is "${marked}", and ${read || 'none'} is read`;
}
