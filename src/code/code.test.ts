import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimLine, goldenDocuments, testCodebook } from '../../test/golden/world.js';
import type { Codebook } from '../codebook/index.js';
import type { Coded, Sentences, Span } from '../types.js';
import { code, faultOfExample, readExample } from './index.js';

let codebook: Codebook;
let dispatches: Map<string, Sentences>;

beforeAll(async () => {
  codebook = await testCodebook();
  dispatches = await goldenDocuments('dispatches.conllu');
});

const PUBLISHED = '2031-05-09';

function coded(id: string, explain = false): Coded {
  const sentences = dispatches.get(id)!;
  return code({ id, text: sentences.text, published: PUBLISHED, language: 'en' }, sentences, codebook, { explain });
}

const lines = (id: string) => coded(id).claims.map((c) => claimLine(dispatches.get(id)!.text, c));

describe('claims', () => {
  it('gives quoted speech to its speaker, and "we" to whom the speaker stands for', () => {
    expect(lines('quote')).toEqual([
      'XVS SUPPORT 051 XOS | support | actual | Mara Lind, the foreign minister of Vessia',
      'XVS REJECT 120 the vote | will not recognize | actual | Mara Lind, the foreign minister of Vessia',
    ]);
    const [first] = coded('quote').claims;
    expect(first?.attribution[0]).toMatchObject({
      kind: 'direct-quote',
      speakers: [{ role: 'the foreign minister of Vessia' }],
    });
    expect(first?.attribution.at(-1)).toEqual({ kind: 'outlet', speakers: [{ text: 'quote' }] });
  });

  it('keeps a claim inside a claim on the word of who says it', () => {
    expect(lines('inside')).toEqual(['XOS ASSAULT 190 a village in Vessia | attacked | actual | Tarrow']);
    expect(lines('according')).toEqual([
      'XTA MOBILIZE 154 the border | deployed troops | actual | the Vessian Defence Ministry',
    ]);
    expect(lines('aside')).toEqual(['XTA REJECT 128 the treaty | violated | actual | the Vessian president']);
  });

  it('puts a sentence that only says who reports over what stands before it, the source cited further in', () => {
    expect(lines('covering')).toEqual([
      'XVS SUPPORT 054 XLD | recognized | actual | the Foreign Ministry of Vessia | the Tarrow News Agency',
    ]);
  });

  it('invents no agent, and dates the event', () => {
    const [claim] = coded('agentless').claims;
    expect(claim).toMatchObject({
      source: [],
      target: [],
      time: { start: '2031-05-03', end: '2031-05-03', basis: 'explicit' },
    });
  });

  it('distributes coordination, and keeps groups as groups', () => {
    expect(lines('coordinated')).toEqual([
      'XVS + XTA + group:a number of other countries COERCE 163 XOS | imposed sanctions | actual',
    ]);
    expect(coded('coordinated').claims[0]?.source[2]?.actor).toMatchObject({ group: true, code: 'MUL' });
  });

  it('tells what happened from what was planned, denied, possible, conditional', () => {
    expect(lines('planned').map((l) => l.split(' | ').slice(1, 3))).toEqual([
      ['adopt a resolution', 'planned'],
      ['condemning', 'planned'],
      ['used its veto', 'actual'],
    ]);
    expect(lines('denied')).toEqual(['XVS ASSAULT 194 XTA | shelled | denied | Vessia']);
    expect(lines('possible')).toEqual(['XVS COERCE 163 XTA | impose sanctions | possible']);
    expect(lines('conditional')).toEqual(['XVS SANCTION 166 XTA | expel | conditional']);
  });

  it('lets an infinitive decide what is asked, refused or agreed', () => {
    expect(lines('demanded')).toEqual(['XVS REQUEST 0256 XTA | urged | actual']);
    expect(lines('refused')).toEqual(['XVS REJECT 125 XTA | refused | actual']);
  });

  it('does not take a withdrawn recognition for a recognition', () => {
    expect(lines('withdrawn')).toEqual(['XVS SANCTION 161 XLD | withdrawn its recognition | actual']);
  });

  it('reads a passive, and a weekday as the last one before the report', () => {
    const [claim] = coded('passive').claims;
    expect(claim?.time).toMatchObject({ start: '2031-05-05', basis: 'relative' });
    expect(lines('passive')).toEqual(['XVS COERCE 173 Two fishermen | arrested | actual']);
  });

  it('marks what each side does to the other', () => {
    expect(coded('reciprocal').claims).toMatchObject([{ reciprocal: true, event: { type: 'CONSULT' } }]);
  });

  it('gives "for the same reason" the reason before, and "the department" its ministry', () => {
    const { text } = dispatches.get('reason')!;
    const reasons = coded('reason').claims.map((c) => c.reason && text.slice(c.reason.start, c.reason.end));
    expect(reasons).toEqual(['because of the raid', 'because of the raid']);
    expect(lines('department')[1]).toBe('XVS ACCUSE 111 the raid | condemned | actual');
  });

  it('tells what the report recalls from what it reports', () => {
    expect(coded('recalled').claims).toMatchObject([
      { novelty: 'background', time: { start: '2024-01-01', precision: 'year' } },
    ]);
    expect(coded('inside').claims).toMatchObject([{ novelty: 'new' }]);
  });

  it('explains each claim by entry, path and cue, only where asked', () => {
    expect(coded('demanded', true).claims[0]?.explain?.join('\n')).toMatch(
      /ask \(REQUEST 0256\)[\s\S]*source: who acts/,
    );
    expect(coded('demanded').claims[0]?.explain).toBeUndefined();
  });

  it('gives the same output, ids included, for the same input', () => {
    for (const id of dispatches.keys()) expect(coded(id)).toEqual(coded(id));
    const ids = [...dispatches.keys()].flatMap((id) => coded(id).claims.map((c) => c.id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('every lexicon entry with a parsed example', () => {
  it('codes its own example, with the parties marked in it', async () => {
    const examples = await goldenDocuments('examples.conllu');
    const failed: string[] = [];
    let tried = 0;
    for (const { id, example: marked } of codebook.predicates) {
      const sentences = examples.get(id);
      const example = readExample(marked);
      if (!sentences || sentences.text.trim() !== example.text) continue;
      tried++;
      const { claims } = code({ id, text: sentences.text }, sentences, codebook, { explain: true });
      const fault = faultOfExample(example, claims, { predicate: id });
      if (fault !== undefined) failed.push(`${id}: ${fault}: ${marked}`);
    }
    expect(failed).toEqual([]);
    expect(tried).toBeGreaterThan(150);
  });
});

describe('pairs', () => {
  it('are answered by the claim between them, and a faulty one is named', () => {
    const sentences = dispatches.get('inside')!;
    const { text } = sentences;
    const at = (words: string): Span => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const pairs = [
      { source: [at('Ostrel')], target: [at('a village in Vessia')] },
      { source: [{ start: 5, end: 500 }], target: [at('Ostrel')] },
    ];
    const { relations, errors } = code({ id: 'p', text, pairs }, sentences, codebook);
    expect(relations).toMatchObject([{ pair: 0, type: 'ASSAULT' }]);
    expect(errors).toEqual([
      'pairs[1].source[0]: the span 5 to 500 holds no words of the text, which has 58 characters',
    ]);
  });

  it('change no claims', () => {
    const sentences = dispatches.get('inside')!;
    const { text } = sentences;
    const pairs = [{ source: [{ start: 0, end: 6 }], target: [{ start: 7, end: 11 }] }];
    const plain = code({ id: 'p', text }, sentences, codebook);
    expect(code({ id: 'p', text, pairs }, sentences, codebook).claims).toEqual(plain.claims);
  });
});

describe('any text and any tree', () => {
  it('never codes another language as English', () => {
    const sentences = dispatches.get('inside')!;
    const { claims, errors } = code({ id: 'x', text: sentences.text, language: 'fr' }, sentences, codebook);
    expect(claims).toEqual([]);
    expect(errors).toEqual(['language "fr": only English is coded']);
  });

  it('gives claims and attributions that stand within the text, whatever the tree', () => {
    const words = fc.constantFrom(
      'Vessia',
      'Tarrow',
      'said',
      'condemned',
      'will',
      'not',
      'sanctions',
      'imposed',
      'on',
      'of',
      ',',
      '“',
      '”',
      '.',
      '"',
      'the',
      'ministry',
      'who',
      'Monday',
      '\ud800',
      '\u0000',
      "''",
      'and',
      'by',
    );
    const token = fc.record({
      word: words,
      upos: fc.nat(16),
      rel: fc.nat(48),
      head: fc.nat(40),
      gap: fc.constantFrom(' ', '', '\n\n', '  '),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(token, { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 4 }),
        (sentences) => {
          const tree = randomTree(sentences);
          const result = code({ id: 'r', text: tree.text, published: PUBLISHED }, tree, codebook, { explain: true });
          const ok = (s: Span) => s.start >= 0 && s.start < s.end && s.end <= tree.text.length;
          for (const a of result.attributions) expect([...a.source, ...a.cue, ...a.content].every(ok)).toBe(true);
          for (const c of result.claims) {
            expect([c.span, c.trigger].every(ok)).toBe(true);
            expect(c.trigger.start >= c.span.start && c.trigger.end <= c.span.end).toBe(true);
            expect(tree.text.slice(c.span.start, c.span.end)).not.toContain('\n\n');
            for (const p of [...c.source, ...c.target]) {
              expect(ok(p.span)).toBe(true);
              expect(p.text).toBe(tree.text.slice(p.span.start, p.span.end));
              expect(p.text.length).toBeLessThanOrEqual(160);
            }
            expect(c.attribution.at(-1)?.kind).toBe('outlet');
            expect(c.attribution.every((a) => a.speakers.length > 0)).toBe(true);
          }
          for (const t of result.times) expect(t.start <= t.end).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes a hostile text in linear time and a bounded stack', () => {
    const many = Array.from({ length: 4000 }, (_, i) => ({
      word: i % 2 ? 'said' : '“',
      upos: 15,
      rel: 12,
      head: i - 1,
      gap: ' ',
    }));
    const tree = randomTree([many]);
    expect(code({ id: 'h', text: tree.text }, tree, codebook).id).toBe('h');
  });
});

interface RandomToken {
  word: string;
  upos: number;
  rel: number;
  head: number;
  gap: string;
}

/** Sentences from arbitrary tokens; heads may be cyclic, as from a damaged file. */
function randomTree(sentences: readonly (readonly RandomToken[])[]): Sentences {
  const all = sentences.flat();
  let text = '';
  const start: number[] = [];
  const end: number[] = [];
  const head: number[] = [];
  const bounds = [0];
  for (const sentence of sentences) {
    const base = bounds.at(-1)!;
    for (const token of sentence) {
      start.push(text.length);
      text += token.word;
      end.push(text.length);
      text += token.gap || (/\w/.test(token.word) ? ' ' : '');
      head.push(token.head < 0 || token.head >= sentence.length ? -1 : base + token.head);
    }
    bounds.push(base + sentence.length);
  }
  return {
    text,
    length: all.length,
    sentences: Int32Array.from(bounds),
    start: Int32Array.from(start),
    end: Int32Array.from(end),
    upos: Uint8Array.from(all.map((t) => t.upos)),
    head: Int32Array.from(head),
    deprel: Uint8Array.from(all.map((t) => t.rel)),
    feats: new Uint16Array(all.length),
    featBundles: ['_'],
    lemma: all.map((t) => t.word.toLowerCase()),
    mentions: { length: 0, first: new Int32Array(0), last: new Int32Array(0), type: new Uint8Array(0) },
  };
}
