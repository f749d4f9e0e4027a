import fc from 'fast-check';
import { expect, test } from 'vitest';
import { container } from '../../test/parse/model.js';
import { UserError } from '../errors.js';
import { openModel } from './model.js';

const bytes = container(
  { net: { dim: 8 } },
  {
    'net.a': { shape: [2, 3], data: Float32Array.from([1, 2, 3, 4, 5, 6]) },
    'net.b': { shape: [3], data: Int8Array.from([-1, 0, 1]) },
  },
  { name: 'small' },
);

test('gives tensors, sections and the card, without copying', () => {
  const model = openModel(bytes);
  expect(model.meta.name).toBe('small');
  expect(model.sections).toEqual(['net']);
  expect(model.json('net')).toEqual({ dim: 8 });
  expect([...model.tensor('net.a', 'f32').data]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(model.tensor('net.a').shape).toEqual([2, 3]);
  expect([...model.tensor('net.b').data]).toEqual([-1, 0, 1]);
  expect(model.tensor('net.b').data.buffer).toBe(bytes.buffer);
});

test('reads bytes that begin anywhere in their buffer', () => {
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect([...openModel(shifted.subarray(3)).tensor('net.a').data]).toEqual([1, 2, 3, 4, 5, 6]);
});

test('names what is missing or of another kind', () => {
  const model = openModel(bytes);
  expect(() => model.tensor('net.c')).toThrow('no tensor "net.c"');
  expect(() => model.tensor('net.b', 'f32')).toThrow('"net.b" of the reading model is i8; expected f32');
  expect(() => model.json('lemmas')).toThrow('no section "lemmas"');
  expect(model.has('net.c')).toBe(false);
  expect(model.has('toString')).toBe(false);
});

test('damage gets a clear error', () => {
  expect(() => openModel(new Uint8Array(5))).toThrow('damaged');
  expect(() => openModel(new TextEncoder().encode('<!doctype html>…'))).toThrow('not a reading model');
  const later = bytes.slice();
  later[4] = 2;
  expect(() => openModel(later)).toThrow('version 2');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
      fc.boolean(),
      (at, value, cut) => {
        const damaged = cut ? bytes.slice(0, at) : bytes.slice();
        if (!cut) damaged[at] = value;
        try {
          const model = openModel(damaged);
          for (const name of ['net.a', 'net.b']) if (model.has(name)) model.tensor(name);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
