import type { Command } from 'commander';
import type { CodeInput } from '../../code/index.js';
import type { Checked, Codebook, CodebookFile, Fault } from '../../codebook/index.js';
import type { Coded } from '../../types.js';
import { printable } from '../failures.js';
import { type Column, chosenFormat, type Format, formatOption, printRows, write } from '../output.js';
import { startProgress } from '../progress.js';

/** The verb `codebook`: whether a codebook of one's own holds, field by field and example by example. */
export function define(command: Command): void {
  command
    .argument('<folder>', 'the folder that holds events/, actors/, lexicon/, places/, kinds/ or questions/')
    .option('--only', 'it is meant to be used instead of ours, not laid over it')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Every fault is named with file, line and field. The example of each of its entries and event types is coded, to see that
the entry does code it, and who is marked in it.

Examples:
  onrecord codebook my-codebook/
  onrecord codebook --only my-codebook/ --format jsonl`,
    )
    .action(run);
}

type Flags = { only?: true; format?: Format };

/** What is found, a row each: a `doubt` can be worked with. */
type Finding = Fault & { kind: 'fault' | 'example' | 'doubt' };

async function run(folder: string, flags: Flags): Promise<void> {
  const format = chosenFormat(flags.format);
  const { checkFolder } = await import('../../codebook/node.js');
  const checked = await checkFolder(folder, { alone: flags.only ?? false });
  const { codebook, files, faults, doubts } = checked;
  const own = (faultsOf: readonly Fault[], kind: Finding['kind']): Finding[] =>
    faultsOf.map((fault) => ({ kind, ...fault }));
  // Words can only be coded with a codebook that holds.
  const examples = faults.length ? [] : examplesOf(files);
  const failed = await tried(examples, codebook);
  const findings = [...own(faults, 'fault'), ...own(failed, 'example'), ...own(doubts, 'doubt')];
  if (format === 'table') await write(await report(folder, checked, findings, examples.length));
  else await printRows(findings, COLUMNS, format);
  if (faults.length || failed.length) process.exitCode = 1;
}

const COLUMNS: readonly Column<Finding>[] = [
  { header: 'kind', value: ({ kind }) => kind },
  { header: 'path', value: ({ path }) => path },
  { header: 'line', value: ({ line }) => line },
  { header: 'field', value: ({ field }) => field },
  { header: 'reason', value: ({ reason }) => reason },
];

/** An example to be coded: where it stands, and whose it is. */
interface Tried {
  file: CodebookFile;
  field: readonly PropertyKey[];
  marked: string;
  of: { predicate: string } | { type: string };
}

function examplesOf(files: readonly CodebookFile[]): Tried[] {
  return files.flatMap((file): Tried[] => {
    const data = file.data as {
      type: string;
      example: string;
      predicates?: { id: string; example: string }[];
    };
    if (file.folder === 'events') return [{ file, field: ['example'], marked: data.example, of: { type: data.type } }];
    if (file.folder !== 'lexicon') return [];
    return (data.predicates ?? []).map(({ id, example }, i) => ({
      file,
      field: ['predicates', i, 'example'],
      marked: example,
      of: { predicate: id },
    }));
  });
}

/** Codes the examples; what is wrong with those that are not coded as they are marked. */
async function tried(examples: readonly Tried[], codebook: Codebook): Promise<Fault[]> {
  if (!examples.length) return [];
  const [{ openAnalyst }, { mapInOrder }, { faultOfExample, readExample }, { faultOf }] = await Promise.all([
    import('../analyst.js'),
    import('../queue.js'),
    import('../../code/index.js'),
    import('../../codebook/index.js'),
  ]);
  const progress = await startProgress('trying the examples');
  const analyst = await openAnalyst(codebook, { explain: true });
  const code = async (one: Tried): Promise<{ one: Tried; coded: Coded }> => {
    const input: CodeInput = { id: 'example', text: readExample(one.marked).text, language: 'en' };
    return { one, coded: await analyst.analyse(input) };
  };
  async function* all() {
    yield* examples;
  }
  const faults: Fault[] = [];
  try {
    for await (const { one, coded } of mapInOrder(all(), analyst.width, code)) {
      const reason = faultOfExample(readExample(one.marked), coded.claims, one.of);
      if (reason !== undefined) faults.push(faultOf(one.file, one.field, `${one.marked}: ${reason}`));
    }
  } finally {
    progress.stop();
    await analyst.close();
  }
  return faults;
}

/** Each finding in a line, and what it comes to. */
async function report(
  folder: string,
  { codebook, faults }: Checked,
  findings: readonly Finding[],
  examples: number,
): Promise<string> {
  const { faultLine } = await import('../../codebook/index.js');
  const lines = findings.map((one) => `${one.kind === 'doubt' ? 'doubtful: ' : ''}${faultLine(one)}`);
  const wrong = findings.filter(({ kind }) => kind === 'example').length;
  const outcome = faults.length
    ? `${folder}: ${faults.length} fault${faults.length === 1 ? '' : 's'}; no example was tried`
    : `${folder} holds (version ${codebook.version})${examples ? `; ${examples - wrong} of ${examples} examples are coded as they are marked` : ''}`;
  return printable(`${[...lines, outcome].join('\n')}\n`);
}
