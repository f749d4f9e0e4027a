import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Codebook, type CodebookFile, compileCodebook } from '../../src/codebook/index.js';
import { readCodebook } from '../../src/codebook/node.js';
import { fromConllu } from '../../src/parse/conllu/index.js';
import type { Claim, Participant, Sentences } from '../../src/types.js';

/** Invented states and an agency, for tests only. */
const ACTORS: CodebookFile = {
  path: 'world.yaml',
  folder: 'actors',
  data: {
    actors: [
      { code: 'XVS', name: 'Vessia', kind: 'state', adjectives: ['Vessian'] },
      { code: 'XTA', name: 'Tarrow', kind: 'state', adjectives: ['Tarrowan'] },
      { code: 'XOS', name: 'Ostrel', kind: 'state', adjectives: ['Ostrelan'], seats: ['Ostreham'] },
      { code: 'XLD', name: 'Lake District Republic', kind: 'state' },
      {
        id: 'AUREL-MARTEN',
        code: 'XVS',
        name: 'Aurel Marten',
        kind: 'person',
        aliases: ['Marten'],
        ambiguous: ['Marten'],
        held: [{ role: 'president', from: '2017-05-14' }],
      },
      {
        id: 'OSK-BRANDEL',
        code: 'XOS',
        name: 'Osk Brandel',
        kind: 'person',
        aliases: ['Brandel'],
        ambiguous: ['Brandel'],
        held: [{ role: 'chancellor', from: '2021-12-08', until: '2025-05-06' }],
      },
      {
        id: 'IDA-KESTRIN',
        code: 'XTA',
        name: 'Ida Kestrin',
        kind: 'person',
        held: [{ role: 'president', from: '2015-08-06', until: '2025-08-06' }],
      },
      { id: 'TNA', code: 'XTA', name: 'Tarrow News Agency', kind: 'agency', sectors: ['MED'] },
    ],
  },
};

/** Our codebook with the invented actors. */
export async function testCodebook(): Promise<Codebook> {
  const ours = await readCodebook(fileURLToPath(new URL('../../codebook', import.meta.url)));
  return compileCodebook([...ours, ACTORS]);
}

/** The documents of a golden file by their `# newdoc id`: trees read by the engine and looked through by hand. */
export async function goldenDocuments(name: string): Promise<Map<string, Sentences>> {
  const text = await readFile(new URL(name, import.meta.url), 'utf8');
  const documents = text.split(/^# newdoc id = /m).slice(1);
  return new Map(
    documents.map((document) => {
      const [id, rest] = [document.slice(0, document.indexOf('\n')), document.slice(document.indexOf('\n') + 1)];
      return [id, fromConllu(rest)];
    }),
  );
}

const names = (side: readonly Participant[]) => side.map((p) => p.actor?.id ?? p.text).join(' + ');

/** A claim in a line: source TYPE code target | words | factuality | chain without the outlet. */
export function claimLine(text: string, c: Claim): string {
  const chain = c.attribution.slice(0, -1).map((a) => a.speakers.map((s) => s.text).join(' + '));
  const parties = `${names(c.source)} ${c.event.type} ${c.event.cameo} ${names(c.target)}`.trim();
  return [parties, text.slice(c.trigger.start, c.trigger.end), c.factuality, ...chain].join(' | ');
}
