import { UserError } from '../errors.js';
import type { Model } from './model.js';

/** The section "net" of a model: what its tensors do not say. */
export interface NetConfig {
  /** Width of an encoding. */
  readonly dim: number;
  /** "conv2": a convolution dilated by two; "scan": a recurrence. */
  readonly layers: readonly string[];
  /** Code units that have a vector of their own. */
  readonly alphabet: readonly number[];
  /** Label lists, in the order of the output columns. */
  readonly upos: readonly string[];
  readonly feats: readonly string[];
  readonly entities: readonly string[];
  readonly deprels: readonly string[];
}

/** Reads and checks the section; throws a UserError that names the field at fault. */
export function netConfig(model: Model): NetConfig {
  const net = model.json('net') as Partial<NetConfig> | null;
  const lists = { number: ['alphabet'], string: ['layers', 'upos', 'feats', 'entities', 'deprels'] } as const;
  for (const type of ['number', 'string'] as const) {
    for (const name of lists[type]) {
      const list: unknown = net?.[name];
      if (!Array.isArray(list) || !list.every((x) => typeof x === type))
        throw new UserError(`"net.${name}" of the reading model is not a list of ${type}s`);
    }
  }
  if (!Number.isInteger(net?.dim)) throw new UserError('"net.dim" of the reading model is not a whole number');
  return net as NetConfig;
}
