import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { positions } from '../src/ask/index.js';
import { code, parseSpans } from '../src/code/index.js';
import { loadCodebook } from '../src/codebook/node.js';
import { openLedger } from '../src/ledger/index.js';
import { openParser } from '../src/parse/node.js';
import type { Document } from '../src/types.js';

/** What the samples say of some who are easily misread, and nothing more. */
const HELD: Record<string, readonly string[]> = {
  's019-brennmark-rejects': ['Brennmark does-not-recognize'],
  's025-sundrakal-studying': [],
  's027-tarqesh-recognizes': ['Tarqesh recognizes'],
  's033-treaty-orta': [],
  's068-orvandia-regrets': ['Drovnia recognizes'],
  's082-ishkara-neutral': ['Ishkara neutral'],
  's090-pact-summit': [],
};

it('positions on the samples are those that the reports say, and no others', async () => {
  const [parser, codebook] = [await openParser(), await loadCodebook({ dir: 'samples/world' })];
  const found: Record<string, string[]> = {};
  for (const line of readFileSync('samples/dispatches.jsonl', 'utf8').trimEnd().split('\n')) {
    const { text, title, ...rest } = JSON.parse(line) as Document;
    if (!(rest.id in HELD)) continue;
    const paragraphs = [...text.matchAll(/[^\n]+/g)].map(({ 0: words, index }) => ({
      start: index,
      end: index + words.length,
    }));
    const headline = { start: 0, end: (title as string).length };
    const document: Document = { ...rest, text, title: title as string, headline, paragraphs, state: 'full' };
    const coded = code(document, parser.parse(text, parseSpans(document)), codebook);
    const ledger = await openLedger(':memory:');
    await ledger.record([{ document, coded, versions: { coder: 'test', codebook: 'test' } }]);
    const rows = await positions(ledger, codebook, { question: ['selmoor-accession'], factuality: ['actual'] });
    found[document.id] = rows.map(({ actor, stance }) => `${actor.name} ${stance}`).sort();
    await ledger.close();
  }
  expect(found).toEqual(HELD);
});
