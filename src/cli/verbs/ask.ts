import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type {
  ActorFilter,
  ChangeFilter,
  CorrectionFilter,
  CountFilter,
  EventFilter,
  PositionFilter,
  ReviewFilter,
} from '../../ask/index.js';
import type { Codebook } from '../../codebook/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { Factuality } from '../../types.js';
import {
  CLAIM_COLUMNS,
  CLAIM_TABLE,
  COUNT_COLUMNS,
  COVERAGE_COLUMNS,
  DOCUMENT_COLUMNS,
  EVENT_COLUMNS,
  EVENT_TABLE,
  ORIGIN_COLUMNS,
  POSITION_COLUMNS,
  POSITION_TABLE,
  POSITIONS_TABLE,
  QUESTION_COLUMNS,
  QUESTION_TABLE,
} from '../answers.js';
import { checkAsked } from '../asked.js';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { ledgerOption, withLedger } from '../ledger.js';
import { type Column, chosenFormat, type Format, formatOption, printRows, wholeNumber } from '../output.js';
import {
  ACTOR_COLUMNS,
  ACTOR_TABLE,
  AGREEMENT_COLUMNS,
  CHANGE_COLUMNS,
  CORRECTION_COLUMNS,
  CORRECTION_TABLE,
  RELEASE_COLUMNS,
  REVIEW_COLUMNS,
  REVIEW_TABLE,
} from '../review-columns.js';

const QUESTIONS = [
  'events',
  'claims',
  'documents',
  'positions',
  'questions',
  'corrections',
  'review',
  'changes',
  'releases',
  'agreement',
  'actors',
  'origins',
  'counts',
  'coverage',
] as const;

const FACTUALITIES: readonly Factuality[] = ['actual', 'denied', 'planned', 'possible', 'conditional', 'demanded'];

/** The verb `ask`: rows from the ledger. */
export function define(command: Command): void {
  addFilterOptions(addCodebookOptions(command))
    .addArgument(new Argument('<what>', 'what to list').choices(QUESTIONS))
    .addOption(
      new Option('--by <what>', 'counts by this (default: type)').choices([
        'dyad',
        'type',
        'quad',
        'question',
        'actor',
      ]),
    )
    .addOption(
      new Option('--per <period>', 'counts and coverage (default: month)').choices(['day', 'week', 'month', 'year']),
    )
    .option('--since-release <name>', 'of changes: what differs from this release')
    .option('--until-release <name>', 'of changes: and not from now but up to this one')
    .option('--unresolved', 'of actors: only words that resolve to none, with a suggestion')
    .addOption(ledgerOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  onrecord ask events --actor "North Korea" --since 2022-09
  onrecord ask positions --question kosovo-recognition --as-of 2020-01-01
  onrecord ask claims --source FRA --target RUS --type COERCE --format jsonl
  onrecord ask documents --search '"accession treaty"' --known-at 2022-10-06`,
    )
    .action(ask);
}

/** The options that say which claims, events or positions are meant, by the names of `Filter`'s fields. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('--actor <name>', 'who takes part: id, code or name; again: who also does', collect)
    .option('--source <name>', 'who acts', collect)
    .option('--target <name>', 'who is acted upon', collect)
    .option('--speaker <name>', 'on whose word: a speaker, agency or outlet of the chain', collect)
    .option('--type <type>', 'event type (COERCE, REJECT, …); again: or that one', collect)
    .option(
      '--question <id>',
      "positions on this question of the codebook's, or events on which they rest; again: or that one",
      collect,
    )
    .option('--stance <stance>', 'positions with this stance (recognizes, abstains, …); again: or that one', collect)
    .option('--factuality <kind>', `${FACTUALITIES.join(', ')}; again: or that one`, collectFactuality)
    .addOption(new Option('--novelty <kind>', 'what is reported, or what is recalled').choices(['new', 'background']))
    .option('--headline', "only headlines' claims")
    .option('--no-headline', "without headlines' claims")
    .option('--since <day>', 'from this day, month or year on')
    .option('--until <day>', 'up to and with this day, month or year')
    .option('--as-of <day>', 'what had come to pass by that day; positions that hold on it')
    .option('--known-at <time>', 'what the ledger held by the end of that day, or at that time (UTC)')
    .option('--raw', "the machine's reading, without what people corrected")
    .option('--unplaced', 'only corrections that have no place in their document as it is now')
    .option('--search <words>', 'all these words; "in quotes" a phrase, ending in * a beginning')
    .option('--document <id>', 'of this document')
    .option('--event <id>', 'the event of this id, or that it was forwarded to; again: or that one', collect)
    .option('--origins <n>', 'events that at least n independent origins tell of', wholeNumber(1))
    .option('--limit <n>', 'the latest n', wholeNumber(1));
}

type Asked = EventFilter & PositionFilter & CorrectionFilter & ChangeFilter & ActorFilter & CountFilter;

type Flags = Asked & CodebookFlags & { ledger: string; format?: Format };

async function ask(what: (typeof QUESTIONS)[number], flags: Flags): Promise<void> {
  const { ledger: address, format: asked, codebook, codebookOnly, ...filter } = flags;
  const format = chosenFormat(asked);
  checkAsked(what, filter);
  const book = () => chosenCodebook({ ...(codebook && { codebook }), ...(codebookOnly && { codebookOnly }) });
  if (what === 'questions') {
    const { questions } = await import('../../ask/index.js');
    await print(questions(await book()), QUESTION_TABLE, QUESTION_COLUMNS, format);
    return;
  }
  const found = await withLedger(address, async (ledger) => {
    const rows = await ANSWERS[what](ledger, filter, format, book);
    const { unknownIn } = await import('../../ask/index.js');
    if (NAMING.some((field) => filter[field]))
      for (const { reason, near } of await unknownIn(ledger, await book(), filter))
        console.error(`onrecord: ${reason}${near.length ? `; is ${near.join(' or ')} meant?` : ''}`);
    return rows;
  });
  if (!found && format === 'table') console.error(`onrecord: nothing in ${address} answers this`);
}

/** What can name somebody or something that the ledger does not know. */
const NAMING = ['actor', 'source', 'target', 'speaker', 'type', 'document', 'event'] as const;

type Answer = (ledger: Ledger, filter: Asked, format: Format, codebook: () => Promise<Codebook>) => Promise<number>;

const ANSWERS: Record<Exclude<(typeof QUESTIONS)[number], 'questions'>, Answer> = {
  async counts(ledger, filter, format, codebook) {
    const { counts } = await import('../../ask/index.js');
    return print(await counts(ledger, await codebook(), filter), COUNT_COLUMNS, COUNT_COLUMNS, format);
  },
  async coverage(ledger, filter, format) {
    const { coverage } = await import('../../ask/index.js');
    return print(await coverage(ledger, filter), COVERAGE_COLUMNS, COVERAGE_COLUMNS, format);
  },
  async origins(ledger, filter, format) {
    const { origins } = await import('../../ask/index.js');
    return print(await origins(ledger, filter), ORIGIN_COLUMNS, ORIGIN_COLUMNS, format);
  },
  async positions(ledger, filter, format, codebook) {
    const { positions } = await import('../../ask/index.js');
    const table = filter.question?.length === 1 ? POSITION_TABLE : POSITIONS_TABLE;
    return print(await positions(ledger, await codebook(), filter), table, POSITION_COLUMNS, format);
  },
  async events(ledger, filter, format, codebook) {
    const { events, eventsOn, forwarded } = await import('../../ask/index.js');
    const rows = await (filter.question ? eventsOn(ledger, await codebook(), filter) : events(ledger, filter));
    const gone = await forwarded(ledger, rows, filter);
    return print([...rows, ...gone], EVENT_TABLE, EVENT_COLUMNS, format);
  },
  async claims(ledger, filter, format) {
    const { claims } = await import('../../ask/index.js');
    return print(claims(ledger, filter), CLAIM_TABLE, CLAIM_COLUMNS, format);
  },
  async changes(ledger, filter, format) {
    const { changes } = await import('../../ask/index.js');
    return print(changes(ledger, filter), CHANGE_COLUMNS, CHANGE_COLUMNS, format);
  },
  async releases(ledger, _, format) {
    const { releases } = await import('../../ledger/index.js');
    return print(await releases(ledger), RELEASE_COLUMNS, RELEASE_COLUMNS, format);
  },
  async agreement(ledger, filter, format) {
    const { agreement } = await import('../../ask/index.js');
    return print(await agreement(ledger, filter), AGREEMENT_COLUMNS, AGREEMENT_COLUMNS, format);
  },
  async actors(ledger, filter, format, codebook) {
    const { actors } = await import('../../ask/index.js');
    return print(await actors(ledger, await codebook(), filter), ACTOR_TABLE, ACTOR_COLUMNS, format);
  },
  async corrections(ledger, filter, format) {
    const { corrections } = await import('../../ask/index.js');
    return print(await corrections(ledger, filter), CORRECTION_TABLE, CORRECTION_COLUMNS, format);
  },
  async review(ledger, filter, format, codebook) {
    const { review } = await import('../../ask/index.js');
    return print(await review(ledger, await codebook(), filter as ReviewFilter), REVIEW_TABLE, REVIEW_COLUMNS, format);
  },
  async documents(ledger, filter, format) {
    const { documents } = await import('../../ask/index.js');
    return print(await documents(ledger, filter), DOCUMENT_COLUMNS, DOCUMENT_COLUMNS, format);
  },
};

/** Prints rows in what suits the format; of a table without rows not even the head. */
async function print<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  table: readonly Column<Row>[],
  columns: readonly Column<Row>[],
  format: Format,
): Promise<number> {
  if (format !== 'table') return printRows(rows, columns, format);
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all.length ? printRows(all, table, format) : 0;
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function collectFactuality(value: string, before: Factuality[] | undefined): Factuality[] {
  const known = FACTUALITIES.find((one) => one === value);
  if (!known) throw new InvalidArgumentError(`one of ${FACTUALITIES.join(', ')} is expected.`);
  return [...(before ?? []), known];
}
