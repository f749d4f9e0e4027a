import { hash } from 'node:crypto';

/**
 * The one JSON text of a value: keys sorted by UTF-16 code units, no space, numbers and strings as ECMAScript writes
 * them (the form of RFC 8785). Keys without a value are left out. A lone surrogate and NUL are written as `\uXXXX`, so
 * the text is always well-formed UTF-8 and `JSON.parse` gives the value back exactly.
 *
 * @throws TypeError for what JSON cannot hold: NaN, infinities, functions, bigints
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'object') throw new TypeError(`${String(value)} cannot be written as JSON`);
  let json = '';
  if (Array.isArray(value)) {
    for (const item of value) json += `${json && ','}${canonicalJson(item)}`;
    return `[${json}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field !== undefined) json += `${json && ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${json}}`;
}

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}
