import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { folderOf, readFileOf } from '../../../test/inputs.js';
import { parseFieldMap, readInputs } from '../index.js';

const jsonl = (...records: unknown[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

describe('Documents handed in as JSON lines', () => {
  test('keep their text to the letter and their parts as they are', async () => {
    const text = '  Veld  votes \r\n\r\nThe council\u00a0met.\n';
    const document = {
      id: 'v-1',
      title: 'Veld  votes',
      text,
      paragraphs: [{ start: 2, end: 13 }],
      headline: { start: 2, end: 13 },
      state: 'teaser',
      language: 'en',
      outlet: { name: 'Veld Post', domain: 'post.veld.example' },
      published: '2031-05-04',
    };
    const { documents, failures } = await readFileOf('a.jsonl', jsonl(document));
    expect(failures).toEqual([]);
    expect(documents[0]).toEqual(document);
  });

  test('what is missing is found', async () => {
    const [document] = (await readFileOf('a.jsonl', jsonl({ text: 'The council met.\n\nIt was late.' }))).documents;
    expect(document?.paragraphs).toEqual([
      { start: 0, end: 16 },
      { start: 18, end: 30 },
    ]);
    expect(document?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(document?.state).toBe('full');
  });

  test('a part that is no Document’s is named', async () => {
    const broken = [
      { text: 'abc', paragraphs: [{ start: 0, end: 9 }] },
      { text: 'abc', headline: { start: -1, end: 2 } },
      { text: 'abc', state: 'half' },
      { text: '' },
      { title: 'no text' },
      ['a list'],
    ];
    const { documents, failures } = await readFileOf('a.jsonl', jsonl(...broken));
    expect(documents).toEqual([]);
    expect(failures).toHaveLength(broken.length);
    expect(failures[0]?.where).toMatch(/a\.jsonl, line 1$/);
    expect(failures[0]?.reason).toBe('paragraphs: the span 0 to 9 does not lie in the text, which has 3 characters');
    expect(failures[1]?.reason).toMatch(/^headline\.start/);
    expect(failures[2]?.reason).toMatch(/^state/);
    expect(failures[4]?.reason).toMatch(/its fields are title; .*--map text=FIELD/);
  });

  test('come with the record that they were made from', async () => {
    const folder = await folderOf({ 'a.jsonl': jsonl({ id: 'a', text: 'The council met.', pairs: [1] }) });
    for await (const read of readInputs([folder])) expect('record' in read && read.record?.pairs).toEqual([1]);
  });
});

describe('JSON and JSON lines', () => {
  test('an invalid line is named with its number, a too long one too, and the others are read', async () => {
    const lines = `{"text": "First."}\n\n{"text": "Second.\n{"text": "${'x'.repeat(2000)}"}\n{"text": "Fourth."}`;
    const { documents, failures } = await readFileOf('a.jsonl', lines, { maxSize: 1000 });
    expect(documents.map((d) => d.text)).toEqual(['First.', 'Fourth.']);
    expect(failures.map(({ where }) => where.replace(/^.*, /, ''))).toEqual(['line 3', 'line 4']);
    expect(failures[0]?.reason).toMatch(/is not valid JSON/);
    expect(failures[1]?.reason).toMatch(/larger than/);
  });

  test('a list, an answer that holds a list, and one record are told apart', async () => {
    const records = [{ text: 'First.' }, { text: 'Second.' }];
    for (const value of [records, { status: 'ok', tags: ['a'], articles: records }])
      for (const space of [0, 2])
        expect((await readFileOf('a.json', JSON.stringify(value, null, space))).documents).toHaveLength(2);
    expect(
      (await readFileOf('a.json', JSON.stringify({ text: 'One.', parts: records }, null, 2))).documents,
    ).toHaveLength(1);
  });

  test('fields go by common names, whoever wrote them', async () => {
    const [document] = (
      await readFileOf(
        'a.json',
        JSON.stringify({
          headline: 'Veld votes',
          articleBody: 'The council met.\n\nIt voted.',
          datePublished: '2031-05-04T10:00:00+02:00',
          author: [{ name: 'Ann Ost' }, { name: 'Bo Rud' }],
          publisher: { '@type': 'Organization', name: 'Veld Post' },
          'Web-URL': 'https://post.veld.example/1',
        }),
      )
    ).documents;
    expect(document).toMatchObject({
      title: 'Veld votes',
      text: 'Veld votes\n\nThe council met.\n\nIt voted.',
      byline: 'Ann Ost, Bo Rud',
      outlet: { name: 'Veld Post' },
      published: '2031-05-04T10:00:00+02:00',
      url: 'https://post.veld.example/1',
    });
  });

  test('a mapping names fields, inside others too', async () => {
    const map = parseFieldMap('text=content.parts.body, title = t,published=date.iso');
    const record = {
      t: 'Veld votes',
      content: { parts: [{ body: 'The council met.' }, { body: 'It voted.' }] },
      date: { iso: '2031-05-04' },
      text: 'unused',
    };
    const [document] = (await readFileOf('a.jsonl', jsonl(record), { map })).documents;
    expect(document).toMatchObject({ text: 'Veld votes\n\nThe council met.\n\nIt voted.', published: '2031-05-04' });
  });

  test('a mapping to what is not there, or is none, is named', async () => {
    expect(
      (await readFileOf('a.jsonl', jsonl({ text: 'x' }), { map: parseFieldMap('text=body') })).failures[0]?.reason,
    ).toBe('has no text at body (its fields: text)');
    expect(() => parseFieldMap('text')).toThrow('FIELD=NAME is expected');
    expect(() => parseFieldMap('words=text')).toThrow('words is none of text, html');
  });

  test('a text with markup is read as HTML', async () => {
    const [document] = (
      await readFileOf(
        'a.jsonl',
        jsonl({
          title: 'Veld votes',
          content: { rendered: '<p>The council met.</p>\n<p>It &amp; the board voted.</p>' },
        }),
      )
    ).documents;
    expect(document?.text).toBe('Veld votes\n\nThe council met.\n\nIt & the board voted.');
  });

  test('Unix times are dates', async () => {
    const [document] = (await readFileOf('a.jsonl', jsonl({ body: 'The council met.', timestamp: 1_935_000_000 })))
      .documents;
    expect(document?.published).toMatch(/^2031-04-26T/);
  });

  test('a cut-off gzip of lines gives those that were whole', async () => {
    const lines = jsonl(
      ...Array.from({ length: 3000 }, (_, i) => ({ text: `Sentence ${i} ${Math.sin(i)} of the report.` })),
    );
    const packed = gzipSync(lines);
    const { documents, failures } = await readFileOf('a.jsonl.gz', packed.subarray(0, packed.length >> 1));
    expect(documents.length).toBeGreaterThan(1000);
    expect(documents.at(-1)?.text).toMatch(/of the report\.$/);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(/cut off/);
  });
});

describe('tables', () => {
  test('rows become Documents by their header', async () => {
    const csv =
      '\ufeffURL;Headline;Body;Date\nhttps://post.veld.example/1;"Veld; votes";"The council\nmet.";2031-05-04\n;Second;It rained.;\n';
    const { documents, failures } = await readFileOf('a.csv', csv);
    expect(failures).toEqual([]);
    expect(documents[0]).toMatchObject({
      title: 'Veld; votes',
      published: '2031-05-04',
      url: 'https://post.veld.example/1',
    });
    expect(documents[1]?.text).toBe('Second\n\nIt rained.');
  });

  test('tabs, quotes out of place and short rows are taken as they come', async () => {
    const { documents, failures } = await readFileOf(
      'a.tsv',
      'title\ttext\tdate\nA "big" day\tThe council met.\nSecond\tIt rained.\t2031-05-05\n',
    );
    expect(failures).toEqual([]);
    expect(documents.map((d) => d.title)).toEqual(['A "big" day', 'Second']);
  });

  test('a row without a text is named with its line', async () => {
    const { documents, failures } = await readFileOf('a.csv', 'title,text\nA,The council met.\nB,\nC,It rained.\n');
    expect(documents).toHaveLength(2);
    expect(failures[0]?.where).toMatch(/a\.csv, line 3$/);
  });
});
