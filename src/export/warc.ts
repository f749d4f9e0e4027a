import { createHash, randomUUID } from 'node:crypto';
import { claims, documents } from '../ask/index.js';
import { type KeptPage, type Ledger, pageOfRevision } from '../ledger/index.js';
import type { Export, Request } from './export.js';

/**
 * The pages that the claims were read in, as they were fetched (WARC 1.1, ISO 28500): a response for what a server
 * answered, a resource for what was read from a file.
 */
export const warc: Export = {
  mediaType: 'application/warc',
  extension: 'warc',
  text: false,
  async *write({ ledger, filter }) {
    let head: Uint8Array | undefined = record(
      'warcinfo',
      'application/warc-fields',
      Buffer.from('software: onrecord\r\nformat: WARC File Format 1.1\r\n'),
    );
    for await (const document of documentsIn(ledger, filter)) {
      if (head) yield head;
      head = undefined;
      for (const { sequence, recorded } of await revisionsOf(ledger, document, filter.knownAt)) {
        const page = await pageOfRevision(ledger.db, sequence);
        if (page) yield pageRecord(page, document, recorded);
      }
    }
    if (head) yield head;
  },
};

/** What a filter can ask of documents themselves; whatever else it asks is asked of their claims. */
const OF_DOCUMENTS = ['since', 'until', 'asOf', 'knownAt', 'document', 'raw'];

/** The documents that a filter admits, each once: those that hold an admitted claim, and, where it asks for no claims, all. */
async function* documentsIn(ledger: Ledger, filter: Request['filter']): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const { document } of claims(ledger, filter)) {
    if (!seen.has(document)) yield document;
    seen.add(document);
  }
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (asked.some(([field]) => !OF_DOCUMENTS.includes(field))) return;
  const { raw: _, ...ofDocuments } = filter;
  for (const { id } of await documents(ledger, ofDocuments)) if (!seen.has(id)) yield id;
}

function revisionsOf(ledger: Ledger, document: string, knownAt: string | undefined) {
  return ledger.db
    .selectFrom('revisions')
    .select(['sequence', 'recorded'])
    .where('document', '=', document)
    .$if(knownAt !== undefined, (query) => query.where('recorded', '<', knownAt as string))
    .orderBy('sequence')
    .execute();
}

/** Fields that were true of the body as it was sent, and are not of the body as it is kept. */
const OF_THE_SENDING = new Set(['content-encoding', 'content-length', 'transfer-encoding']);

function pageRecord({ url, fetched, status, headers, mediaType, bytes }: KeptPage, document: string, recorded: string) {
  const more = {
    'WARC-Target-URI': url !== undefined && URL.canParse(url) ? url : `urn:onrecord:${encodeURIComponent(document)}`,
    'WARC-Date': dateOf(fetched) ?? recorded,
    'WARC-Payload-Digest': digestOf(bytes),
  };
  if (status === undefined) return record('resource', oneLine(mediaType ?? 'application/octet-stream'), bytes, more);
  const fields = Object.entries(headers ?? {}).filter(([name]) => !OF_THE_SENDING.has(name));
  const head = [
    `HTTP/1.1 ${status}`.concat(' ', status === 200 ? 'OK' : 'Answered'),
    ...fields.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`),
    `content-length: ${bytes.length}`,
  ];
  const block = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
  return record('response', 'application/http; msgtype=response', block, more);
}

function record(type: string, mediaType: string, block: Uint8Array, more: Record<string, string> = {}): Uint8Array {
  const fields = {
    'WARC-Type': type,
    'WARC-Record-ID': `<urn:uuid:${randomUUID()}>`,
    'WARC-Date': new Date().toISOString(),
    ...more,
    'WARC-Block-Digest': digestOf(block),
    'Content-Type': mediaType,
    'Content-Length': String(block.length),
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.1\r\n${head.join('')}\r\n`), block, Buffer.from('\r\n\r\n')]);
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** UTC, as WARC wants it. */
function dateOf(stated: string | undefined): string | undefined {
  const time = stated === undefined ? Number.NaN : Date.parse(stated);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** A field's value cannot begin another field. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim();
}
