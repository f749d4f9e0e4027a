// A generated, seeded corpus of readings: what a coder would hand to the ledger for reports about invented states.
import { createHash } from 'node:crypto';

const TYPES = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'COOPERATE',
  'AID',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'COERCE',
];
const VERBS = [
  'agreed with',
  'consulted',
  'supported',
  'worked with',
  'sent aid to',
  'appealed to',
  'accused',
  'rejected',
  'threatened',
  'protested against',
  'froze ties with',
  'imposed curbs on',
];
const FACTUALITIES = ['actual', 'actual', 'actual', 'actual', 'planned', 'denied', 'possible'];

/** States whose recognition is a question in the corpus, and the part of the claims that are about it. */
const DISPUTED = Array.from({ length: 10 }, (_, i) => `X${110 + i}`);
const RECOGNITIONS = 0.015;

/** The questions that the corpus has positions on, as a codebook has them. */
export function questions() {
  const all = DISPUTED.map((code) => ({
    id: `recognition-${code.toLowerCase()}`,
    label: `Recognition of ${code}`,
    about: `Whether ${code} is recognized as a state.`,
    kind: 'recognition',
    subjects: [code],
    terms: [],
  }));
  return Object.fromEntries(all.map((question) => [question.id, question]));
}

/** A small generator of pseudo-random numbers in [0, 1) (mulberry32): the same seed, the same corpus. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words of an invented language, so that the search index has a natural spread of frequent and rare ones. */
function words(next, count) {
  const syllables = ['ba', 'ke', 'lo', 'mi', 'nur', 'sa', 'tev', 'ro', 'gal', 'ix', 'dor', 'pen', 'ul', 'za', 'fi'];
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => syllables[Math.floor(next() * syllables.length)]).join(''),
  );
}

/**
 * Readings one after the other.
 *
 * @param {{ documents: number, claims: number, seed?: number }} options documents, and claims in each
 */
export function* readings({ documents, claims, seed = 1 }) {
  const next = random(seed);
  const vocabulary = words(next, 8000);
  const pick = (list) => list[Math.floor(next() * list.length)];
  // Few are frequent and many rare, in the vocabulary as among the actors.
  const skewed = (list) => list[Math.floor(list.length * next() ** 2)];
  const actors = Array.from({ length: 120 }, (_, i) => {
    const name = `${pick(vocabulary)}ia`.replace(/^./, (c) => c.toUpperCase());
    return { id: `X${i}`, name, code: `X${i}`, sectors: ['GOV'] };
  });
  const outlets = Array.from({ length: 40 }, () => `The ${pick(vocabulary)} Post`);
  const filler = () => `${Array.from({ length: 14 }, () => skewed(vocabulary)).join(' ')}.`;
  for (let i = 0; i < documents; i++) {
    const day = new Date(Date.UTC(2030, 0, 1) + Math.floor(next() * 1000) * 86_400_000).toISOString().slice(0, 10);
    const outlet = skewed(outlets);
    const paragraphs = [];
    let text = '';
    const put = (part) => {
      const start = text.length;
      text += part;
      return { start, end: text.length };
    };
    const made = [];
    for (let c = 0; c < claims; c++) {
      if (text) text += '\n\n';
      const start = text.length;
      const recognition = next() < RECOGNITIONS;
      const [from, speaker] = [skewed(actors), skewed(actors)];
      const to = recognition ? actors[Number(pick(DISPUTED).slice(1))] : skewed(actors);
      const kind = Math.floor(next() * TYPES.length);
      const event = recognition
        ? { type: 'SUPPORT', cameo: '054', predicate: 'recognize', quad: 1, goldstein: 6 }
        : { type: TYPES[kind], cameo: '111', quad: 3, goldstein: -2 };
      const source = put(from.name);
      put(' ');
      const trigger = put(recognition ? 'recognized' : VERBS[kind]);
      put(' ');
      const target = put(to.name);
      put(` over ${pick(vocabulary)} ${skewed(vocabulary)}, `);
      const said = put(speaker.name);
      put(' ');
      const cue = put('said');
      put('.');
      const span = { start, end: text.length };
      put(` ${filler()} ${filler()}`);
      paragraphs.push({ start, end: text.length });
      made.push({
        span,
        trigger,
        headline: false,
        event: { ...event, contexts: [] },
        source: [{ span: source, text: from.name, actor: from }],
        target: [{ span: target, text: to.name, actor: to }],
        factuality: pick(FACTUALITIES),
        novelty: 'new',
        ...(next() < 0.5 && { time: { start: day, end: day, precision: 'day', basis: 'relative' } }),
        attribution: [
          {
            kind: 'indirect',
            speakers: [{ span: said, text: speaker.name, actor: speaker }],
            cue,
            content: { start, end: said.start },
          },
          { kind: 'outlet', speakers: [{ text: outlet }] },
        ],
        confidence: 0.8,
      });
    }
    const id = createHash('sha256').update(`${seed} ${i}`).digest('hex').slice(0, 32);
    yield {
      document: {
        id,
        url: `https://news.example/${i}`,
        outlet: { name: outlet },
        language: 'en',
        published: `${day}T08:00`,
        text,
        paragraphs,
        state: 'full',
      },
      coded: {
        id,
        claims: made.map((claim, c) => ({
          id: createHash('sha256').update(`${id} ${c}`).digest('hex').slice(0, 16),
          ...claim,
        })),
        attributions: [],
        relations: [],
        times: [],
        errors: [],
      },
      versions: { coder: 'bench', codebook: 'bench' },
    };
  }
}
