import { availableParallelism } from 'node:os';
import type { CodeInput } from '../code/index.js';
import type { Codebook } from '../codebook/index.js';
import type { Coded, Versions } from '../types.js';

/** Reads texts for their claims: parsing and coding together. */
export interface Analyst {
  readonly versions: Versions;
  /** How many inputs keep it busy; more at once only wait. */
  readonly width: number;
  analyse(input: CodeInput): Promise<Coded>;
  close(): Promise<void>;
}

/**
 * An analyst on all cores: worker threads, started as the work asks for them, each with a parser of its own. Its version
 * names the coder and the model, since another model reads the same text otherwise.
 *
 * @throws UserError where the model is missing
 */
export async function openAnalyst(codebook: Codebook, options: { explain?: boolean } = {}): Promise<Analyst> {
  const [{ Tinypool }, { CODER }, { modelVersion }] = await Promise.all([
    import('tinypool'),
    import('../code/index.js'),
    import('../parse/node.js'),
  ]);
  const coder = `${CODER}+${await modelVersion()}`;
  const threads = availableParallelism();
  const pool = new Tinypool({
    filename: new URL('./analyst-worker.js', import.meta.url).href,
    name: 'analyse',
    minThreads: 0,
    maxThreads: threads,
    workerData: { codebook, explain: options.explain ?? false },
  });
  return {
    versions: { coder, codebook: codebook.version },
    width: threads * 4,
    analyse: (input) => pool.run(input),
    close: () => pool.destroy(),
  };
}
