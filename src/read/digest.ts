import { createHash } from 'node:crypto';

/** The first 128 bits of the SHA-256 of `text` (as UTF-8), 32 hexadecimal digits. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
