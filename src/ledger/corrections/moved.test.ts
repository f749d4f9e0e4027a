import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Report, readingOf } from '../../../test/readings.js';
import type { Claim, Document } from '../../types.js';
import { movedClaim } from './moved.js';
import { plain } from './plain.js';

const NAMES = ['Aldoria', 'Brenia', 'Corvania'];
const VERBS = ['met', 'accused'];

/** A sentence with a number of its own, so that a test knows which is which; equal ones are told by their neighbours. */
interface Line {
  source: string;
  verb: string;
  target: string;
  key: number;
}

const line = fc.record({
  source: fc.constantFrom(...NAMES),
  verb: fc.constantFrom(...VERBS),
  target: fc.constantFrom(...NAMES),
  key: fc.nat({ max: 3 }),
});

type Edit =
  | { kind: 'insert'; at: number; line: Line }
  | { kind: 'remove' | 'double' | 'deny' | 'alter' | 'embed' | 'style'; at: number };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat({ max: 9 }), line }),
  fc.record({
    kind: fc.constantFrom(
      'remove' as const,
      'double' as const,
      'deny' as const,
      'alter' as const,
      'embed' as const,
      'style' as const,
    ),
    at: fc.nat({ max: 9 }),
  }),
);

const sentenceOf = ({ source, verb, target, key }: Line) => `${source} ${verb} ${target} in hall “${key}”.`;

/** A document of sentences, each a paragraph, and the first sentence's claim. */
function documentOf(sentences: readonly string[]): Document {
  const text = sentences.join('\n\n');
  let at = 0;
  const paragraphs = sentences.map((sentence) => {
    const span = { start: at, end: at + sentence.length };
    at += sentence.length + 2;
    return span;
  });
  return { id: 'a', language: 'en', text, paragraphs, state: 'full' };
}

function claimIn(document: Document, paragraph: number, { source, verb, target }: Line): Claim {
  const span = document.paragraphs[paragraph] ?? { start: 0, end: 0 };
  const word = (text: string, from: number) => ({ start: from, end: from + text.length });
  const [first, act] = [word(source, span.start), word(verb, span.start + source.length + 1)];
  const second = word(target, act.end + 1);
  const report: Report = { id: 'a', tellings: [{ source, verb, type: 'CONSULT', target }] };
  const [made] = readingOf(report).coded.claims;
  return {
    ...(made as Claim),
    span,
    trigger: act,
    source: [{ span: first, text: source }],
    target: [{ span: second, text: target }],
  };
}

describe('a claim in another revision', () => {
  it('stands in a whole sentence of the same words, or not at all, whatever was edited', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.array(edit, { maxLength: 6 }),
        (lines, pick, edits) => {
          const chosen = pick % lines.length;
          let now = lines.map((one, id) => ({ text: sentenceOf(one), id, whole: true }));
          for (const one of edits) {
            const at = one.at % (now.length + 1);
            const there = now[at];
            if (one.kind === 'insert') now.splice(at, 0, { text: sentenceOf(one.line), id: -1, whole: true });
            else if (!there) continue;
            else if (one.kind === 'remove') now.splice(at, 1);
            else if (one.kind === 'double') now.splice(at, 0, { ...there, id: -1 });
            else if (one.kind === 'deny')
              now[at] = { ...there, text: there.text.replace(' in ', ' not in '), whole: false };
            else if (one.kind === 'alter')
              now[at] = { ...there, text: there.text.replace('hall', 'town'), whole: false };
            else if (one.kind === 'embed') now[at] = { ...there, text: `It is false that ${there.text}`, whole: false };
            else now = now.map((all) => ({ ...all, text: all.text.replace(/ /g, '  ').replace(/[“”]/g, '"') }));
          }
          const [before, after] = [documentOf(lines.map(sentenceOf)), documentOf(now.map(({ text }) => text))];
          const claim = claimIn(before, chosen, lines[chosen] as Line);
          const moved = movedClaim(claim, before, after);
          const words = sentenceOf(lines[chosen] as Line);
          const same = now.filter(({ text }) => plain(text).text.replace(/ +/g, ' ') === plain(words).text);
          if ('reason' in moved) {
            const unique = lines.filter((one) => sentenceOf(one) === words).length === 1 && same.length === 1;
            expect(unique && same[0]?.id === chosen).toBe(false);
            return;
          }
          const { span, source, target, trigger } = moved.claim;
          expect(after.paragraphs).toContainEqual(span);
          const said = (at: { start: number; end: number }) => plain(after.text.slice(at.start, at.end)).text;
          expect(said(span)).toBe(plain(words).text);
          expect(said(trigger)).toBe((lines[chosen] as Line).verb);
          expect(source.map((one) => one.text)).toEqual([(lines[chosen] as Line).source]);
          expect(target.map((one) => said(one.span))).toEqual([(lines[chosen] as Line).target]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  const one = { source: 'Aldoria', verb: 'met', target: 'Brenia', key: 1 };
  it.each([
    ['a second sentence before it in its paragraph', 'Hats flew. Aldoria met Brenia in hall “1”.', true],
    ['another form of quotation marks', 'Aldoria met  Brenia in hall "1".', true],
    ['a speaker after it', 'Aldoria met Brenia in hall “1”, Corvania said.', false],
    ['a doubt before it', 'Nobody thinks Aldoria met Brenia in hall “1”.', false],
    ['quotation marks around it', '“Aldoria met Brenia in hall “1”.”', false],
  ])('with %s', (_, sentence, stands) => {
    const before = documentOf([sentenceOf(one)]);
    const moved = movedClaim(claimIn(before, 0, one), before, documentOf(['Rain fell.', sentence]));
    expect('claim' in moved).toBe(stands);
  });

  it('of a headline does not come to stand in the text', () => {
    const before = {
      ...documentOf([sentenceOf(one), 'Rain fell.']),
      headline: { start: 0, end: sentenceOf(one).length },
    };
    const moved = movedClaim(claimIn(before, 0, one), before, documentOf(['Rain fell.', sentenceOf(one)]));
    expect('reason' in moved).toBe(true);
  });
});
