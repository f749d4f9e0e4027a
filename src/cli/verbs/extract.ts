import type { Command } from 'commander';
import type { Document } from '../../types.js';
import { Failures, printable } from '../failures.js';
import { type Column, chosenFormat, type Format, formatOption, printRows, write } from '../output.js';
import { startProgress } from '../progress.js';
import { addReadOptions, type ReadFlags, readOptions } from '../reading.js';

/** The verb `extract`: whatever can be read in, a Document a line out. */
export function define(command: Command): void {
  addReadOptions(command.argument('<input...>', 'files, folders, globs, http(s) addresses, or - for standard input'))
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  onrecord extract page.html
  onrecord extract crawl.warc.gz > documents.jsonl
  onrecord extract --map text=body,published=date.iso export.json
  onrecord extract https://news.example/feed.xml`,
    )
    .action(extract);
}

type Flags = ReadFlags & { format?: Format };

async function extract(inputs: string[], flags: Flags): Promise<void> {
  const failures = new Failures();
  let done = 0;
  let progress = await startProgress('reading');
  /** Prints something while no progress line is in the way. */
  const aside = async (print: () => void | Promise<void>): Promise<void> => {
    progress.stop();
    await print();
    progress = await startProgress(`${done} read`);
  };

  async function* documents(): AsyncGenerator<Document> {
    const { readInputs } = await import('../../read/index.js');
    for await (const read of readInputs(inputs, readOptions(flags))) {
      if ('failure' in read) {
        await aside(() => failures.add(read.failure));
        continue;
      }
      const { document, where, faults } = read;
      if (faults) await aside(() => failures.addParts(where, faults));
      progress.update(`${++done} read, now ${printable(where)}`);
      yield document;
    }
  }
  const format = chosenFormat(flags.format);
  if (format === 'table') await printSummaries(documents(), aside);
  else await printRows(documents(), COLUMNS, format);
  progress.stop();
  failures.finish(done, 'inputs');
}

const COLUMNS: readonly Column<Document>[] = [
  { header: 'id', value: (d) => d.id },
  { header: 'title', value: (d) => d.title },
  { header: 'outlet', value: (d) => d.outlet?.name },
  { header: 'published', value: (d) => d.published },
  { header: 'modified', value: (d) => d.modified },
  { header: 'byline', value: (d) => d.byline },
  { header: 'language', value: (d) => d.language },
  { header: 'state', value: (d) => d.state },
  { header: 'url', value: (d) => d.url },
  { header: 'path', value: (d) => d.path },
  { header: 'text', value: (d) => d.text },
];

type Aside = (print: () => Promise<void>) => Promise<void>;

/** Prints a few lines for each document, as they come. */
async function printSummaries(documents: AsyncIterable<Document>, aside: Aside): Promise<void> {
  const { default: colors } = await import('picocolors');
  for await (const document of documents) {
    const style =
      (color: Style): Style =>
      (text) =>
        color(printable(text));
    await aside(() => write(`${summary(document, style(colors.bold), style(colors.dim))}\n\n`));
  }
}

type Style = (text: string) => string;

/** Title, whence and when, how long, and the first words. */
function summary(document: Document, bold: Style, dim: Style): string {
  const { outlet, byline, published, modified, state, language, paragraphs, text, headline } = document;
  const facts = [
    outlet?.name,
    byline,
    published && `published ${published}`,
    modified && `modified ${modified}`,
    `${paragraphs.length} paragraphs in ${language}`,
    state !== 'full' && state,
  ];
  const body = paragraphs.find((span) => span.start !== headline?.start);
  const words = body ? text.slice(body.start, body.end).replace(/\s+/g, ' ') : '';
  return [
    bold(document.title ?? document.id),
    dim(facts.filter(Boolean).join(' · ')),
    printable(words.length > 200 ? `${words.slice(0, 200).replace(/\s+\S*$/, '')} …` : words),
    dim(document.url ?? document.path ?? document.id),
  ].join('\n');
}
