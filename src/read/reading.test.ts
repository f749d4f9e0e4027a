import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { folderOf, pageOf, readAll, readFileOf } from '../../test/inputs.js';
import { readInputs } from './index.js';

describe('files, folders and globs', () => {
  test('a folder is read with the folders in it, by name; hidden files and what only surrounds pages left out', async () => {
    const folder = await folderOf({
      'a/style.css': 'p { color: red }',
      'a/photo.JPG': Buffer.from('ffd8ffe0', 'hex'),
      'b.html': pageOf('fishing'),
      'a/one.txt': 'The council of Veld met on Monday.',
      '.hidden.txt': 'Never read.',
      'c.html.gz': gzipSync(pageOf('ferries')),
    });
    const { documents, failures } = await readAll([folder]);
    expect(failures).toEqual([]);
    expect(documents.map((d) => d.path)).toEqual([
      join(folder, 'a/one.txt'),
      join(folder, 'b.html'),
      join(folder, 'c.html.gz'),
    ]);
    expect(documents[2]?.title).toBe('Veld speaks about ferries');
  });

  test('a glob names files, and a file may have a glob in its name', async () => {
    const folder = await folderOf({ 'a1.txt': 'First text.', 'a2.txt': 'Second text.', '[b].txt': 'Third text.' });
    expect((await readAll([join(folder, 'a*.txt')])).documents).toHaveLength(2);
    expect((await readAll([join(folder, '[b].txt')])).documents).toHaveLength(1);
    expect((await readAll([join(folder, '*.md')])).failures).toEqual([
      { where: join(folder, '*.md'), reason: 'matches no file' },
    ]);
  });

  test('links that lead in a circle are followed once', async () => {
    const folder = await folderOf({ 'a/one.txt': 'The council met.' });
    await symlink(folder, join(folder, 'a/back'));
    await symlink('self', join(folder, 'self'));
    const { documents, failures } = await readAll([folder]);
    expect(documents).toHaveLength(1);
    expect(failures).toEqual([{ where: join(folder, 'self'), reason: 'is a symbolic link that leads back to itself' }]);
  });

  test('a folder to which many links lead is walked once', async () => {
    const folder = await folderOf({ 'd00/one.txt': 'The council met.' });
    for (let i = 1; i <= 30; i++) {
      const name = `d${String(i).padStart(2, '0')}`;
      await mkdir(join(folder, name));
      for (const link of ['left', 'right'])
        await symlink(`../d${String(i - 1).padStart(2, '0')}`, join(folder, name, link));
    }
    expect((await readAll([folder])).documents).toHaveLength(1);
    expect((await readAll([join(folder, 'd03/**/*.txt')])).documents.length).toBeGreaterThan(0);
  });

  test('each input that cannot be read is named with the reason, and the others are read', async () => {
    const folder = await folderOf({
      'empty.html': '',
      'good.txt': 'The council met.',
      'photo.html': Buffer.from('ffd8ffe000104a4649460001', 'hex'),
    });
    const inputs = ['missing.html', 'empty.html', 'photo.html', 'good.txt'].map((name) => join(folder, name));
    const { documents, failures } = await readAll([...inputs, 'ftp://veld.example/x']);
    expect(documents).toHaveLength(1);
    expect(failures.map(({ reason }) => reason)).toEqual([
      'does not exist',
      'is empty',
      'is no text but JPG (image/jpeg), which is not read',
      'is an address that is not read: http and https are',
    ]);
    expect(failures[0]?.where).toBe(inputs[0]);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read is named', async () => {
    const folder = await folderOf({ 'secret.txt': 'Nobody reads this.' });
    await chmod(join(folder, 'secret.txt'), 0);
    expect((await readAll([folder])).failures[0]?.reason).toBe('may not be read (permission denied)');
  });

  test('an aborted reading opens no further input', async () => {
    const signal = AbortSignal.abort();
    const folder = await folderOf({ 'a.txt': 'The council met.' });
    expect((await readAll([folder], { signal })).documents).toEqual([]);
  });
});

test.skipIf(process.platform !== 'linux')(
  'a name that is not UTF-8 is told as such, and the rest is read',
  async () => {
    const folder = await folderOf({ 'a.txt': 'The council of Veld met on Monday.' });
    await writeFile(
      Buffer.concat([Buffer.from(join(folder, 'b')), Buffer.from([0xff]), Buffer.from('.txt')]),
      'It met.',
    );
    const { documents, failures } = await readAll([folder]);
    expect(documents).toHaveLength(1);
    expect(failures).toEqual([
      {
        where: join(folder, 'b\ufffd.txt'),
        reason: 'has a name that is not UTF-8: rename it, or hand it in by standard input',
      },
    ]);
  },
);

describe('gzip', () => {
  test('within gzip is read, but not without end', async () => {
    let packed: Uint8Array = gzipSync('The council met.');
    expect((await readFileOf('a.gz', gzipSync(packed))).documents[0]?.text).toBe('The council met.');
    for (let i = 0; i < 10; i++) packed = gzipSync(packed);
    expect((await readFileOf('a.gz', packed)).failures[0]?.reason).toMatch(/too many archives/);
  });

  test('a page that unpacks beyond the limit is named', async () => {
    const page = gzipSync(`<html><body><p>${'x'.repeat(3_000_000)}`);
    const { documents, failures } = await readFileOf('a.html.gz', page, { maxSize: 1_000_000 });
    expect(documents).toEqual([]);
    expect(failures[0]?.reason).toBe('is larger than 1 MB (--max-size sets the limit)');
  });

  test('of which nothing can be unpacked is named as damaged, not as empty', async () => {
    const packed = gzipSync(pageOf('fishing')).fill(0xff, 10, 40);
    expect((await readFileOf('a.html.gz', packed)).failures[0]?.reason).toMatch(/damaged/);
  });

  test('a page in a damaged gzip is named, not half read', async () => {
    const packed = gzipSync(pageOf('fishing'));
    const { documents, failures } = await readFileOf('a.html.gz', packed.subarray(0, packed.length - 12));
    expect(documents).toEqual([]);
    expect(failures[0]?.reason).toMatch(/cut off/);
  });
});

test('a saved page has the address that its comment names', async () => {
  const comment = '<!--\n Page saved with SingleFile \n url: https://veld.example/fishing \n-->';
  const { documents } = await readFileOf('a.html', comment + pageOf('fishing'));
  expect(documents[0]?.url).toBe('https://veld.example/fishing');
});

test('a saved page is kept with the address and the time that its comment names', async () => {
  const comment =
    '<!--\n Page saved with SingleFile \n url: https://veld.example/fishing \n saved date: Tue May 06 2031 15:29:32 GMT+0200 (Central European Summer Time)\n-->';
  const folder = await folderOf({ 'a.html': comment + pageOf('fishing') });
  for await (const read of readInputs([folder], { pages: true })) {
    expect(read).toMatchObject({
      page: { url: 'https://veld.example/fishing', fetched: '2031-05-06T13:29:32.000Z', mediaType: 'text/html' },
    });
  }
});

test('a page nested without end is read or named, and the next one read', async () => {
  const folder = await folderOf({
    'a.html': `<html><body>${'<div>'.repeat(200_000)}deep`,
    'b.txt': 'The council met.',
  });
  const { documents, failures } = await readAll([folder]);
  expect(documents.length + failures.length).toBe(2);
  expect(documents.at(-1)?.text).toBe('The council met.');
});
