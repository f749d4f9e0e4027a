import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { charsetOf, decode } from './charset.js';
import { collect } from './collect.js';
import { lines } from './lines.js';
import { peek } from './peek.js';
import { ByteReader } from './reader.js';
import { unpack } from './unpack.js';
import { arrayElements } from './values.js';

async function* inChunks<T extends string | Uint8Array>(whole: T, size: number): AsyncGenerator<T> {
  for (let at = 0; at < whole.length; at += size)
    yield (typeof whole === 'string' ? whole.slice(at, at + size) : whole.subarray(at, at + size)) as T;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('lines', () => {
  test('are those of the text, wherever the chunks part it', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r\n', ' ') });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (whole, size) => {
        const expected = whole.split('\n').map((line) => line.replace(/\r$/, ''));
        if (expected.at(-1) === '' && !whole.endsWith('\r')) expected.pop();
        const found = await all(lines(inChunks(whole, size), 1000));
        expect(found.map((line) => line.text)).toEqual(expected);
        expect(found.map((line) => line.number)).toEqual(expected.map((_, i) => i + 1));
      }),
    );
  });

  test('beyond the limit are passed over, and counted', async () => {
    const found = await all(lines(inChunks(`a\n${'x'.repeat(100)}\nb`, 8), 50));
    expect(found).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: undefined },
      { number: 3, text: 'b' },
    ]);
  });
});

test('the elements of a JSON array are those that JSON.parse finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 9 }), async (array, size) => {
      const found = await all(arrayElements(inChunks(JSON.stringify(array, null, 1), size), 1e6));
      expect(found.map((text) => JSON.parse(text ?? ''))).toEqual(JSON.parse(JSON.stringify(array)));
    }),
  );
});

describe('peek', () => {
  test('shows the beginning and keeps the whole', async () => {
    const peeked = await peek(inChunks(Buffer.from('abcdefgh'), 3), 4);
    expect(Buffer.from(peeked.head).toString()).toBe('abcdef');
    expect(Buffer.from(await collect(peeked.bytes, 100)).toString()).toBe('abcdefgh');
  });

  test('keeps an error until what came before it is read', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('ab');
      throw new Error('gone');
    }
    const { head, bytes } = await peek(broken(), 100);
    expect(Buffer.from(head).toString()).toBe('ab');
    await expect(collect(bytes, 100)).rejects.toThrow('gone');
  });
});

test('peeking into a stream that breaks before it gives anything tells why', async () => {
  // biome-ignore lint/correctness/useYield: it breaks before it yields
  async function* broken(): AsyncGenerator<Uint8Array> {
    throw new Error('gone');
  }
  await expect(peek(broken(), 100)).rejects.toThrow('gone');
});

test('collect stops at the limit', async () => {
  await expect(collect(inChunks(new Uint8Array(5_000_000), 1000), 2_000_000)).rejects.toThrow('larger than 2 MB');
});

test('a byte reader gives lines and counts, and what is left unread is still to come', async () => {
  const reader = new ByteReader(inChunks(Buffer.from('one\r\n12345678rest\nlast'), 2));
  expect(await reader.line(100)).toBe('one\r\n');
  let left = 8;
  for await (const piece of reader.bytes(8)) {
    left -= piece.length;
    break;
  }
  expect(left).toBeLessThan(8);
  expect(await reader.skip(left)).toBe(left);
  expect(await reader.line(100)).toBe('rest\n');
  expect(await reader.line(2)).toBe('la');
  expect(await reader.line(100)).toBe('st');
  expect(await reader.line(100)).toBeUndefined();
});

describe('unpack', () => {
  const text = 'The harbour office of Veld published its figures.\n'.repeat(4000);

  test('gives what was packed, members one after another', async () => {
    const packed = Buffer.concat([gzipSync(text), gzipSync('end')]);
    expect(Buffer.from(await collect(unpack(inChunks(packed, 100), 'gzip'), 1e6)).toString()).toBe(`${text}end`);
  });

  test('gives what is whole of a stream that is cut off, then says so', async () => {
    const noise = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i * 7919) >> 8));
    const packed = gzipSync(noise);
    const got: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of unpack(inChunks(packed.subarray(0, packed.length - 20), 1000), 'gzip')) got.push(chunk);
    })();
    await expect(reading).rejects.toThrow('is cut off');
    expect(Buffer.concat(got).length).toBeGreaterThan(150_000);
    expect(Buffer.concat(got).equals(noise.subarray(0, Buffer.concat(got).length))).toBe(true);
  });

  test('names damage', async () => {
    const packed = gzipSync(text);
    packed.fill(0xff, 20, 60);
    await expect(collect(unpack(inChunks(packed, 1000), 'gzip'), 1e7)).rejects.toThrow('is damaged');
  });

  test('stops at a bomb', async () => {
    const bomb = gzipSync(new Uint8Array(200_000_000));
    let size = 0;
    const reading = (async () => {
      for await (const chunk of unpack(inChunks(bomb, 65_536), 'gzip')) size += chunk.length;
    })();
    await expect(reading).rejects.toThrow('decompression bomb');
    expect(size).toBeLessThan(100_000_000);
  });
});

describe('charset', () => {
  const russian = 'Совет острова обсудил доклад портовой службы и отложил решение до конца месяца. ';
  // Cyrillic in windows-1251: А to я are 0xC0 to 0xFF.
  const windows1251 = Buffer.from(
    [...russian].map((c) => (c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x410 + 0xc0 : c.charCodeAt(0))),
  );

  test('any text in UTF-8 is read as UTF-8, whatever is declared', async () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((s) => Buffer.byteLength(s) > s.length && !s.startsWith('\ufeff'));
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('iso-8859-1', 'utf-8', 'shift_jis', 'nonsense'), async (s, declared) => {
        expect(await decode(Buffer.from(s), { declared })).toBe(s);
      }),
    );
  });

  test('a byte order mark decides', async () => {
    expect(await decode(Buffer.from('\ufeffЖук', 'utf16le'), { declared: 'utf-8' })).toBe('Жук');
    expect(await decode(Buffer.from('\ufeffЖук'), { declared: 'windows-1251' })).toBe('Жук');
  });

  test('UTF-16 without a mark is seen by its zeros', async () => {
    expect(await charsetOf(Buffer.from('<html><p>hello</p>', 'utf16le'), {})).toBe('utf-16le');
  });

  test('what a server states goes before what the page states', async () => {
    const page = Buffer.concat([Buffer.from('<meta charset="koi8-r"><p>'), windows1251]);
    expect(await decode(page, { declared: 'windows-1251', markup: true })).toContain(russian);
  });

  test('the page states it in a meta element or an XML declaration', async () => {
    for (const head of ['<meta charset=windows-1251>', '<?xml version="1.0" encoding="windows-1251"?>']) {
      const page = Buffer.concat([Buffer.from(head), windows1251]);
      expect(await decode(page, { markup: true })).toContain(russian);
    }
  });

  test('Cyrillic declared as Latin-1 or UTF-8 is recovered', async () => {
    const bytes = Buffer.concat([windows1251, windows1251, windows1251]);
    for (const declared of ['iso-8859-1', 'utf-8', undefined])
      expect(await decode(bytes, declared === undefined ? {} : { declared })).toContain(russian);
  });

  test('Western text with nothing declared has its quotes and dashes', async () => {
    const bytes = Buffer.from(
      'The caf\xe9 of the harbour \x96 \x93closed\x94 since Monday \x96 will open again, it\x92s said.',
      'latin1',
    );
    expect(await decode(bytes)).toBe('The café of the harbour – “closed” since Monday – will open again, it’s said.');
  });

  test('a few broken bytes in UTF-8 change nothing else', async () => {
    const bytes = Buffer.concat([Buffer.from(russian.repeat(3)), Buffer.from([0xff]), Buffer.from(russian)]);
    expect(await decode(bytes, { declared: 'utf-8' })).toBe(`${russian.repeat(3)}\ufffd${russian}`);
  });

  test('a character cut in two at the end of what is seen does not matter', async () => {
    const bytes = Buffer.from(russian);
    for (let cut = 20; cut < 30; cut++)
      expect(await charsetOf(bytes.subarray(0, cut), { partial: true })).toBe('utf-8');
  });
});
