import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderOf } from '../../../test/inputs.js';
import { parseFieldMap, type ReadOptions, readInputs } from '../index.js';

/** What is said of the fields of a file's records, each record's in a list. */
async function faultsOf(name: string, content: string, options?: ReadOptions): Promise<(readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for await (const read of readInputs([join(await folderOf({ [name]: content }), name)], options))
    found.push('failure' in read ? [`failed: ${read.failure.reason}`] : (read.faults ?? []));
  return found;
}
const ofRecord = async (record: object, options?: ReadOptions) =>
  (await faultsOf('a.json', JSON.stringify({ text: 'It rained on Veld.', ...record }), options))[0];

it.each([
  [{ published: '2022-13-45' }, 'published: "2022-13-45" is no date'],
  [{ published: '2031-02-30T10:00' }, 'published: "2031-02-30T10:00" is no date'],
  [{ published: '2031-02-03T25:00' }, 'published: "2031-02-03T25:00" is no date'],
  [{ published: true }, 'published: true is no date'],
  [{ modified: { day: 1 } }, 'modified: an object is no date'],
  [{ date: 'soon' }, 'published: "soon" is no date'],
  [{ url: 'news.example/a' }, 'url: "news.example/a" is no http or https address'],
  [{ url: 'javascript:alert(1)' }, 'url: "javascript:alert(1)" is no http or https address'],
  [{ title: { nothing: 1 } }, 'title: words are expected, not an object'],
  [{ id: false }, 'id: words are expected, not false'],
])('names what it could not take: %j', async (record, fault) => {
  expect(await ofRecord(record)).toEqual([expect.stringContaining(fault)]);
});

it.each([
  { published: '2031' },
  { published: '2031-10' },
  { published: '2031-10-06T23:59:60Z' },
  { published: '6 October 2021' },
  { published: 1_700_000_000 },
  { published: '', title: null, byline: [], url: ' ' },
  { uri: 'urn:newsml:veld.example:1', outlet: { name: 'Veld Post', domain: 'veld.example' } },
  { title: 7, byline: [{ name: 'Ana Vel' }] },
])('says nothing of what it can take, or what is not there: %j', async (record) => {
  expect(await ofRecord(record)).toEqual([]);
});

it('looks at mapped fields, and at the rows of a table', async () => {
  const map = parseFieldMap('text=words,url=where,published=when');
  const table = 'words,where,when\nIt rained on Veld.,nowhere,never\nIt rained.,https://veld.example/a,2031-10-06\n';
  expect(await faultsOf('a.csv', table, { map })).toEqual([
    [expect.stringMatching(/^published: "never"/), expect.stringMatching(/^url: "nowhere"/)],
    [],
  ]);
});
