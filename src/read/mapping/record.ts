import { UserError } from '../../errors.js';
import type { Document, Outlet } from '../../types.js';
import { isIso } from '../dates/iso.js';
import type { Hints } from '../hints.js';
import type { JsonRecord } from '../source.js';
import { faultsOf, isText, kindOf } from './faults.js';
import type { FieldMap } from './index.js';
import { COMMON_NAMES, type Field } from './names.js';
import { commonFields, dateOf, isRecord, valueAt, wordsOf } from './values.js';

/**
 * The Document that a JSON record or a table's row stands for.
 *
 * A JSON record with a `text` (and no mapping that says otherwise) is a Document as handed in: its text stays to the
 * letter, and so do the parts that it brings. Any other text becomes a Document as a page does, its title first.
 *
 * @param asHandedIn whether `text` is to be taken so; a table's column of that name is not
 * @returns the Document, and a line for each field that was given and could not be taken
 * @throws UserError where there is no text, or a part is no Document's
 */
export async function toDocument(
  record: JsonRecord,
  map: FieldMap | undefined,
  hints: Hints,
  asHandedIn: boolean,
): Promise<{ document: Document; faults: string[] }> {
  const common = commonFields(record);
  const value = (field: Field): unknown => {
    const path = map?.get(field);
    return path === undefined ? common(field) : valueAt(record, path);
  };
  const known = { ...hintsOf(value), ...hints };
  const document = { ...(await documentOf(record, value, map, known, asHandedIn)), ...statedDates(known) };
  return { document, faults: faultsOf(record, value, map, known) };
}

/** The id by which a record that is no Document can be told: its own, if it has one. */
export function idOf(record: JsonRecord, map: FieldMap | undefined): string | undefined {
  const path = map?.get('id');
  return wordsOf(path === undefined ? commonFields(record)('id') : valueAt(record, path))?.trim();
}

async function documentOf(
  record: JsonRecord,
  value: (field: Field) => unknown,
  map: FieldMap | undefined,
  known: Hints,
  asHandedIn: boolean,
): Promise<Document> {
  if (asHandedIn && !map?.has('text') && !map?.has('html')) {
    if (!isText(record.text)) throw new UserError(`text: a string is expected, not ${kindOf(record.text)}`);
    const { handedIn } = await import('./handed-in.js');
    if (typeof record.text === 'string') return handedIn(record, record.text, known);
  }
  const html = wordsOf(value('html'), '\n');
  const text = wordsOf(value('text'), '\n\n');
  if (map?.has('html') ? html === undefined : text === undefined && html === undefined)
    throw new UserError(missingText(record, map));
  if (html !== undefined && (map?.has('html') || text === undefined)) return fromMarkup(html, known);
  if (text !== undefined && MARKUP.test(text)) return fromMarkup(text, known);
  const { fromText } = await import('../text/index.js');
  return fromText(text ?? '', known);
}

/** The dates that a record states in ISO 8601: unlike a page's, they stay as they are, however old or far ahead. */
function statedDates({ published, modified }: Hints): Pick<Document, 'published' | 'modified'> {
  return {
    ...(published !== undefined && isIso(published) && { published }),
    ...(modified !== undefined && isIso(modified) && { modified }),
  };
}

const MARKUP = /<\/(?:p|div|article|body|html|h[1-6]|ul|ol|blockquote|span|a|em|strong)>|<(?:br|p)\s*\/?>/i;

async function fromMarkup(html: string, hints: Hints): Promise<Document> {
  const { fromFragment } = await import('../formats/html.js');
  return fromFragment(html, hints);
}

/** The metadata that a record holds. */
function hintsOf(value: (field: Field) => unknown): Hints {
  const hints: Hints = {};
  for (const field of ['title', 'url', 'id', 'byline', 'language'] as const) {
    const words = wordsOf(value(field));
    if (words !== undefined) hints[field] = words.trim();
  }
  for (const field of ['published', 'modified'] as const) {
    const words = dateOf(value(field));
    if (words !== undefined) hints[field] = words;
  }
  const outlet = outletOf(value('outlet'), wordsOf(value('domain')));
  if (outlet) hints.outlet = outlet;
  return hints;
}

function outletOf(value: unknown, domain: string | undefined): Outlet | undefined {
  const inner = isRecord(value) && typeof value.domain === 'string' ? value.domain : undefined;
  const name = wordsOf(value) ?? domain;
  const host = inner ?? domain;
  return name === undefined ? undefined : { name, ...(host !== undefined && { domain: host }) };
}

function missingText(record: JsonRecord, map: FieldMap | undefined): string {
  const asked = map?.get('html') ?? map?.get('text');
  const names = Object.keys(record).join(', ') || 'none';
  const keys = names.length > 160 ? `${names.slice(0, 160)} …` : names;
  if (asked !== undefined) return `has no text at ${asked} (its fields: ${keys})`;
  if (record.text === null) return 'text: a string is expected, not null';
  const known = COMMON_NAMES.text.slice(0, 5).join(', ');
  return `has no text: its fields are ${keys}; ${known} … are known, --map text=FIELD names another`;
}
