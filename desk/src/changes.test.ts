import { describe, expect, it } from 'vitest';
import { moved, placesOf } from './correct/places.ts';
import { changesBetween, heldOn, lastChanges } from './positions.ts';

// Browsers have it, Node 20 has not.
Map.groupBy ??= (items, key) => {
  const groups = new Map();
  let i = 0;
  for (const item of items) {
    const at = key(item, i++);
    groups.set(at, [...(groups.get(at) ?? []), item]);
  }
  return groups;
};

type Position = Parameters<typeof heldOn>[0][number];

const AMONG = ['recognizes', 'does-not-recognize'];

const position = (name: string, stance: string, from: string, until?: string, factuality = 'actual') =>
  ({
    question: 'q',
    actor: { id: name, name, code: name, sectors: [] },
    stance,
    factuality,
    from,
    ...(until !== undefined && { until }),
    reported: from,
    known: `${from}T00:00:00Z`,
    by: [['Outlet']],
    words: 'words',
    claims: [`${name} ${from}`],
    documents: ['d'],
    origins: 1,
    versions: { coder: '1', codebook: '1' },
  }) as Position;

const ROWS = [
  position('Stays', 'recognizes', '2031-01-01'),
  position('Comes', 'recognizes', '2031-05-03'),
  position('Turns', 'recognizes', '2031-01-01', '2031-05-04'),
  position('Turns', 'does-not-recognize', '2031-05-05'),
  position('Returns', 'recognizes', '2031-01-01', '2031-05-05'),
  position('Returns', 'does-not-recognize', '2031-05-06', '2031-05-08'),
  position('Returns', 'recognizes', '2031-05-09'),
  position('Denies', 'recognizes', '2031-05-06', undefined, 'denied'),
  position('Plans', 'recognizes', '2032-01-01', undefined, 'planned'),
];

describe('what changed between two days', () => {
  const between = (from: string, to: string) =>
    changesBetween(heldOn(ROWS, from), heldOn(ROWS, to), AMONG, { course: ROWS, from, to }).map(
      ({ kind, actor, on }) => `${on} ${actor.name} ${kind}`,
    );

  it('is where somebody is told to stand elsewhere than before, or to have come back; nothing denied or planned', () => {
    expect(between('2031-05-01', '2031-05-20')).toEqual([
      '2031-05-06 Returns back',
      '2031-05-05 Turns changed',
      '2031-05-03 Comes new',
    ]);
    expect(between('2031-05-10', '2031-05-20')).toEqual([]);
    expect(between('2031-05-01', '2031-05-07')).toContain('2031-05-06 Returns changed');
  });

  it('is looked for in the last month in which somebody moved', () => {
    expect(lastChanges(ROWS, false, '2031-06-30')).toEqual({ from: '2031-04-08', to: '2031-05-09' });
    expect(lastChanges([], false, '2031-06-30')).toBeUndefined();
  });
});

describe('what is said of a claim', () => {
  it('is moved to where the sentence stands in a copy; not where words outside of it are meant', () => {
    const sentence = { start: 10, end: 40 };
    const set = { type: 'AID', source: [{ at: { start: 12, end: 15 }, actor: null }] };
    expect(moved(set, sentence, 7)).toEqual({ type: 'AID', source: [{ at: { start: 19, end: 22 }, actor: null }] });
    expect(moved({ trigger: { start: 5, end: 12 } }, sentence, 7)).toBeUndefined();
  });

  it('is of words that stand in the text, each place of them told apart', () => {
    expect(placesOf('met', 'They met. We met.').map(({ start, before }) => [start, before])).toEqual([
      [5, 'They '],
      [13, 'They met. We '],
    ]);
    expect(placesOf('', 'text')).toEqual([]);
  });
});
