import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sentences } from '../types.js';
import { fromConllu } from './conllu/index.js';
import { drawTree } from './tree.js';

const sentence = (...words: [form: string, tag: string, head: number, relation: string][]): Sentences =>
  fromConllu(
    words.map(([form, tag, head, rel], i) => `${i + 1}\t${form}\t_\t${tag}\t_\t_\t${head}\t${rel}\t_\t_\n`).join(''),
  );

describe('a drawn tree', () => {
  it('joins each word to its head', () => {
    const drawn = drawTree(
      sentence(
        ['The', 'DET', 2, 'det'],
        ['envoy', 'NOUN', 3, 'nsubj'],
        ['left', 'VERB', 0, 'root'],
        ['Sennet', 'PROPN', 3, 'obj'],
        ['.', 'PUNCT', 3, 'punct'],
      ),
      0,
    );
    expect(drawn).toBe(
      [
        ' ╭─── The     DET    det',
        '╭┴─── envoy   NOUN   nsubj',
        '├──── left    VERB   root',
        '├──── Sennet  PROPN  obj',
        '╰──── .       PUNCT  punct',
        '',
      ].join('\n'),
    );
  });

  it('keeps lines apart that would run in one place', () => {
    // Non-projective: 1 <- 3 and 2 <- 4 cross.
    const drawn = drawTree(
      sentence(['a', 'X', 3, 'dep'], ['b', 'X', 4, 'dep'], ['c', 'X', 0, 'root'], ['d', 'X', 3, 'dep']),
      0,
    );
    expect(drawn.split('\n').map((line) => line.slice(0, 4))).toEqual(['╭───', '│╭──', '├┼──', '╰┴──', '']);
  });

  it('has a line a word, whatever the tree, and no control character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat()), { maxLength: 60 }),
        (words) => {
          let text = '';
          const [start, end]: [number[], number[]] = [[], []];
          for (const [form] of words) {
            start.push(text.length);
            text += form;
            end.push(text.length);
          }
          const n = words.length;
          const drawn = drawTree(
            {
              ...sentence(),
              text,
              length: n,
              sentences: Int32Array.of(0, n),
              start: Int32Array.from(start),
              end: Int32Array.from(end),
              upos: new Uint8Array(n),
              deprel: new Uint8Array(n),
              // Circles too: a tree drawn may come from anywhere.
              head: Int32Array.from(words, ([, head]) => (head % (n + 1)) - 1),
            },
            0,
          );
          expect(drawn.split('\n')).toHaveLength(n + 1);
          expect(drawn.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
        },
      ),
    );
  });

  it('stays narrow however deep the tree is, and names the heads it cannot reach', () => {
    const drawn = drawTree(
      sentence(...Array.from({ length: 100 }, (_, i): [string, string, number, string] => [`w${i}`, 'X', i, 'dep'])),
      0,
    );
    const lines = drawn.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
    expect(lines[90]).toMatch(/w90 .* dep of w89 \(90\)$/);
  });
});
