import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Ledger, openLedger } from './index.js';
import { holding, indexWords, sequencesWith } from './search.js';

const word = fc.constantFrom('met', 'Met', 'envoys', 'envoy', 'Brénia', 'brenia', 'of', "it's", '1,000', '—');
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const search = fc
  .array(
    fc.oneof(
      word,
      word.map((one) => `${one.slice(0, 3)}*`),
      text.map((some) => `"${some}"`),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(' '));

describe.each(DATABASES)('words on $name', (database) => {
  let ledger: Ledger;
  let next = 0;
  beforeAll(async () => {
    ledger = await openLedger(await database.fresh());
  });
  afterAll(async () => {
    await ledger.close();
    await database.tidy();
  });

  it('are found in a text by looking at it just where the index finds them', async () => {
    await fc.assert(
      fc.asyncProperty(text, search, async (body, words) => {
        const sequence = ++next;
        await indexWords(ledger.db, 'claim_words', [{ sequence, text: body }]);
        const { rows } = await sql<{ found: number }>`select count(*) as found
          from ${sequencesWith(ledger.db, 'claim_words', words)} as found where sequence = ${sequence}`.execute(
          ledger.db,
        );
        // A search without a word finds nothing in an index, and is not looked for in texts.
        fc.pre(/\w/.test(words.replace(/"\W*"/g, '')));
        expect(holding(words)(body)).toBe(Number(rows[0]?.found) > 0);
      }),
      { numRuns: 200 },
    );
  });
});
