import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tokenizer } from './index.js';
import type { HashedWeights } from './net.js';

const ROWS = 256;
const WIDTH = 4;

/** Weights that say yes and no at random: what holds with them holds with any. */
function anyWeights(seed: number): HashedWeights {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
  return {
    table: Int8Array.from({ length: ROWS * WIDTH }, () => Math.round(127 * next())),
    scale: Float32Array.from({ length: WIDTH }, () => 0.01),
    bias: Float32Array.from({ length: WIDTH }, next),
    out: Float32Array.from({ length: WIDTH }, next),
    threshold: Float32Array.from([next()]),
  };
}

const tokenizer = (seed: number): Tokenizer =>
  new Tokenizer({
    splits: { cannot: 3, gonna: 3 },
    words: anyWeights(seed),
    glance: anyWeights(seed + 1),
    look: anyWeights(seed + 2),
  });

const fragment = fc.oneof(
  fc.constantFrom(
    ...[
      'cannot',
      "don't",
      'DON’T',
      '“Yes,”',
      'U.S.',
      'non-',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\r\n',
      '\u2029',
      '\t',
      '.',
      '?!',
      '—',
    ],
    ...[
      '(',
      ')))',
      '[1]',
      '…',
      '3,000',
      '10:30',
      '\ud83d\ude00',
      '\ud800',
      '\udc00',
      '\u200f',
      '\u200b',
      '\u0301',
      '\u0000',
      '\ufeff',
    ],
    ...[
      'www.example.org/a-b',
      "'",
      '`',
      'Straße',
      'İ',
      'ﬁ',
      '漢字',
      '½',
      '\u00ad',
      '\u00a0',
      '\u0085',
      '$',
      'a'.repeat(40),
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyText = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));
const anySpans = (text: string) =>
  fc.array(
    fc
      .tuple(fc.nat(text.length), fc.nat(text.length))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
    {
      maxLength: 4,
    },
  );

describe('tokens', () => {
  it('are in order, never overlap, hold every unit but blank space and no more', () => {
    fc.assert(
      fc.property(fc.nat(1000), anyText, (seed, text) => {
        const { start, end } = tokenizer(seed).tokenize(text);
        let covered = 0;
        for (let i = 0; i < start.length; i++) {
          expect(start[i]).toBeLessThan(end[i]!);
          expect(text.slice(covered, start[i])).toMatch(/^\s*$/);
          expect(text.slice(start[i], end[i])).toMatch(/^\S+$/);
          covered = end[i]!;
        }
        expect(text.slice(covered)).toMatch(/^\s*$/);
      }),
      { numRuns: 500 },
    );
  });

  it('never part a surrogate pair, nor a mark from what it stands on', () => {
    fc.assert(
      fc.property(fc.nat(1000), anyText, (seed, text) => {
        const { start } = tokenizer(seed).tokenize(text);
        for (const at of start) {
          expect(/[\ud800-\udbff]$/.test(text.slice(0, at)) && /^[\udc00-\udfff]/.test(text.slice(at))).toBe(false);
          expect(/[^\s\p{Cc}]$/u.test(text.slice(0, at)) && /^[\p{M}\p{Cf}]/u.test(text.slice(at))).toBe(false);
        }
      }),
    );
  });

  it('are the same whatever was read before', () => {
    fc.assert(
      fc.property(fc.nat(1000), anyText, anyText, (seed, before, text) => {
        const used = tokenizer(seed);
        used.tokenize(before);
        expect(used.tokenize(text)).toEqual(tokenizer(seed).tokenize(text));
      }),
    );
  });

  it('come of runs of letters that are known to be two words, and of "n\'t"', () => {
    const never = { ...anyWeights(1), out: new Float32Array(WIDTH), threshold: Float32Array.of(-1) };
    const { text, start, end } = new Tokenizer({
      splits: { cannot: 3 },
      words: never,
      glance: never,
      look: never,
    }).tokenize('They CANNOT know and don’t');
    expect(Array.from(start, (a, i) => text.slice(a, end[i]))).toEqual([
      'They',
      'CAN',
      'NOT',
      'know',
      'and',
      'do',
      'n’t',
    ]);
  });
});

describe('sentences', () => {
  it('part the tokens, none empty', () => {
    fc.assert(
      fc.property(fc.nat(1000), anyText, (seed, text) => {
        const { start, sentences } = tokenizer(seed).tokenize(text);
        expect(sentences[sentences.length - 1]).toBe(start.length);
        for (let k = 0; k + 1 < sentences.length; k++) expect(sentences[k]).toBeLessThan(sentences[k + 1]!);
        if (start.length > 0) expect(sentences[0]).toBe(0);
      }),
    );
  });

  it('never cross the end of a paragraph, be it a blank line or handed in', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        anyText.chain((text) => fc.tuple(fc.constant(text), anySpans(text))),
        (seed, [text, paragraphs]) => {
          const { start, end, sentences } = tokenizer(seed).tokenize(text, paragraphs);
          for (let k = 0; k + 1 < sentences.length; k++) {
            const from = start[sentences[k]!]!;
            const to = end[sentences[k + 1]! - 1]!;
            expect(text.slice(from, to)).not.toMatch(/\n[^\S\n]*\n|\u2029/);
            for (const edge of paragraphs.flatMap((p) => [p.start, p.end])) {
              const pair = /[\ud800-\udbff]$/.test(text.slice(0, edge)) && /^[\udc00-\udfff]/.test(text.slice(edge));
              if (!pair) expect(from < edge && edge < to).toBe(false);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
