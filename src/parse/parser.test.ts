import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernels } from '../../test/parse/kernels.js';
import { container, randomModel, randomModelBytes } from '../../test/parse/model.js';
import type { Sentences } from '../types.js';
import { isTree } from './arborescence.js';
import { createParser, type Parser } from './index.js';
import { DEPRELS, REL, UPOS } from './inventory.js';
import { LONGEST } from './pieces.js';

const compiled = kernels();
const parser = createParser(randomModelBytes(), compiled);

/** What holds of every reading, whatever the text and the weights. */
function check(reading: Sentences): void {
  const { text, length, sentences, start, end, head, deprel, upos, feats, featBundles, mentions } = reading;
  let at = 0;
  let wrong = 0;
  for (let i = 0; i < length; i++) {
    if (text.slice(at, start[i]!).trim() !== '' || end[i]! <= start[i]!) wrong++;
    at = end[i]!;
    if (!UPOS[upos[i]!] || !DEPRELS[deprel[i]!] || !featBundles[feats[i]!]) wrong++;
    if ((deprel[i] === REL.root) !== (head[i] === -1)) wrong++;
  }
  expect(reading.lemma).toHaveLength(length);
  expect(wrong).toBe(0);
  expect(text.slice(at).trim()).toBe('');
  expect(sentences[0]).toBe(0);
  expect(sentences.at(-1)).toBe(length);
  for (let k = 0; k + 1 < sentences.length; k++) {
    const first = sentences[k]!;
    const n = sentences[k + 1]! - first + 1;
    expect(n).toBeGreaterThan(1);
    const heads = Int32Array.from({ length: n }, (_, i) =>
      i === 0 || head[first + i - 1] === -1 ? 0 : head[first + i - 1]! - first + 1,
    );
    expect(isTree(heads, n, new Int32Array(n))).toBe(true);
  }
  for (let m = 0; m < mentions.length; m++) expect(mentions.last[m]!).toBeGreaterThan(mentions.first[m]!);
}

/** Tokens parted by single spaces, sentences by their lengths. */
function tokens(words: readonly string[], lengths: readonly number[]) {
  const start = new Int32Array(words.length);
  const end = new Int32Array(words.length);
  let at = 0;
  words.forEach((word, i) => {
    start[i] = at;
    end[i] = at + word.length;
    at += word.length + 1;
  });
  const sentences = [0];
  for (const length of lengths) sentences.push(sentences.at(-1)! + length);
  return { text: words.join(' '), start, end, sentences: Int32Array.from(sentences) };
}

describe('raw text', () => {
  test('any text gives whole, ordered tokens and trees', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.lorem({ maxCount: 60 })), (text) =>
        check(parser.parse(text)),
      ),
      { numRuns: 150 },
    );
  });

  test('nothing gives nothing', () => {
    for (const text of ['', '  \n\n\t ']) {
      const reading = parser.parse(text);
      expect(reading.length).toBe(0);
      check(reading);
    }
  });

  test.each([
    ['one long line', 'one two three '.repeat(30_000)],
    ['one word, again and again', 'so '.repeat(50_000)],
    ['a word of a million letters', 'a'.repeat(1_000_000)],
    ['brackets', '('.repeat(20_000) + ')'.repeat(20_000)],
    ['lone surrogates', '\ud800 \udc00x\ud83d'.repeat(5_000)],
    ['right-to-left marks and NUL', '\u202eabc\u202c \u200f\u0000'.repeat(5_000)],
    ['full stops', '.'.repeat(30_000)],
    ['blank lines', 'a\n\n'.repeat(20_000)],
  ])('%s', (_, text) => {
    const reading = parser.parse(text);
    let at = 0;
    for (let i = 0; i < reading.length; i++) {
      if (reading.start[i]! < at || reading.end[i]! <= reading.start[i]!)
        expect.fail(`token ${i} overlaps the one before it`);
      at = reading.end[i]!;
    }
    for (let k = 0; k + 1 < reading.sentences.length; k++) {
      if (reading.sentences[k + 1]! - reading.sentences[k]! > LONGEST) expect.fail(`sentence ${k} is too long`);
    }
  });

  test('a sentence of 20,000 tokens is split, with a notice', () => {
    const reading = parser.parse(`${'word , '.repeat(9_999)}end .`);
    check(reading);
    expect(reading.sentences.length).toBeGreaterThanOrEqual(100);
    expect(reading.notices).toHaveLength(1);
    expect(reading.notices[0]!.reason).toMatch(/^a sentence of 20000 tokens was split into 1\d\d$/);
    expect(reading.notices[0]!.span).toEqual({ start: 0, end: reading.text.length });
    // It is cut after commas, not before them.
    for (const first of reading.sentences.subarray(1, -1)) expect(reading.text[reading.start[first - 1]!]).toBe(',');
  });
});

describe('given tokens', () => {
  test('sentences stay as they are, with one root each, whatever their length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 450 }), { minLength: 1, maxLength: 3 }),
        fc.integer(),
        (lengths, seed) => {
          const words = Array.from(
            { length: lengths.reduce((a, b) => a + b) },
            (_, i) => `w${Math.imul(i, seed) % 50}`,
          );
          const given = tokens(words, lengths);
          const reading = parser.parseTokens(given);
          expect(reading.sentences).toEqual(given.sentences);
          check(reading);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('a sentence reads the same alone and among others', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 12 }), (list) => {
        const all = parser.parseTokens(
          tokens(
            list.flat(),
            list.map((s) => s.length),
          ),
        );
        list.forEach((sentence, k) => {
          const alone = parser.parseTokens(tokens(sentence, [sentence.length]));
          const first = all.sentences[k]!;
          const place = (h: number) => (h < 0 ? h : h + first);
          expect([...all.head.subarray(first, first + sentence.length)]).toEqual([...alone.head].map(place));
          expect(all.deprel.subarray(first, first + sentence.length)).toEqual(alone.deprel);
          expect(all.upos.subarray(first, first + sentence.length)).toEqual(alone.upos);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('the compiled kernels and their plain twins read alike', () => {
    const plain = createParser(randomModelBytes());
    const words =
      'The committee of Vessia met on Tuesday and agreed to send 300 observers , its chair told reporters .'.split(' ');
    const given = tokens([...words, ...words.reverse()], [words.length, words.length]);
    const [a, b] = [parser.parseTokens(given), plain.parseTokens(given)];
    for (const part of ['upos', 'feats', 'head', 'deprel'] as const) expect(a[part]).toEqual(b[part]);
  });

  test('more word types than the cache holds', () => {
    const words = Array.from({ length: 20_000 }, (_, i) => `t${i}`);
    const lengths = Array.from({ length: 1_000 }, () => 20);
    const reading = parser.parseTokens(tokens(words, lengths));
    const again = parser.parseTokens(tokens(words.slice(19_000), lengths.slice(950)));
    expect(reading.deprel.subarray(19_000)).toEqual(again.deprel);
  });
});

describe('a further head', () => {
  const withHead = createParser(randomModelBytes(), compiled, ['own']);
  const words = Array.from({ length: 3_000 }, (_, i) => `w${Math.imul(i, i) % 97}`);
  const scores = (parser: Parser, length: number) => {
    const given = tokens(
      words,
      Array.from({ length: words.length / length }, () => length),
    );
    return parser.parseTokens(given).scores.own!;
  };

  test('scores each token by name, and only where asked for', () => {
    const { labels, values } = scores(withHead, 30);
    expect(labels).toEqual(['no', 'yes']);
    expect(values).toHaveLength(2 * words.length);
    expect(new Set(values).size).toBeGreaterThan(100);
    expect(parser.parseTokens(tokens(words, [words.length])).scores).toEqual({});
    expect(() => createParser(randomModelBytes(), compiled, ['none'])).toThrow('"head.none"');
  });

  test('sees across sentences, and no window ends anywhere', () => {
    const { values } = scores(withHead, 30);
    for (const [first, count] of [
      [0, 900],
      [600, 300],
      [1_500, 1_500],
    ] as const) {
      const part = withHead.parseTokens(
        tokens(
          words.slice(first, first + count),
          Array.from({ length: count / 30 }, () => 30),
        ),
      ).scores.own!;
      for (let i = 0; i < 2 * count; i++) {
        // The edges of the part see nothing beyond, so they differ; eight tokens is as far as the layers see.
        const edge = (first > 0 && i < 16) || (first + count < words.length && i >= 2 * count - 16);
        if (!edge && Math.abs(part.values[i]! - values[2 * first + i]!) > 1e-4)
          expect.fail(`score ${i} from token ${first} on differs`);
      }
      if (first > 0) expect(part.values[0]).not.toBeCloseTo(values[2 * first]!, 5);
    }
  });
});

test('a model that lacks a part, or has a label unknown here, is refused by name', () => {
  const { json, tensors } = randomModel();
  const { 'net.dep': _, ...less } = tensors;
  expect(() => createParser(container(json, less))).toThrow('no tensor "net.dep"');
  const net = { ...(json.net as object), upos: ['NOUN', 'GERUND'] };
  expect(() => createParser(container({ ...json, net }, tensors))).toThrow('"GERUND"');
  expect(() => createParser(container({ ...json, net: { dim: 16 } }, tensors))).toThrow('"net.alphabet"');
});
