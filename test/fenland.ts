import { type Codebook, compileCodebook } from '../src/codebook/index.js';
import { readCodebook } from '../src/codebook/node.js';
import type { Telling } from './readings.js';

/** A question of the invented world of `readings.ts`. */
const QUESTION = {
  id: 'fenland',
  label: 'Recognition of Fenland',
  about: 'Whether Fenland is recognized as a state.',
  kind: 'recognition',
  subjects: ['fenland'],
  terms: [] as string[],
};

/** Our codebook with the question of Fenland as its only one, told otherwise where `changes` says so. */
export async function fenlandCodebook(changes: Partial<typeof QUESTION> & { from?: string } = {}): Promise<Codebook> {
  const files = await readCodebook('codebook');
  return compileCodebook([
    ...files.filter(({ folder }) => folder !== 'questions'),
    { path: 'fenland.yaml', folder: 'questions', data: { ...QUESTION, ...changes } },
  ]);
}

type Act = Omit<Telling, 'source'>;
export const RECOGNIZES: Act = {
  verb: 'recognized',
  type: 'SUPPORT',
  cameo: '054',
  predicate: 'recognize',
  target: 'Fenland',
};
export const REFUSES: Act = {
  ...RECOGNIZES,
  verb: 'will not recognize',
  type: 'REJECT',
  cameo: '120',
  predicate: 'not-recognize',
};
export const WITHDRAWS: Act = {
  ...RECOGNIZES,
  verb: 'withdrew its recognition of',
  type: 'SANCTION',
  cameo: '161',
  predicate: 'withdraw-recognition',
};
