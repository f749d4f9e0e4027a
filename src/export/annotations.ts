import { type ClaimRow, chainNames, claimsInTexts } from '../ask/index.js';
import type { Document, Span } from '../types.js';
import type { Export } from './export.js';

/** Characters quoted before and after, by which a selector finds its place in a changed text. */
const AROUND = 32;

/**
 * An AnnotationPage of the W3C Web Annotation Data Model: a claim is an annotation whose targets are its trigger,
 * its participants and its sentence, each with a position selector (in code points, as the model counts) and a quote
 * selector.
 */
export const annotations: Export = {
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  extension: 'jsonld',
  text: true,
  async *write({ ledger, filter }) {
    yield '{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[';
    let first = true;
    for await (const { claim, document } of claimsInTexts(ledger, filter)) {
      yield `${first ? '' : ','}\n${JSON.stringify(annotation(claim, document))}`;
      first = false;
    }
    yield '\n]}\n';
  },
};

function annotation(claim: ClaimRow, document: Document): object {
  const text = new Text(document.text);
  const names = (side: ClaimRow['source']) => side.map(({ actor, text: words }) => actor?.name ?? words).join(', ');
  const { type, mode, cameo } = claim.event;
  const source = claim.url ?? `urn:onrecord:document:${encodeURIComponent(claim.document)}`;
  return {
    id: `urn:onrecord:claim:${encodeURIComponent(claim.document)}:${claim.id}`,
    type: 'Annotation',
    motivation: 'classifying',
    created: claim.recorded,
    generator: { id: `urn:onrecord:coder:${claim.versions.coder}`, type: 'Software', name: 'Onrecord' },
    body: [
      { type: 'TextualBody', purpose: 'tagging', format: 'text/plain', value: type },
      {
        type: 'TextualBody',
        purpose: 'describing',
        format: 'text/plain',
        value: `${names(claim.source)} ${type}${mode === undefined ? '' : `/${mode}`} (CAMEO ${cameo}) ${names(claim.target)}, ${claim.factuality}; by ${chainNames(claim).join(' < ')}`,
      },
    ],
    target: [
      { source, selector: text.selectors(claim.trigger) },
      ...[...claim.source, ...claim.target].map(({ span }) => ({ source, selector: text.selectors(span) })),
      { source, selector: text.selectors(claim.span) },
    ],
  };
}

/** A text whose UTF-16 offsets are told as code points. */
class Text {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  selectors({ start, end }: Span): object[] {
    const text = this.#text;
    return [
      { type: 'TextPositionSelector', start: this.#codePoints(start), end: this.#codePoints(end) },
      {
        type: 'TextQuoteSelector',
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - AROUND), start),
        suffix: text.slice(end, end + AROUND),
      },
    ];
  }

  /** Code points before a UTF-16 offset: all units but the second halves of pairs. */
  #codePoints(offset: number): number {
    let count = offset;
    for (let i = 1; i < offset; i++) {
      if (isLow(this.#text.charCodeAt(i)) && isHigh(this.#text.charCodeAt(i - 1))) count--;
    }
    return count;
  }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
