import { UserError } from '../errors.js';

const MAGIC = 0x4d52_4e4f; // "ONRM", little-endian
const VERSION = 1;

const KINDS: { [K in Kind]: new (buffer: ArrayBufferLike, at: number, length: number) => Kinds[K] } & {
  [K in Kind]: { BYTES_PER_ELEMENT: number };
} = {
  f32: Float32Array,
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
};

interface Kinds {
  f32: Float32Array;
  i8: Int8Array;
  u8: Uint8Array;
  i16: Int16Array;
  u16: Uint16Array;
  i32: Int32Array;
  u32: Uint32Array;
}

type Kind = keyof Kinds;
export type TensorData = Kinds[Kind];

/** One array of a model: its values, row by row, as a view of the file's bytes. */
export interface Tensor<T extends TensorData = TensorData> {
  readonly shape: readonly number[];
  readonly data: T;
}

/** A model file: named tensors and named JSON sections. */
export interface Model {
  /** What the model's card shows: name, date, data, scores. */
  readonly meta: Readonly<Record<string, unknown>>;
  has(name: string): boolean;
  /** A tensor, of the kind asked for where one is named; throws a UserError where the model lacks it. */
  tensor(name: string): Tensor;
  tensor<K extends Kind>(name: string, kind: K): Tensor<Kinds[K]>;
  /** A JSON section; throws a UserError where the model lacks it. */
  json(section: string): unknown;
  /** The names of the JSON sections. */
  readonly sections: readonly string[];
}

interface Entry {
  dtype: Kind;
  shape: number[];
  at: number;
}

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);

function isEntry(x: unknown): x is Entry {
  const whole = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
  return (
    isObject(x) &&
    Object.hasOwn(KINDS, x.dtype as string) &&
    Array.isArray(x.shape) &&
    x.shape.every(whole) &&
    whole(x.at) &&
    x.at % 16 === 0
  );
}

/**
 * Opens a model container: "ONRM", version, header length (u32 each, little-endian), a JSON header `{meta, json, tensors}`, padding to a
 * multiple of 16, data. Tensors are views of `bytes`, which must outlive the model.
 *
 * @throws UserError where the bytes are not a container, or are damaged.
 */
export function openModel(bytes: Uint8Array): Model {
  const broken = (why: string): never => {
    throw new UserError(`the reading model is damaged: ${why}`);
  };
  // Views of 32-bit values need an aligned start, which a slice of a larger buffer may lack.
  const file = bytes.byteOffset % 16 === 0 ? bytes : bytes.slice();
  if (file.byteLength < 12) broken(`${file.byteLength} bytes are too few`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new UserError('not a reading model: it does not begin with "ONRM"');
  const version = view.getUint32(4, true);
  if (version !== VERSION)
    throw new UserError(`reading model of version ${version}; this release reads version ${VERSION}`);
  const end = 12 + view.getUint32(8, true);
  if (end > file.byteLength) broken('it ends within its header');
  const start = Math.ceil(end / 16) * 16;
  let header: unknown;
  try {
    // A TextDecoder takes no view of shared memory, so the header is copied out.
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.slice(12, end)));
  } catch {
    broken('its header is not JSON');
  }
  if (!isObject(header) || !isObject(header.json) || !isObject(header.tensors))
    return broken('its header lacks "json" or "tensors"');
  const { json, tensors, meta } = header as {
    json: Record<string, unknown>;
    tensors: Record<string, unknown>;
    meta: unknown;
  };
  for (const [name, entry] of Object.entries(tensors)) {
    if (!isEntry(entry)) return broken(`tensor "${name}" has no valid dtype, shape and place`);
    const size = entry.shape.reduce((a, b) => a * b, 1) * KINDS[entry.dtype].BYTES_PER_ELEMENT;
    if (start + entry.at + size > file.byteLength) broken(`tensor "${name}" ends past the end of the file`);
  }
  const tensor = (name: string, kind?: Kind): Tensor => {
    if (!Object.hasOwn(tensors, name)) throw new UserError(`the reading model has no tensor "${name}"`);
    const { dtype, shape, at } = tensors[name] as Entry;
    if (kind && kind !== dtype)
      throw new UserError(`tensor "${name}" of the reading model is ${dtype}; expected ${kind}`);
    const length = shape.reduce((a, b) => a * b, 1);
    return { shape, data: new KINDS[dtype](file.buffer, file.byteOffset + start + at, length) };
  };
  return {
    meta: isObject(meta) ? meta : {},
    has: (name) => Object.hasOwn(tensors, name),
    tensor: tensor as Model['tensor'],
    json(section) {
      if (!Object.hasOwn(json, section)) throw new UserError(`the reading model has no section "${section}"`);
      return json[section];
    },
    sections: Object.keys(json),
  };
}
