import { UserError } from '../errors.js';
import { charsetOf, decode } from './bytes/charset.js';
import { delimiterOf } from './bytes/delimiter.js';
import { isCommonName } from './mapping/names.js';

/** The formats that can be read. */
export type Kind = 'gzip' | 'zip' | 'warc' | 'json' | 'jsonl' | 'csv' | 'feed' | 'html' | 'text' | 'email' | 'mbox';

/** How much of a stream `recognize` wants to see. */
export const HEAD = 64 * 1024;

/**
 * The kind of a stream by its first bytes; its name and stated media type decide only where content leaves it open.
 *
 * @throws UserError for what is no text at all, named by its true format (a PDF under a `.html` name)
 */
export async function recognize(head: Uint8Array, name: string, mediaType?: string): Promise<Kind> {
  if (head.length === 0) throw new UserError('is empty');
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const latin = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  if (latin.startsWith('PK\u0003\u0004') || latin.startsWith('PK\u0005\u0006')) return 'zip';
  if (/^WARC\/\d/.test(latin)) return 'warc';
  await refuseBinary(head, latin);
  const text = (await decode(head, { markup: true, partial: true })).trimStart();
  if (text === '') throw new UserError('is blank');
  return jsonKind(text, name) ?? markupKind(text, name, mediaType) ?? plainKind(text, name, mediaType);
}

/** The extension of a name without a `.gz`, in lower case. */
export function extension(name: string): string {
  return /\.([a-z0-9]{1,10})(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Throws for content that is no text. Text may hold a stray control character or NUL; files that are no text teem with them. */
async function refuseBinary(head: Uint8Array, latin: string): Promise<void> {
  let controls = 0;
  if ((await charsetOf(head, { partial: true })).startsWith('utf-16')) return;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1b)) controls++;
  const share = controls / head.length;
  if (share < 0.003 && !/^(?:%PDF-|%!PS|\{\\rtf)/.test(latin)) return;
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  if (type && !/xml|html/.test(type.mime))
    throw new UserError(`is no text but ${type.ext.toUpperCase()} (${type.mime}), which is not read`);
  if (share > 0.02) throw new UserError('is binary data of an unknown kind, which is not read');
}

/** JSON, JSON lines, or neither. "[Updated] Minister resigns" is neither: after its bracket comes no JSON. */
function jsonKind(text: string, name: string): 'json' | 'jsonl' | 'feed' | undefined {
  if (!/^(?:\{\s*["}]|\[\s*[[{\]"])/.test(text)) return undefined;
  if (text.startsWith('['))
    return isJson(text.split('\n', 1)[0] ?? '') && extension(name) === 'jsonl' ? 'jsonl' : 'json';
  if (/^\{[^[]{0,4000}"https?:\/\/(?:www\.)?jsonfeed\.org\/version\//.test(text)) return 'feed';
  if (/^(?:jsonl|ndjson|jl)$/.test(extension(name))) return 'jsonl';
  const first = text.split('\n', 1)[0] ?? '';
  if (isJson(first)) return 'jsonl';
  // A first line that goes on beyond what is seen: pretty-printed JSON has short ones.
  if (first.length === text.length && first.length > 4096) return 'jsonl';
  // A broken first line among good ones.
  return text
    .split('\n', 20)
    .slice(1, -1)
    .some((line) => line.startsWith('{"') && isJson(line))
    ? 'jsonl'
    : 'json';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const HTML_NAMES = new Set(['html', 'htm', 'xhtml', 'shtml', 'php', 'asp', 'aspx', 'jsp']);
const HTML_TAG = /<(?:!doctype html|html|head|body|meta|title|article|main|div|p|h1|br|span|table)\b/i;

/** Feeds and HTML by their first element. */
function markupKind(text: string, name: string, mediaType: string | undefined): 'feed' | 'html' | undefined {
  const root = rootElement(text);
  if (root && /^(?:rss|feed|rdf|channel)$/.test(root.replace(/^.*:/, ''))) return 'feed';
  if (root && text.startsWith('<?xml') && !/^(?:html|body|div|article)$/.test(root))
    throw new UserError(`is XML of a kind that is not read (its root is <${root}>): feeds and XHTML are`);
  if (root) return 'html';
  const said = HTML_NAMES.has(extension(name)) || /html/.test(mediaType ?? '');
  return said && HTML_TAG.test(text) ? 'html' : undefined;
}

/** The name of the first element, past declarations, comments and a doctype; in lower case. */
function rootElement(text: string): string | undefined {
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (text.startsWith('<!--', at)) at = past(text, '-->', at);
    else if (text.startsWith('<?', at) || text.startsWith('<!', at)) {
      if (/^<!doctype html/i.test(text.slice(at, at + 14))) return 'html';
      const end = past(text, '>', at);
      // A doctype may hold declarations of its own, up to "]>".
      at = text.slice(at, end).includes('[') ? past(text, ']>', at) : end;
    } else return /^<([a-z][\w:.-]{0,60})/i.exec(text.slice(at, at + 64))?.[1]?.toLowerCase();
  }
}

const past = (text: string, end: string, from: number): number => {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
};

const MAIL_FIELDS = /^(?:from|to|date|subject|message-id|mime-version|received|return-path|delivered-to|content-type)$/;
const MAIL_ONLY = /^(?:message-id|mime-version|received|return-path|delivered-to|content-type)$/;

/** Mail, tables, or plain text. */
function plainKind(text: string, name: string, mediaType: string | undefined): Kind {
  const mailbox = /^From \S.*\r?\n(?=[\w-]+:)/.test(text);
  if (mailbox) return 'mbox';
  if (isMail(text, /^(?:eml|mht|mhtml)$/.test(extension(name)) || mediaType === 'message/rfc822')) return 'email';
  const named =
    /^(?:csv|tsv|tab)$/.test(extension(name)) || /^text\/(?:csv|tab-separated-values)$/.test(mediaType ?? '');
  return named || isTable(text) ? 'csv' : 'text';
}

/** Whether a text begins with a header row whose columns are, at least by half, known ones. */
function isTable(text: string): boolean {
  const header = /^[^\r\n]{3,4000}/.exec(text)?.[0] ?? '';
  const names = header.split(delimiterOf(header)).map((name) => name.replace(/^"|"$/g, ''));
  const known = names.filter(isCommonName).length;
  return known >= 2 && known >= names.length / 2;
}

/**
 * Whether a text begins with a mail header: nothing but fields up to a blank line. Reports may begin with a "From:" and
 * a "Date:" too, so a field that only mail has must be among them, unless the name says mail.
 */
function isMail(text: string, named: boolean): boolean {
  const fields: string[] = [];
  for (const line of text.split('\n', 400)) {
    if (line.trim() === '') break;
    if (/^[ \t]/.test(line) && fields.length) continue;
    const field = /^([!-9;-~]{1,76}):/.exec(line)?.[1];
    if (field === undefined) return false;
    fields.push(field.toLowerCase());
  }
  const known = fields.filter((field) => MAIL_FIELDS.test(field)).length;
  return known >= 2 && (named || fields.some((field) => MAIL_ONLY.test(field)));
}
