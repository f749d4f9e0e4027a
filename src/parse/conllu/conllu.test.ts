import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sentences } from '../../types.js';
import { DEPRELS, MENTION, MENTION_TYPES, REL, TAG, UPOS } from '../inventory.js';
import { ConlluReader, conlluSentences, fromConllu, toConllu } from './index.js';

const row = (...cells: string[]): string => [...cells, ...Array(10 - cells.length).fill('_')].join('\t');
const word = (id: string, form: string, head = '0', misc = '_'): string =>
  [id, form, form.toLowerCase(), 'NOUN', '_', '_', head, 'dep', '_', misc].join('\t');
const forms = (s: Sentences): string[] =>
  Array.from({ length: s.length }, (_, i) => s.text.slice(s.start[i], s.end[i]));

/** Sentences whose words are parted by nothing or one space, and paragraphs by a blank line: what CoNLL-U can say. */
const anySentences: fc.Arbitrary<Sentences> = fc
  .array(
    fc.record({
      newParagraph: fc.boolean(),
      words: fc.array(
        fc.record({
          form: fc.oneof(
            fc.constantFrom('do', "n't", "'s", '“', '.', 'state', '-', 'Zürich', '_', '𝒳', '\u200bx'),
            fc.string({ minLength: 1 }).filter((f) => !/\s/.test(f)),
          ),
          space: fc.boolean(),
          upos: fc.nat(UPOS.length - 1),
          deprel: fc.nat(DEPRELS.length - 1),
          feats: fc.constantFrom('_', 'Number=Sing', 'Number=Plur|Person=3'),
          lemma: fc.constantFrom('', 'be', '_x'),
          head: fc.nat(),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      mentions: fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.nat(MENTION_TYPES.length - 1)), { maxLength: 4 }),
    }),
    { maxLength: 5 },
  )
  .map((list) => {
    let text = '';
    const start: number[] = [];
    const end: number[] = [];
    const [sentences, head]: [number[], number[]] = [[0], []];
    const mentions: [number, number, number][] = [];
    list.forEach(({ newParagraph, words, mentions: spans }, k) => {
      if (k > 0 && newParagraph) text = `${text.trimEnd()}\n\n`;
      const base = start.length;
      words.forEach(({ form, space, head: h }, i) => {
        start.push(text.length);
        text += form;
        end.push(text.length);
        if (space) text += ' ';
        const other = h % (words.length + 1);
        head.push(other === 0 || other === i + 1 ? -1 : base + other - 1);
      });
      sentences.push(start.length);
      const found = spans
        .map(([a, b, type]): [number, number, number] => [
          base + Math.min(a, b, words.length - 1),
          base + Math.min(Math.max(a, b), words.length - 1) + 1,
          type,
        ])
        .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      mentions.push(...found);
    });
    const all = list.flatMap((s) => s.words);
    const featBundles = [...new Set(['_', ...all.map((w) => w.feats)])];
    return {
      text,
      length: start.length,
      sentences: Int32Array.from(sentences),
      start: Int32Array.from(start),
      end: Int32Array.from(end),
      upos: Uint8Array.from(all, (w) => w.upos),
      head: Int32Array.from(head),
      deprel: Uint8Array.from(all, (w) => w.deprel),
      feats: Uint16Array.from(all, (w) => featBundles.indexOf(w.feats)),
      featBundles,
      // CoNLL-U cannot tell the word "_" without a lemma from the one whose lemma is "_".
      lemma: all.map((w) => (w.form === '_' ? '_' : w.lemma)),
      mentions: {
        length: mentions.length,
        first: Int32Array.from(mentions, (m) => m[0]),
        last: Int32Array.from(mentions, (m) => m[1]),
        type: Uint8Array.from(mentions, (m) => m[2]),
      },
    };
  });

describe('CoNLL-U', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anySentences, (sentences) => {
        expect({ ...fromConllu(toConllu(sentences)), text: '' }).toEqual({ ...sentences, text: '' });
        expect(fromConllu(toConllu(sentences)).text.trimEnd()).toBe(sentences.text.trimEnd());
      }),
    );
  });

  it('has ten columns, and a text line that its surface tokens spell', () => {
    fc.assert(
      fc.property(anySentences, (sentences) => {
        for (const block of conlluSentences(sentences, { document: 'doc\n1' })) {
          expect(block.endsWith('\n\n')).toBe(true);
          const lines = block.slice(0, -2).split('\n');
          const rows = lines.filter((l) => !l.startsWith('#') || l.includes('\t')).map((l) => l.split('\t'));
          expect(rows.every((r) => r.length === 10 && r.every((cell) => cell !== ''))).toBe(true);
          let hidden = 0;
          let spelled = '';
          for (const [id = '', form = '', , , , , , , , misc = ''] of rows) {
            if (id.includes('-')) hidden = Number(id.split('-')[1]);
            else if (Number(id) <= hidden) continue;
            spelled += form + (misc.split('|').includes('SpaceAfter=No') ? '' : ' ');
          }
          expect(spelled.trimEnd()).toBe(
            lines
              .find((l) => l.startsWith('# text = '))
              ?.slice(9)
              .trimEnd(),
          );
        }
      }),
    );
  });

  it('keeps the words of a multiword token and leaves empty nodes out', () => {
    const conllu = [
      '# newdoc',
      '# sent_id = a',
      row('1-2', "Don't"),
      word('1', 'Do', '3'),
      word('2', "n't", '3'),
      word('3', 'panic', '0', 'SpaceAfter=No'),
      row('3.1', 'now'),
      word('4', '.', '3'),
      '',
      '# newpar',
      word('1', 'Good'),
      '',
    ];
    const reader = new ConlluReader();
    for (const line of conllu) reader.line(line);
    expect(reader.sentences).toBe(2);
    const { sentences, frames } = reader.finish();
    expect(sentences.text).toBe("Don't panic.\n\nGood ");
    expect(forms(sentences)).toEqual(['Do', "n't", 'panic', '.', 'Good']);
    expect([...sentences.head]).toEqual([2, 2, -1, 2, -1]);
    expect(frames[0]).toEqual({
      comments: ['# newdoc', '# sent_id = a'],
      multiwords: [{ first: 0, last: 2, form: "Don't" }],
    });
    const again = [...conlluSentences(sentences, frames)].join('');
    expect(again).toContain('# sent_id = a\n');
    expect(again).toContain("1-2\tDon't\t_");
    expect(again.match(/# newpar/g)).toHaveLength(1);
  });

  it('lets the words stand where a multiword token is not spelled by them', () => {
    const s = fromConllu(
      [row('1-2', 'wanna'), word('1', 'want'), word('2', 'to', '1'), word('3', 'go', '1')].join('\n'),
    );
    expect(s.text).toBe('wantto go ');
    expect(forms(s)).toEqual(['want', 'to', 'go']);
  });

  it('gives what UD does not know as X and dep, and keeps the universal part of a strange relation', () => {
    const line = (id: string, rel: string) => [id, 'a', 'a', 'WHAT', '_', '_', '0', rel, '_', '_'].join('\t');
    const s = fromConllu([line('1', 'toString'), line('2', 'nmod:strange'), line('3', 'obl:agent')].join('\n'));
    expect([...s.upos]).toEqual([TAG.X, TAG.X, TAG.X]);
    expect([...s.deprel]).toEqual([REL.dep, REL.nmod, REL['obl:agent']]);
  });

  it("reads nested mentions in the treebanks' way", () => {
    const s = fromConllu(
      [
        word('1', 'Ministry', '0', 'Entity=(1-organization-new-cf1-1-sgl'),
        word('2', 'of', '1'),
        word('3', 'Oz', '1', 'Entity=(2-place-new)1)'),
        word('4', 'it', '1', 'Entity=9)(3-thing)'),
      ].join('\n'),
    );
    expect([...s.mentions.first]).toEqual([0, 2, 3]);
    expect([...s.mentions.last]).toEqual([3, 3, 4]);
    expect([...s.mentions.type]).toEqual([MENTION.organisation, MENTION.place, MENTION.other]);
  });

  it.each([
    ['1\ta\tb', /line 2: 10 columns .* 3/],
    [word('2', 'a'), /line 2: word 1 is expected, not '2'/],
    [word('1', ''), /line 2: a form is expected/],
    [word('1', 'a', '7'), /line 2: 7 cannot be the head of word 1/],
    [word('1', 'a', '1'), /line 2: 1 cannot be the head of word 1/],
    [word('1', 'a', 'x'), /line 2: a word's number or _ is expected as head, not 'x'/],
    [`${row('1-3', 'ab')}\n${word('1', 'a')}`, /line 2: 'ab' reaches beyond the sentence's 1 words/],
    [`${row('1-2', 'ab')}\n${word('1', 'a')}\n${row('2-3', 'bc')}\n${word('2', 'b')}\n${word('3', 'c')}`, /line 4: /],
  ])('names the line of a fault: %j', (lines, message) => {
    expect(() => fromConllu(`# newpar\n${lines}\n`)).toThrow(message);
  });

  it('reads on after a faulty sentence', () => {
    const reader = new ConlluReader();
    reader.line(word('1', 'good'));
    reader.line('');
    reader.line('not a word line');
    expect(() => reader.line('')).toThrow(/line 3/);
    reader.line(`\r${''}`);
    reader.line(word('1', 'better'));
    expect(forms(reader.finish().sentences)).toEqual(['good', 'better']);
  });

  it('reads anything without a fault that is not the text’s own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('1', '2', '1-2', '\t', '_', '\n', '#', 'x', '0', '\u0000', 'Entity=(1', ')')),
        (parts) => {
          try {
            fromConllu(parts.join(''));
          } catch (error) {
            expect(String(error)).toMatch(/^UserError: line \d+: /);
          }
        },
      ),
    );
  });
});
