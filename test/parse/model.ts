import { DEPRELS, MENTION_TYPES, UPOS } from '../../src/parse/inventory.js';

type Values = Float32Array | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;
export type Tensors = Record<string, { shape: readonly number[]; data: Values }>;

const KINDS = new Map<unknown, string>([
  [Float32Array, 'f32'],
  [Int8Array, 'i8'],
  [Uint8Array, 'u8'],
  [Int16Array, 'i16'],
  [Uint16Array, 'u16'],
  [Int32Array, 'i32'],
  [Uint32Array, 'u32'],
]);

/** The bytes of a model container. */
export function container(json: Record<string, unknown>, tensors: Tensors, meta: object = {}): Uint8Array {
  let at = 0;
  const entries: Record<string, { dtype: string | undefined; shape: readonly number[]; at: number }> = {};
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    entries[name] = { dtype: KINDS.get(data.constructor), shape, at };
    at += Math.ceil(data.byteLength / 16) * 16;
  }
  const header = new TextEncoder().encode(JSON.stringify({ meta, json, tensors: entries }));
  const start = Math.ceil((12 + header.length) / 16) * 16;
  const bytes = new Uint8Array(start + at);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('ONRM'));
  view.setUint32(4, 1, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, 12);
  for (const [name, { data }] of Object.entries(tensors)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start + entries[name]!.at);
  }
  return bytes;
}

/** Numbers from -1 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}

/** A reading model of random weights: it reads nothing sensibly, but everything that holds whatever the weights must hold with it. */
export function randomModel(seed = 7): { json: Record<string, unknown>; tensors: Tensors } {
  const random = generator(seed);
  const dim = 16;
  const labels = {
    upos: [...UPOS],
    feats: ['_', 'Number=Sing', 'Number=Plur'],
    entities: ['O', ...MENTION_TYPES.flatMap((type) => [`B-${type}`, `I-${type}`])],
    deprels: [...DEPRELS],
  };
  const layers = ['conv1', 'scan', 'conv2'];
  const tensors: Tensors = {};
  const add = (name: string, shape: number[], size = shape[0]! ** -0.5) => {
    const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() * 2 * size);
    tensors[name] = { shape, data };
  };
  const addLayers = (prefix: string, width: number, kinds: readonly string[]) => {
    kinds.forEach((kind, k) => {
      add(`${prefix}.norm${k}`, [width], 1);
      add(`${prefix}.conv${k}`, [kind === 'scan' ? 3 : 5, width], 0.5);
      add(`${prefix}.in${k}`, [width, 2 * width]);
      add(`${prefix}.in${k}b`, [2 * width], 0.3);
      add(`${prefix}.out${k}`, [width, width]);
    });
    add(`${prefix}.norm`, [width], 0.5);
  };
  add('net.glove', [3, 8], 1);
  add('net.word', [4, 8], 1);
  add('net.affix', [7 * 4096, 8], 0.3);
  add('net.char', [28, 8], 1);
  for (const name of ['glove', 'word']) {
    const words = tensors[`net.${name}`]!.shape[0]! - 1;
    tensors[`net.${name}.key`] = { shape: [words, 2], data: Uint32Array.from({ length: 2 * words }, (_, i) => i * 77) };
  }
  const inputs = 8 + 8 + 7 * 8 + 16;
  const matrices: Record<string, [number, number]> = {
    conv: [24, 16],
    form0: [inputs, dim],
    form1: [inputs, 32],
    form2: [16, dim],
    dep: [dim, 16],
    head: [dim, 16],
    arc: [16, 16],
    dist: [16, 32],
    ldep: [dim, 16],
    lhead: [dim, 16],
    lsum: [16, labels.deprels.length],
    lprod: [16, labels.deprels.length],
    tag: [dim, 16],
    upos: [16, labels.upos.length],
    feats: [16, labels.feats.length],
    entity: [16, labels.entities.length],
  };
  for (const [name, shape] of Object.entries(matrices)) add(`net.${name}`, shape);
  for (const [name, size] of Object.entries({
    convb: 16,
    form0b: dim,
    form1b: 32,
    depb: 16,
    headb: 16,
    archead: 16,
    distb: 32,
    ldepb: 16,
    lb: labels.deprels.length,
    tagb: 16,
    uposb: 17,
    featsb: 3,
    entityb: labels.entities.length,
  }))
    add(`net.${name}`, [size], 0.5);
  addLayers('net', dim, layers);
  // A tokenizer's hashed nets that say no to everything but what the rules decide.
  for (const name of ['words', 'glance', 'look']) {
    tensors[`tokens.${name}.table`] = { shape: [16, 8], data: new Int8Array(128) };
    for (const part of ['scale', 'bias', 'out'])
      tensors[`tokens.${name}.${part}`] = { shape: [8], data: new Float32Array(8) };
    tensors[`tokens.${name}.threshold`] = { shape: [1], data: new Float32Array([-1]) };
  }
  // A further head, with layers of its own.
  const own = { labels: ['no', 'yes'], dim: 8, layers: ['conv1', 'conv3'] };
  add('head.own.into', [dim, own.dim]);
  add('head.own.out', [own.dim, own.labels.length]);
  addLayers('head.own', own.dim, own.layers);
  const alphabet = Array.from({ length: 26 }, (_, i) => 97 + i);
  return {
    json: {
      net: { dim, layers, alphabet, ...labels },
      tokens: { splits: {} },
      lemmas: { scripts: ['l0:'], rules: {} },
      'head.own': own,
    },
    tensors,
  };
}

/** The bytes of `randomModel`. */
export function randomModelBytes(seed?: number): Uint8Array {
  const { json, tensors } = randomModel(seed);
  return container(json, tensors);
}
