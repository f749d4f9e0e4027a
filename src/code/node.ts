import { readFile } from 'node:fs/promises';
import { type ActWeights, type Judge, openJudge, type Vectors } from './acts/index.js';
import type { KinWeights } from './relations/kin.js';

/** The weights that judge pairs by kin, as this package has them: see `CodeOptions.kin`. */
export async function openKinWeights(): Promise<KinWeights> {
  return read<KinWeights>('relations.json');
}

/**
 * The judge of acts, as this package has it: see `CodeOptions.judge`.
 *
 * @param vectors a parser's
 */
export async function openActJudge(vectors: Vectors): Promise<Judge> {
  return openJudge(await read<ActWeights>('acts.json'), vectors);
}

async function read<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../../model/${name}`, import.meta.url), 'utf8')) as T;
}
