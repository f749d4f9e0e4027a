import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../test/databases.js';
import { type Report, readingOf } from '../../test/readings.js';
import { type Ledger, openLedger } from '../ledger/index.js';
import { indexWords } from '../ledger/search.js';
import { claims, documents, events, type Filter, trace } from './index.js';
import { selectClaims } from './select.js';

let ledger: Ledger;
let now: string;

const CONDEMNATION = { source: 'Aldoria', verb: 'condemned', type: 'ACCUSE', target: 'Brenia' };
const VISIT = { source: 'Corvania', verb: 'met', type: 'CONSULT', target: 'Brenia', day: '2031-05-03' };

async function record(...reports: Report[]): Promise<void> {
  await ledger.record(reports.map(readingOf));
}

async function wordsOf(filter: Filter): Promise<string[]> {
  const found: string[] = [];
  for await (const { document, source, event, target } of claims(ledger, filter)) {
    found.push(`${document}: ${source[0]?.text} ${event.type} ${target[0]?.text}`);
  }
  return found;
}

describe.each(DATABASES)('answers on $name', (database) => {
  beforeEach(async () => {
    now = '2031-05-10T12:00:00Z';
    ledger = await openLedger(await database.fresh(), { now: () => new Date(now) });
  });
  afterEach(async () => {
    await ledger.close();
    await database.tidy();
  });

  describe('claims', () => {
    it('come with where they are read and when they were recorded', async () => {
      await record({ id: 'a', url: 'https://a.example/', published: '2031-05-02', tellings: [CONDEMNATION] });
      const rows = [];
      for await (const row of claims(ledger)) rows.push(row);
      const [claim] = readingOf({ id: 'a', tellings: [CONDEMNATION] }).coded.claims;
      expect(rows).toEqual([
        {
          ...claim,
          document: 'a',
          url: 'https://a.example/',
          outlet: 'The Daily Invention',
          published: '2031-05-02',
          recorded: '2031-05-10T12:00:00.000Z',
          origin: 'a',
          versions: { coder: 'test 1', codebook: 'test 1' },
        },
      ]);
    });

    it('come a page at a time, the latest first, whoever takes part and whenever it was', async () => {
      const days = ['2031-05-01', '2031-05-02', '2031-05-03', undefined];
      const reports = Array.from({ length: 24 }, (_, i): Report => {
        const day = days[i % days.length];
        const source = i % 3 ? 'Aldoria' : 'Brenia';
        const published = i % 5 ? '2031-05-02' : undefined;
        return {
          id: `d${i % 7}-${i}`,
          ...(published !== undefined && { published }),
          tellings: [
            { source, verb: 'met', type: i % 2 ? 'CONSULT' : 'ACCUSE', target: 'Brenia', ...(day && { day }) },
          ],
        };
      });
      await record(...reports);
      const filters: Filter[] = [
        { actor: ['Aldoria'] },
        { actor: ['Brenia'], type: ['ACCUSE'] },
        { actor: ['Brenia'], since: '2031-05-02' },
        { source: ['Aldoria'], until: '2031-05-02' },
        { actor: ['Aldoria'], search: 'met' },
        { actor: ['Aldoria', 'Brenia'] },
      ];
      for (const filter of filters) {
        const whole = await selectClaims(ledger, filter);
        for (const [limit, offset] of [
          [1, 0],
          [2, 1],
          [3, 9],
          [50, 0],
        ] as const) {
          const page = await selectClaims(ledger, { ...filter, limit, offset });
          expect(page).toEqual(whole.slice(Math.max(0, whole.length - offset - limit), whole.length - offset));
        }
        expect(await selectClaims(ledger, filter, whole.slice(0, 4))).toEqual(whole.slice(0, 4));
        expect(await selectClaims(ledger, filter, whole.slice(-4))).toEqual(whole.slice(-4));
      }
    });

    it('are found by who takes part, on which side, and on whose word', async () => {
      await record(
        { id: 'a', tellings: [{ ...CONDEMNATION, speaker: 'Dorland' }] },
        { id: 'b', tellings: [VISIT] },
        { id: 'c', tellings: [{ ...VISIT, source: 'the envoy' }] },
      );
      const condemnation = 'a: Aldoria ACCUSE Brenia';
      const visit = 'b: Corvania CONSULT Brenia';
      const envoy = 'c: the envoy CONSULT Brenia';
      expect(await wordsOf({ actor: ['brenia'] })).toEqual([condemnation, visit, envoy]);
      expect(await wordsOf({ actor: ['XBR', 'Aldoria'] })).toEqual([condemnation]);
      expect(await wordsOf({ source: ['BRENIA'] })).toEqual([]);
      expect(await wordsOf({ target: ['brenia'], source: ['corvania'] })).toEqual([visit]);
      expect(await wordsOf({ source: ['The  Envoy'] })).toEqual([envoy]);
      expect(await wordsOf({ speaker: ['Dorland'] })).toEqual([condemnation]);
      expect(await wordsOf({ actor: ['Dorland'] })).toEqual([]);
      expect(await wordsOf({ speaker: ['the daily invention'], type: ['CONSULT'] })).toEqual([visit, envoy]);
    });

    it('are found by days: of the event, else of the report', async () => {
      await record(
        { id: 'a', published: '2031-05-02T10:00', tellings: [CONDEMNATION, VISIT] },
        { id: 'b', tellings: [CONDEMNATION] },
        { id: 'c', tellings: [{ ...VISIT, day: '2031-04' }] },
      );
      const [early, late] = ['a: Aldoria ACCUSE Brenia', 'a: Corvania CONSULT Brenia'];
      const april = 'c: Corvania CONSULT Brenia';
      expect(await wordsOf({ since: '2031-05' })).toEqual([early, late]);
      expect(await wordsOf({ since: '2031-05-03' })).toEqual([late]);
      expect(await wordsOf({ until: '2031-05-02' })).toEqual([april, early]);
      expect(await wordsOf({ since: '2031-04-20', until: '2031-05-02' })).toEqual([april, early]);
      expect(await wordsOf({ asOf: '2031-05-02' })).toEqual([april, early]);
      expect(await wordsOf({ limit: 2 })).toEqual([early, late]);
      await expect(wordsOf({ since: 'yesterday' })).rejects.toThrow('--since yesterday: a day');
      await expect(wordsOf({ until: '2031-13-45' })).rejects.toThrow('--until');
    });

    it('are what the ledger held at a time', async () => {
      await record({ id: 'a', tellings: [CONDEMNATION] });
      now = '2031-05-12T12:00:00Z';
      await record({ id: 'a', tellings: [VISIT] });
      const [before, after] = ['a: Aldoria ACCUSE Brenia', 'a: Corvania CONSULT Brenia'];
      expect(await wordsOf({ knownAt: '2031-05-09' })).toEqual([]);
      expect(await wordsOf({ knownAt: '2031-05-10' })).toEqual([before]);
      expect(await wordsOf({ knownAt: '2031-05-12T11:59Z' })).toEqual([before]);
      expect(await wordsOf({ knownAt: '2031-05-12T12:00:00Z' })).toEqual([after]);
      expect(await wordsOf({})).toEqual([after]);
      await expect(wordsOf({ knownAt: 'now' })).rejects.toThrow('--known-at now');
    });

    it('are found by words, whatever they are', async () => {
      await record({ id: 'a', tellings: [CONDEMNATION, VISIT] });
      const [condemnation, visit] = ['a: Aldoria ACCUSE Brenia', 'a: Corvania CONSULT Brenia'];
      expect(await wordsOf({ search: 'brenia CONDEMNED' })).toEqual([condemnation]);
      expect(await wordsOf({ search: '"met Brenia"' })).toEqual([visit]);
      expect(await wordsOf({ search: '"Brenia met"' })).toEqual([]);
      expect(await wordsOf({ search: 'cond*' })).toEqual([condemnation]);
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: fc.constantFrom('"', '*', '(', ')', 'a', ' ', '-', ':', '\0', '^') }),
          async (search) => {
            await wordsOf({ search });
          },
        ),
      );
    });

    it('are found by words without case and accents, of any script, and by hyphened ones as a phrase', async () => {
      await record(
        { id: 'a', tellings: [{ ...VISIT, target: 'Żółć-on-Sea in São Tomé' }] },
        { id: 'b', tellings: [{ ...VISIT, target: 'Ирина in Σύρος' }] },
      );
      const found = async (search: string) => (await wordsOf({ search })).map((words) => words[0]);
      expect(await found('ZOŁC')).toEqual(['a']);
      expect(await found('zolc')).toEqual([]);
      expect(await found('SAO tome')).toEqual(['a']);
      expect(await found('on-sea')).toEqual(['a']);
      expect(await found('sea-on')).toEqual([]);
      expect(await found('ИРИНА συρος')).toEqual(['b']);
      expect(await found('ир*')).toEqual(['b']);
      expect(await found('"—"')).toEqual([]);
    });

    it('are found by a word that most of them hold', async () => {
      await record(
        { id: 'a', published: '2031-05-01', tellings: [VISIT, CONDEMNATION] },
        { id: 'b', tellings: [{ ...VISIT, day: '2031-05-04', target: 'the envoy' }] },
      );
      // Others, of which the tables of claims need not know.
      const others = Array.from({ length: 5000 }, (_, i) => ({ sequence: 1_000_000 + i, text: 'They met.' }));
      await indexWords(ledger.db, 'claim_words', others);
      const [brenia, envoy] = ['a: Corvania CONSULT Brenia', 'b: Corvania CONSULT the envoy'];
      expect(await wordsOf({ search: 'met' })).toEqual([brenia, envoy]);
      expect(await wordsOf({ search: 'met', limit: 1 })).toEqual([envoy]);
      expect(await wordsOf({ search: 'met', actor: ['Brenia'] })).toEqual([brenia]);
      expect(await wordsOf({ search: 'met', document: 'b' })).toEqual([envoy]);
    });

    it('answer like a slow and obvious model', async () => {
      const names = ['Aldoria', 'Brenia', 'Corvania', 'the envoy'];
      const day = fc.integer({ min: 1, max: 9 }).map((d) => `2031-05-0${d}`);
      const telling = fc.record(
        {
          source: fc.constantFrom(...names),
          verb: fc.constant('met'),
          type: fc.constantFrom('CONSULT', 'ACCUSE'),
          target: fc.constantFrom(...names),
          day: fc.oneof(day, fc.constantFrom('2031-05', '2031')),
        },
        { requiredKeys: ['source', 'verb', 'type', 'target'] },
      );
      const reports = fc.array(
        fc.record({ tellings: fc.array(telling, { maxLength: 3 }), published: day }, { requiredKeys: ['tellings'] }),
        { minLength: 1, maxLength: 5 },
      );
      const filter: fc.Arbitrary<Filter> = fc.record(
        {
          actor: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }),
          source: fc.constantFrom(...names).map((name) => [name]),
          type: fc.constant(['CONSULT']),
          since: day,
          until: day,
        },
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(reports, fc.array(filter, { minLength: 4, maxLength: 4 }), async (told, filters) => {
          const own = await openLedger(await database.passing());
          const readings = told.map((report, i) => readingOf({ ...report, id: `${i}` }));
          await own.record(readings);
          for (const asked of filters) {
            const expected = readings.flatMap(({ document, coded }) =>
              coded.claims.flatMap((claim) => {
                const start = claim.time?.start ?? document.published;
                const end = claim.time?.end ?? document.published;
                const first = start && `${start}-01-01`.slice(0, 10);
                const last = end && (end.length === 4 ? `${end}-12-31` : end.length === 7 ? `${end}-31` : end);
                const [source, target] = [claim.source[0]?.text, claim.target[0]?.text];
                const fits =
                  (asked.actor ?? []).every((name) => name === source || name === target) &&
                  (asked.source ?? []).every((name) => name === source) &&
                  (!asked.type || asked.type.includes(claim.event.type)) &&
                  (!asked.since || (last !== undefined && last >= asked.since)) &&
                  (!asked.until || (first !== undefined && first <= asked.until));
                return fits ? [`${document.id} ${claim.id}`] : [];
              }),
            );
            const found: string[] = [];
            for await (const row of claims(own, asked)) found.push(`${row.document} ${row.id}`);
            expect(found.sort()).toEqual(expected.sort());
          }
          await own.close();
        }),
        { numRuns: database.runs },
      );
    });
  });

  describe('events', () => {
    it('join reports of one act, and keep other acts, days and plans apart', async () => {
      await record(
        { id: 'a', outlet: 'One', published: '2031-05-02', tellings: [CONDEMNATION] },
        {
          id: 'b',
          outlet: 'Two',
          published: '2031-05-03',
          tellings: [{ ...CONDEMNATION, verb: 'denounced', speaker: 'Dorland' }],
        },
        { id: 'c', published: '2031-06-20', tellings: [CONDEMNATION] },
        { id: 'd', published: '2031-05-02', tellings: [{ ...CONDEMNATION, factuality: 'planned' }] },
        { id: 'e', published: '2031-05-02', tellings: [VISIT] },
      );
      const rows = await events(ledger);
      const seen = rows.map(({ documents, event, factuality }) => `${documents} ${event.type} ${factuality}`).sort();
      expect(seen).toEqual(['a,b ACCUSE actual', 'c ACCUSE actual', 'd ACCUSE planned', 'e CONSULT actual']);
      const joined = rows.find(({ documents }) => documents.length === 2);
      expect(joined).toMatchObject({
        source: [{ id: 'aldoria' }],
        target: [{ id: 'brenia' }],
        origins: 2,
        by: [['One'], ['Dorland', 'Two']],
        reported: '2031-05-02',
        words: 'Aldoria condemned Brenia.',
      });
      expect(joined?.claims).toHaveLength(2);
    });

    it('join a month to its only day, and leave it alone between several', async () => {
      const on = (id: string, day: string): Report => ({ id, tellings: [{ ...CONDEMNATION, day }] });
      await record(
        on('a', '2031-05-04'),
        on('b', '2031-05'),
        on('c', '2031-07-01'),
        on('d', '2031-07-20'),
        on('e', '2031-07'),
      );
      const rows = await events(ledger);
      expect(rows.map(({ documents }) => documents.join()).sort()).toEqual(['a,b', 'c', 'd', 'e']);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
    });

    it('are the same whatever came first', async () => {
      const telling = fc.record({
        source: fc.constantFrom('Aldoria', 'the envoy'),
        verb: fc.constant('met'),
        type: fc.constant('CONSULT'),
        target: fc.constantFrom('Brenia', 'Corvania'),
        day: fc.constantFrom('2031-05-01', '2031-05-02', '2031-05-04', '2031-05-20', '2031-05', '2031'),
      });
      const reports = fc.array(telling, { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(
          reports.chain((tellings) => {
            const all = tellings.map((one, i) => readingOf({ id: `${i}`, published: '2031-05-09', tellings: [one] }));
            return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
          }),
          async ([straight, shuffled]) => {
            const answers = [];
            for (const readings of [straight, shuffled]) {
              const own = await openLedger(await database.passing());
              for (const reading of readings) await own.record([reading]);
              answers.push(await events(own));
              await own.close();
            }
            expect(answers[1]).toEqual(answers[0]);
          },
        ),
        { numRuns: database.runs },
      );
    });
  });

  describe('documents', () => {
    it('come as their current revision stands', async () => {
      await record({ id: 'a', title: 'First words', published: '2031-05-02', tellings: [CONDEMNATION] });
      now = '2031-05-12T12:00:00Z';
      await record({ id: 'a', title: 'Second words', published: '2031-05-02', tellings: [] });
      expect(await documents(ledger)).toEqual([
        {
          id: 'a',
          title: 'Second words',
          outlet: 'The Daily Invention',
          language: 'en',
          published: '2031-05-02',
          state: 'full',
          recorded: '2031-05-12T12:00:00.000Z',
          revisions: 2,
          claims: 0,
        },
      ]);
      expect(await documents(ledger, { knownAt: '2031-05-11' })).toMatchObject([
        { title: 'First words', revisions: 1, claims: 1 },
      ]);
      expect(await documents(ledger, { search: 'second' })).toHaveLength(1);
      expect(await documents(ledger, { search: 'first' })).toEqual([]);
      expect(await documents(ledger, { since: '2031-05-02', until: '2031-05-02' })).toHaveLength(1);
      expect(await documents(ledger, { since: '2031-05-03' })).toEqual([]);
    });
  });

  describe('trace', () => {
    const first = (report: Report) => readingOf(report).coded.claims[0]?.id ?? '';

    it('shows the words where they stand and the chain of those who say so', async () => {
      const report: Report = { id: 'a', title: 'A quarrel', tellings: [{ ...CONDEMNATION, speaker: 'Dorland' }] };
      await record(report);
      const found = await trace(ledger, first(report));
      const { text, span, sentence, marks } = found.context;
      expect(text).toBe('Aldoria condemned Brenia, Dorland said.');
      expect(sentence).toBe(text);
      expect(
        marks.map((mark) => [mark.as, text.slice(mark.span.start - span.start, mark.span.end - span.start)]),
      ).toEqual([
        ['source', 'Aldoria'],
        ['trigger', 'condemned'],
        ['target', 'Brenia'],
        ['speaker', 'Dorland'],
        ['cue', 'said'],
      ]);
      expect(found.chain).toEqual([
        { kind: 'indirect', speakers: [{ name: 'Dorland', words: 'Dorland' }], cue: 'said', content: text },
        { kind: 'outlet', speakers: [{ name: 'The Daily Invention', words: 'The Daily Invention' }] },
      ]);
    });

    it('takes the beginning of an id, if only one claim has it', async () => {
      const report: Report = { id: 'a', tellings: [CONDEMNATION, VISIT] };
      await record(report);
      const id = first(report);
      expect((await trace(ledger, id.slice(0, 8))).claim.id).toBe(id);
      await expect(trace(ledger, '')).rejects.toThrow('2 claims begin like this');
      await expect(trace(ledger, 'nothing')).rejects.toThrow('has none with this id');
    });

    it('names the copies, the same sentence elsewhere, and other reports of the event', async () => {
      const report: Report = { id: 'a', published: '2031-05-02', tellings: [CONDEMNATION] };
      await record(
        report,
        { ...report, id: 'copy', outlet: 'The Relay' },
        { ...report, id: 'quoted', title: 'Elsewhere' },
        { ...report, id: 'reworded', tellings: [{ ...CONDEMNATION, verb: 'denounced' }] },
        { ...report, id: 'unrelated', tellings: [VISIT] },
      );
      const found = await trace(ledger, first(report));
      expect(found.readIn.map(({ document }) => document)).toEqual(['a', 'copy']);
      expect(found.sameWords.map(({ document }) => document)).toEqual(['quoted']);
      expect(found.sameEvent.map(({ document }) => document)).toEqual(['reworded']);
    });

    it('shows the revisions, and finds claims of replaced ones', async () => {
      const report: Report = { id: 'a', published: '2031-05-02', tellings: [CONDEMNATION] };
      await record(report);
      now = '2031-05-12T12:00:00Z';
      await record({ ...report, modified: '2031-05-04', tellings: [VISIT] });
      const found = await trace(ledger, first(report));
      expect(found.revisions).toEqual([
        {
          published: '2031-05-02',
          recorded: '2031-05-10T12:00:00.000Z',
          ended: '2031-05-12T12:00:00.000Z',
          traced: true,
        },
        {
          published: '2031-05-02',
          modified: '2031-05-04',
          recorded: '2031-05-12T12:00:00.000Z',
          traced: false,
          changes: { added: ['Corvania met Brenia.'], removed: ['Aldoria condemned Brenia.'], fields: ['modified'] },
        },
      ]);
    });
  });
});
