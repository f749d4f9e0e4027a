import { beforeAll, describe, expect, it } from 'vitest';
import { type Codebook, compileCodebook } from '../../codebook/index.js';
import { readCodebook } from '../../codebook/node.js';
import { type Topic, topicOf } from './topic.js';

let topic: Topic;
beforeAll(async () => {
  const codebook: Codebook = compileCodebook([
    ...(await readCodebook('codebook')),
    {
      path: 'actors.yaml',
      folder: 'actors',
      data: {
        actors: [
          { code: 'XMR', name: 'Moor Islands', kind: 'state', adjectives: ['Moorish'], contested: true },
          { code: 'XQQ', name: 'Quay', kind: 'state', ambiguous: ['Quay'] },
        ],
      },
    },
    {
      path: 'questions.yaml',
      folder: 'questions',
      data: {
        id: 'moor',
        label: 'Accession of the Moor Islands',
        about: 'Whether the accession of the Moor Islands is recognized.',
        kind: 'accession',
        subjects: ['XMR', 'Tarn Rock', 'XQQ'],
        terms: ['treaty of Lowport'],
      },
    },
  ]);
  topic = topicOf(codebook.questions.moor as Codebook['questions'][string], codebook);
});

describe('what a question is about', () => {
  it('is named by its subjects, in any form of their names', () => {
    for (const text of ['the Moor Islands', 'Moorish fishermen', 'the MOOR  ISLANDS’ harbours', 'off Tarn Rock']) {
      expect(topic.namesSubject(text), text).toBe(true);
    }
    for (const text of ['the Moor', 'Islands of Moor', 'the rock of Tarn', '']) {
      expect(topic.namesSubject(text), text).toBe(false);
    }
  });

  it('is not named by a name that is often something else', () => {
    expect(topic.namesSubject('the quay')).toBe(false);
    expect(topic.subjects.has('XQQ')).toBe(true);
  });

  it('is named by a subject and the matter, or by a term, whatever the order of its words', () => {
    for (const text of [
      'the vote held on the Moor Islands',
      'Moorish referenda',
      'the Lowport treaty',
      'treaties signed in Lowport',
      'refused to recognise the Moor Islands',
    ]) {
      expect(topic.names(text), text).toBe(true);
    }
    for (const text of [
      'the Moor Islands',
      'the vote',
      'a treaty signed by all of them last week in the town of Lowport',
    ]) {
      expect(topic.names(text), text).toBe(false);
    }
  });
});
