import { UserError } from '../../errors.js';
import { FIELDS, type Field } from './names.js';

export { idOf, toDocument } from './record.js';

/** Which of a record's fields gives which of the Document's: a key, or a path with dots (`date.iso`, `authors.0.name`). */
export type FieldMap = ReadonlyMap<Field, string>;

/**
 * Reads a mapping as the command line writes it: `text=body,published=date.iso`.
 *
 * @throws UserError for an unknown field or a part that is no pair
 */
export function parseFieldMap(text: string): FieldMap {
  const map = new Map<Field, string>();
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const field = part.slice(0, at).trim();
    const path = part.slice(at + 1).trim();
    if (at < 0 || path === '') throw new UserError(`--map ${part}: FIELD=NAME is expected, as in text=body`);
    if (!isField(field)) throw new UserError(`--map ${part}: ${field} is none of ${FIELDS.join(', ')}`);
    map.set(field, path);
  }
  return map;
}

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);
