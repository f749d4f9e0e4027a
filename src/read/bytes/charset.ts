/** How bytes are turned into text. */
export interface CharsetHints {
  /** What a server, an archive or a mail header states. */
  declared?: string;
  /** Whether a `<meta>` or an XML declaration inside may state it. */
  markup?: boolean;
  /** Whether these are only the first bytes, so that the last character may be cut in two. */
  partial?: boolean;
}

/** Up to this share of its characters beyond ASCII may be broken in a text that is what it is declared to be. */
const DAMAGE = 0.1;

/** Decodes a whole text by the charset that its bytes prove, else the one declared, else the likeliest. */
export async function decode(bytes: Uint8Array, hints: CharsetHints = {}): Promise<string> {
  return (await decoder(await charsetOf(bytes, hints))).decode(bytes);
}

/** Decodes a stream piece by piece. */
export async function* decodeStream(bytes: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<string> {
  const chunks = await decoder(charset);
  for await (const chunk of bytes) yield chunks.decode(chunk, { stream: true });
  yield chunks.decode();
}

/**
 * The charset of a text, as a label of the WHATWG Encoding standard.
 *
 * A byte order mark decides. Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever is declared, since text in
 * another charset practically never is. A declaration that the bytes contradict gives way to detection; a Latin
 * one does where most letters would be accented, as other alphabets read as Latin-1 look.
 */
export async function charsetOf(bytes: Uint8Array, { declared, markup, partial }: CharsetHints): Promise<string> {
  const marked = markOf(bytes) ?? wideOf(bytes);
  if (marked) return marked;
  if (isUtf8(partial ? withoutCutCharacter(bytes) : bytes)) {
    // ISO-2022-JP is all ASCII bytes: it switches to Japanese with ESC $.
    const shift = bytes.indexOf(0x1b);
    return shift >= 0 && bytes[shift + 1] === 0x24 ? 'iso-2022-jp' : 'utf-8';
  }
  const candidates = await declarations(bytes, declared, markup ?? false);
  for (const candidate of candidates) {
    const text = (await decoder(candidate)).decode(bytes);
    if (!broken(text) && !(isLatin(candidate) && looksForeign(text))) return candidate;
  }
  const { analyse } = await import('chardet');
  const { normalizeEncoding } = await import('@exodus/bytes/encoding.js');
  const foreign = candidates.some(isLatin) || candidates.length === 0;
  for (const { name } of analyse(bytes.subarray(0, 64_000))) {
    const label = normalizeEncoding(name);
    if (!label || label === 'replacement') continue;
    const text = (await decoder(label)).decode(bytes);
    if (!broken(text) && !(foreign && isLatin(label) && looksForeign(text))) return label;
  }
  return candidates[0] ?? 'windows-1252';
}

/** The charset that a byte order mark names. */
function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: in markup and Western text, nearly every second byte is zero and hardly any other is. */
export function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const count = Math.min(bytes.length & ~1, 1024);
  if (count < 4) return undefined;
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < count; i++) if (bytes[i] === 0) zeros[(i & 1) as 0 | 1]++;
  const half = count / 2;
  if (zeros[1] > 0.4 * half && zeros[0] < 0.02 * half) return 'utf-16le';
  if (zeros[0] > 0.4 * half && zeros[1] < 0.02 * half) return 'utf-16be';
  return undefined;
}

/** Whether bytes are valid UTF-8. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The bytes up to the last place where a UTF-8 character cannot be cut in two. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > bytes.length - 4 && end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** What is declared, in the order of trust: by the transport, then in the text itself. */
async function declarations(bytes: Uint8Array, declared: string | undefined, markup: boolean): Promise<string[]> {
  const { normalizeEncoding } = await import('@exodus/bytes/encoding.js');
  const labels: string[] = [];
  const transport = declared && normalizeEncoding(declared);
  if (transport) labels.push(transport);
  if (markup) {
    const { getEncoding } = await import('encoding-sniffer');
    const inside = getEncoding(Buffer.from(bytes.subarray(0, 16_384)), {
      maxBytes: 16_384,
      defaultEncoding: 'replacement',
    });
    const label = normalizeEncoding(inside);
    if (label && !labels.includes(label)) labels.push(label);
  }
  return labels.filter((label) => label !== 'replacement' && label !== 'x-user-defined');
}

const isLatin = (label: string): boolean => label === 'windows-1252' || label === 'iso-8859-15';

/** Whether so many characters of a decoded text are broken that the charset cannot be right. */
function broken(text: string): boolean {
  let bad = 0;
  let beyond = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    beyond++;
    if (code === 0xfffd || code < 0xa0) bad++;
  }
  return bad > DAMAGE * beyond;
}

/** Whether accented letters outnumber plain ones outside of tags: no language written in Latin letters looks so. */
function looksForeign(text: string): boolean {
  let plain = 0;
  let accented = 0;
  let tag = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3c) tag = true;
    else if (code === 0x3e) tag = false;
    else if (!tag) {
      if (code >= 0xc0) accented++;
      else if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) plain++;
    }
  }
  return accented > 30 && accented > plain;
}

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

/** A decoder for a label; Node's own for UTF-8 and UTF-16, since its legacy ones depart from the standard (windows-1252). */
async function decoder(label: string): Promise<Decoder> {
  if (label.startsWith('utf-')) return new TextDecoder(label);
  const { TextDecoder: StandardDecoder } = await import('@exodus/bytes/encoding.js');
  return new StandardDecoder(label);
}
