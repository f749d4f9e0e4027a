import { hash } from 'node:crypto';

/**
 * The one JSON text of a value: keys sorted by UTF-16 code units, no space, numbers and strings as ECMAScript writes
 * them (the form of RFC 8785). Keys without a value are left out. A lone surrogate and NUL are written as `\uXXXX`, so
 * the text is always well-formed UTF-8 and `JSON.parse` gives the value back exactly.
 *
 * @throws TypeError for what JSON cannot hold: NaN, infinities, functions, bigints
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textJson(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'object') throw new TypeError(`${String(value)} cannot be written as JSON`);
  let json = '';
  if (Array.isArray(value)) {
    for (const item of value) json += `${json && ','}${canonicalJson(item)}`;
    return `[${json}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const key of sortedKeys(fields)) {
    const field = fields[key];
    if (field !== undefined) json += `${json && ','}${textJson(key)}:${canonicalJson(field)}`;
  }
  return `{${json}}`;
}

/** Short texts, as most are, of which nothing has to be escaped need not go through `JSON.stringify`. */
function textJson(text: string): string {
  return text.length < 100 && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

const PLAIN = /^[ !#-[\]-~]*$/;

function sortedKeys(fields: Record<string, unknown>): string[] {
  const keys = Object.keys(fields);
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] as string) > (keys[i] as string)) return keys.sort();
  return keys;
}

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}
