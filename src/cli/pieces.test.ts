import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../test/inputs.js';
import { openInputs } from '../read/index.js';
import { type Piece, pieces, type TextPiece } from './pieces.js';

async function piecesOf(files: Record<string, string>): Promise<Piece[]> {
  const folder = await folderOf(files);
  const found: Piece[] = [];
  for await (const piece of pieces(openInputs(Object.keys(files).map((name) => join(folder, name))))) found.push(piece);
  return found;
}

const word = (id: number, form: string) => `${id}\t${form}\t_\t_\t_\t_\t_\t_\t_\t_\n`;
const texts = (found: Piece[]): TextPiece[] =>
  found.filter((piece) => 'text' in piece && 'continues' in piece) as TextPiece[];

describe('what is parsed', () => {
  it('is a plain text to the letter, with whatever heads it', async () => {
    const text = 'Published: 2 May 2031\n\nRain on Veld\n\nIt  rained .\r\n';
    const [piece, ...others] = await piecesOf({ 'a.txt': text });
    expect(others).toEqual([]);
    expect(piece).toMatchObject({ text, continues: false });
    expect(piece).not.toHaveProperty('paragraphs');
  });

  it('is a long text in parts, none of it lost, parted at blank lines', async () => {
    const text = Array.from(
      { length: 4000 },
      (_, i) => `Paragraph ${i} of a long report.${' It rained on Veld.'.repeat(10)}`,
    ).join('\n\n');
    const parts = texts(await piecesOf({ 'a.txt': text }));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.map((part) => part.continues)).toEqual(parts.map((_, i) => i > 0));
    for (const part of parts.slice(1)) expect(part.text).toMatch(/^\n\n/);
  });

  it('is a Document with its paragraphs, if it is in English', async () => {
    const english = { id: 'one', text: 'Rain on Veld\n\nIt rained all day.', language: 'en' };
    const french = { id: 'two', text: 'Il a plu toute la journée sur la ville.', language: 'fr' };
    const found = await piecesOf({ 'a.jsonl': `${JSON.stringify(english)}\n${JSON.stringify(french)}\n` });
    expect(found).toEqual([
      expect.objectContaining({
        text: english.text,
        document: 'one',
        paragraphs: [
          { start: 0, end: 12 },
          { start: 14, end: 32 },
        ],
      }),
      { failure: { where: expect.stringContaining('a.jsonl'), reason: expect.stringContaining('"fr"') } },
    ]);
  });

  it('is CoNLL-U with its words, known by its name or its content; faulty sentences are named and left out', async () => {
    const conllu = `# sent_id = a\n${word(1, 'Rain')}${word(2, 'fell')}\n${word(1, 'Then')}${word(3, 'what')}\n${word(1, 'Sun')}`;
    for (const name of ['a.conllu', 'a.txt']) {
      const found = await piecesOf({ [name]: conllu });
      expect(found).toEqual([
        {
          failure: {
            where: expect.stringContaining(name),
            reason: expect.stringMatching(/^line 6: word 2 is expected/),
          },
        },
        expect.objectContaining({
          frames: [expect.objectContaining({ comments: ['# sent_id = a'] }), expect.anything()],
        }),
      ]);
      expect(found[1]).toHaveProperty('sentences.text', 'Rain fell Sun ');
    }
  });

  it('is what can be read, and what cannot is named', async () => {
    const found = await piecesOf({ 'empty.txt': '', 'good.txt': 'It rained.' });
    expect(found).toEqual([
      { failure: { where: expect.stringContaining('empty.txt'), reason: 'is empty' } },
      expect.objectContaining({ text: 'It rained.' }),
    ]);
  });
});
