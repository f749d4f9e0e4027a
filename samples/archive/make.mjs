#!/usr/bin/env node
// Writes ambrel-monitor.warc.gz beside it from the two pages here: a small web archive as crawlers make them,
// one gzip member a record, with a page that was not found and a picture, neither of which is a report.
//   node samples/archive/make.mjs
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const here = (name) => new URL(name, import.meta.url);

/** One WARC record. Its id comes from what it holds, so that the same pages give the same file. */
function record(type, headers, block, contentType) {
  const digest = createHash('sha256').update(block).update(headers['WARC-Target-URI'] ?? '').digest('hex');
  const id = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  const head = Object.entries({
    'WARC-Type': type,
    'WARC-Record-ID': `<urn:uuid:${id}>`,
    'WARC-Date': '2025-11-12T03:00:00Z',
    ...headers,
    'Content-Type': contentType,
    'Content-Length': block.length,
  });
  const lines = ['WARC/1.1', ...head.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return gzipSync(Buffer.concat([Buffer.from(`${lines}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]));
}

function response(url, status, contentType, body) {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${contentType}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const block = Buffer.concat([Buffer.from(head), body]);
  return record('response', { 'WARC-Target-URI': url }, block, 'application/http; msgtype=response');
}

const site = 'https://ambrel-monitor.example';
const html = 'text/html; charset=utf-8';
const pixel = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
writeFileSync(
  here('ambrel-monitor.warc.gz'),
  Buffer.concat([
    record('warcinfo', {}, Buffer.from('software: samples/archive/make.mjs\r\nformat: WARC File Format 1.1\r\n'), 'application/warc-fields'),
    response(`${site}/joining-the-case`, '200 OK', html, readFileSync(here('calderre-court.html'))),
    response(`${site}/old-address`, '404 Not Found', html, Buffer.from('<html><title>Not found</title><p>Not found.</p></html>')),
    response(`${site}/pixel.gif`, '200 OK', 'image/gif', pixel),
    response(`${site}/wanjora-debt`, '200 OK', html, readFileSync(here('debt-report.html'))),
  ]),
);
