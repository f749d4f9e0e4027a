import { type DocumentRow, documents, type Position, positions, questionsOf } from '../ask/index.js';
import type { Ledger } from '../ledger/index.js';
import type { Export } from './export.js';

/** References of one position: the first ones suffice to check it. */
const MOST_REFERENCES = 3;

/** MediaWiki tables of positions with `cite news` references, a table a question. */
export const wikitable: Export = {
  mediaType: 'text/x-wiki; charset=utf-8',
  extension: 'wiki',
  text: true,
  async *write({ ledger, codebook, filter }) {
    const all = await documents(ledger, filter.knownAt === undefined ? {} : { knownAt: filter.knownAt });
    const byId = new Map(all.map((one) => [one.id, one]));
    for (const question of questionsOf(codebook, filter.question)) {
      const rows = await positions(ledger, codebook, { ...filter, question: [question.id] });
      if (!rows.length) continue;
      yield `{| class="wikitable sortable"\n|+ ${plain(question.label)}\n! Actor !! Position !! Since !! Until !! Words !! References\n`;
      for (const row of rows) yield tableRow(row, byId, await wordsOf(ledger, row));
      yield '|}\n\n';
    }
  },
};

/** What each document of a position says, in its own words, its headline's last: a reference must quote the page that it cites. */
async function wordsOf(ledger: Ledger, { claims }: Position): Promise<ReadonlyMap<string, string>> {
  const rows = await ledger.db
    .selectFrom('claims')
    .select(['document', 'words'])
    .where('id', 'in', claims)
    .orderBy('headline', 'desc')
    .orderBy('sequence', 'desc')
    .execute();
  return new Map(rows.map(({ document, words }) => [document, words]));
}

function tableRow(
  position: Position,
  byId: ReadonlyMap<string, DocumentRow>,
  wordsIn: ReadonlyMap<string, string>,
): string {
  const { actor, stance, factuality, from, until, words } = position;
  const references = position.documents
    .flatMap((id) => byId.get(id) ?? [])
    .slice(0, MOST_REFERENCES)
    .map((one) => reference(one, wordsIn.get(one.id)));
  const cells = [
    plain(actor.name),
    plain(factuality === 'actual' ? stance : `${stance} (${factuality})`),
    from,
    until ?? '',
    `“${plain(words)}”`,
    references.join(''),
  ];
  return `|-\n| ${cells.join(' || ')}\n`;
}

function reference({ id, url, title, outlet, published, recorded }: DocumentRow, quote: string | undefined): string {
  const fields: [string, string | undefined][] = [
    ['url', url],
    ['title', title ?? id],
    ['work', outlet],
    ['date', published?.slice(0, 10)],
    ['access-date', recorded.slice(0, 10)],
    ['quote', quote],
  ];
  const given = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [` |${name}=${name === 'url' ? encodedUrl(value) : plain(value)}`],
  );
  return `<ref>{{cite news${given.join('')}}}</ref>`;
}

/** Words of a text as they stand, whatever they would mean in wikitext. */
function plain(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '|': '&#124;',
    '[': '&#91;',
    ']': '&#93;',
    '{': '&#123;',
    '}': '&#125;',
    "'": '&#39;',
    '~': '&#126;',
    '=': '&#61;',
    _: '&#95;',
  };
  return text
    .toWellFormed()
    .replace(/[\s\0]+/g, ' ')
    .replace(/[&<>|[\]{}'~=_]/g, (character) => entities[character] ?? character);
}

function encodedUrl(url: string): string {
  return url.replace(/[\s|{}[\]<>"']/g, (character) => encodeURIComponent(character).replace("'", '%27'));
}
