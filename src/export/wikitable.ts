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
    const cited = new Map<string, DocumentRow | undefined>();
    const cite = async (id: string) => {
      if (!cited.has(id)) {
        const known = filter.knownAt === undefined ? {} : { knownAt: filter.knownAt };
        cited.set(id, (await documents(ledger, { document: id, ...known }))[0]);
      }
      return cited.get(id);
    };
    for (const question of questionsOf(codebook, filter.question)) {
      const rows = await positions(ledger, codebook, { ...filter, question: [question.id] });
      if (!rows.length) continue;
      yield `{| class="wikitable sortable"\n|+ ${plain(question.label)}\n! Actor !! Position !! Since !! Until !! Words !! References\n`;
      for (const row of rows) {
        const found = await Promise.all(row.documents.slice(0, MOST_REFERENCES).map(cite));
        yield tableRow(row, found, await wordsOf(ledger, row));
      }
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
  documents: readonly (DocumentRow | undefined)[],
  wordsIn: ReadonlyMap<string, string>,
): string {
  const { actor, stance, factuality, from, until, words } = position;
  const references = documents.flatMap((one) => (one ? [reference(one, wordsIn.get(one.id))] : []));
  const stated = stance.replaceAll('-', ' ');
  const cells = [
    plain(actor.name),
    plain(factuality === 'actual' ? stated : `${stated} (${factuality})`),
    from,
    until ?? '',
    `“${plain(words)}”`,
    references.join(''),
  ];
  return `|-\n| ${cells.join(' || ')}\n`;
}

function reference({ url, title, outlet, published, recorded }: DocumentRow, quote: string | undefined): string {
  const fields: [string, string | undefined][] = [
    ['url', url],
    ['title', title ?? 'Untitled report'],
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
