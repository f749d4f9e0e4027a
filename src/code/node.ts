import { readFile } from 'node:fs/promises';
import type { KinWeights } from './relations/kin.js';

/** The weights that judge pairs by kin, as this package has them: see `CodeOptions.kin`. */
export async function openKinWeights(): Promise<KinWeights> {
  return JSON.parse(await readFile(new URL('../../model/relations.json', import.meta.url), 'utf8')) as KinWeights;
}
