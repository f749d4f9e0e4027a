import { expect, test } from 'vitest';
import { modelFile } from '../../test/english.js';
import { kernelBytes } from '../../test/parse/kernels.js';
import { createParser } from './index.js';
import { DEPRELS, MENTION_TYPES, UPOS } from './inventory.js';

const model = modelFile('english.onrm');
const parser = createParser(model, kernelBytes());

/** Each token as "form/UPOS/lemma -relation-> head's form". */
function arcs(text: string): string[] {
  const { start, end, upos, head, deprel, lemma, length } = parser.parse(text);
  const form = (i: number) => (i < 0 ? 'ROOT' : text.slice(start[i]!, end[i]!));
  return Array.from(
    { length },
    (_, i) => `${form(i)}/${UPOS[upos[i]!]}/${lemma[i]} -${DEPRELS[deprel[i]!]}-> ${form(head[i]!)}`,
  );
}

test('the model that ships reads who did what to whom', () => {
  const found = arcs('The parliament of Vessia condemned the strikes on Monday.');
  expect(found).toContain('parliament/NOUN/parliament -nsubj-> condemned');
  expect(found).toContain('Vessia/PROPN/Vessia -nmod-> parliament');
  expect(found).toContain('condemned/VERB/condemn -root-> ROOT');
  expect(found).toContain('strikes/NOUN/strike -obj-> condemned');
});

test('and on whose word', () => {
  const found = arcs('Talks will not resume this week, the minister told reporters.');
  expect(found).toContain('minister/NOUN/minister -nsubj-> told');
  expect(found).toContain('reporters/NOUN/reporter -iobj-> told');
  expect(found).toContain('not/PART/not -advmod-> resume');
});

test('and names', () => {
  const { text, start, end, mentions } = parser.parse('Anna Kovar arrived in Paris in October.');
  const names = Array.from({ length: mentions.length }, (_, m) => [
    text.slice(start[mentions.first[m]!], end[mentions.last[m]! - 1]),
    MENTION_TYPES[mentions.type[m]!],
  ]);
  expect(names).toEqual([
    ['Anna Kovar', 'person'],
    ['Paris', 'place'],
    ['October', 'time'],
  ]);
});

test('the same with the plain twins of the kernels', () => {
  const text = 'The two governments signed an accord, and neither side would comment.';
  const [compiled, plain] = [parser, createParser(model)].map((each) => each.parse(text));
  for (const part of ['upos', 'head', 'deprel', 'feats', 'lemma'] as const)
    expect(plain![part]).toEqual(compiled![part]);
});

const speech = createParser(model, kernelBytes(), ['speech']);

/** Who says what, as words. */
function said(text: string, by = speech): { cue: string; source?: string; content: string[] }[] {
  const { start, end, speech: found = [] } = by.parse(text);
  const words = ([first, last]: readonly [number, number]) => text.slice(start[first]!, end[last - 1]!);
  return found.map((s) => ({
    cue: words(s.cue),
    ...(s.source && { source: words(s.source) }),
    content: s.content.map(words),
  }));
}

test('the speech head finds who says what, quoted or not', () => {
  expect(said('Talks will not resume this week, the minister told reporters.')).toEqual([
    { cue: 'told', source: 'the minister', content: [expect.stringContaining('Talks will not resume this week')] },
  ]);
  const [quote] = said('“We will not sign it before the winter,” said Anna Kovar, head of the delegation of Vessia.');
  expect(quote?.source).toContain('Anna Kovar');
  expect(quote?.content.join(' ')).toContain('We will not sign it before the winter');
});

test('the speech head says the same wherever a text is cut for it, and with the plain twins', () => {
  const sentence = 'The ministry of Vessia said on Monday that the talks had ended without a result. ';
  const long = said(sentence.repeat(200));
  expect(long).toHaveLength(200);
  expect(
    long.slice(5, 195).every((s) => s.source === long[100]?.source && s.content[0] === long[100]?.content[0]),
  ).toBe(true);
  const plain = createParser(model, undefined, ['speech']);
  expect(said(sentence.repeat(3), plain)).toEqual(said(sentence.repeat(3)));
});
