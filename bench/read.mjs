// Reading at volume: generated reports as one WARC.gz and one file of JSON lines, read through `onrecord extract`.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readings } from './generated.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A page as sites serve them: the report between navigation, related links and a footer. */
function page({ url, outlet, published, text }) {
  const [title, ...paragraphs] = text.split('\n\n');
  const links = (words, count) =>
    Array.from({ length: count }, (_, i) => `<li><a href="/${words}/${i}">${words} ${i}</a></li>`).join('');
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title} - ${outlet.name}</title>
<link rel="canonical" href="${url}"><meta property="og:site_name" content="${outlet.name}">
<meta property="article:published_time" content="${published}Z"><script>window.data = {"ads": [1, 2, 3]};</script></head>
<body><nav><ul>${links('section', 30)}</ul></nav><main><article><h1>${title}</h1><time datetime="${published}">${published}</time>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}</article>
<aside><h2>Related</h2><ul>${links('story', 20)}</ul></aside></main><footer><ul>${links('about', 15)}</ul></footer></body></html>`;
}

/** A WARC response record, packed by itself as crawlers do. */
function record(document) {
  const body = Buffer.from(page(document));
  const http = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n');
  const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${document.url}\r\nWARC-Date: 2035-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length + body.length}\r\n\r\n`;
  return gzipSync(Buffer.concat([Buffer.from(head), http, body, Buffer.from('\r\n\r\n')]), { level: 1 });
}

const FILES = {
  'crawl.warc.gz': record,
  'reports.jsonl': (document) => `${JSON.stringify(document)}\n`,
};

async function generate(file, write, documents) {
  function* content() {
    for (const { document } of readings({ documents, claims: 10 })) yield write(document);
  }
  await pipeline(Readable.from(content()), createWriteStream(file));
}

/** Runs `onrecord extract` on a file and gives the documents that it printed, its seconds and its most memory. */
async function extract(file) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', join(ROOT, 'bench/peak.mjs'), 'bin/onrecord', 'extract', '--format', 'jsonl', file],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] },
  );
  let documents = 0;
  let peak = '';
  child.stdout.on('data', (chunk) => {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) documents++;
  });
  child.stdio[3].on('data', (chunk) => {
    peak += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return { documents, seconds: (performance.now() - started) / 1000, megabytes: Number(peak) / 1000 };
}

export const about = 'reading reports from a WARC.gz and from JSON lines through extract (--documents 10000)';

/**
 * Measures reading.
 *
 * @param {{ documents?: number | string }} options how many documents each file holds
 * @returns {Promise<{ what: string, documents: number, perSecond: number, peakMegabytes: number }[]>}
 */
export async function run(options = {}) {
  const documents = Number(options.documents ?? 10_000);
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
  try {
    const rows = [];
    for (const [name, write] of Object.entries(FILES)) {
      const file = join(folder, name);
      await generate(file, write, documents);
      const size = Math.round(statSync(file).size / 1e6);
      const { documents: read, seconds, megabytes } = await extract(file);
      if (read !== documents) throw new Error(`${name}: ${read} of ${documents} documents were read`);
      rows.push({
        what: `extract ${name} (${size} MB)`,
        documents,
        perSecond: Math.round(documents / seconds),
        peakMegabytes: Math.round(megabytes),
      });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
