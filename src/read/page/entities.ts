import { decodeHTML } from 'entities';

/** Text in which a careless site escaped its entities twice ("Smith &amp;amp; Co"), as it was meant. */
export function entitiesDecoded(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text;
}
