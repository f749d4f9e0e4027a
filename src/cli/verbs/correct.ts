import { type Command, InvalidArgumentError } from 'commander';
import type { Corrected, CorrectionRequest } from '../../ledger/index.js';
import { addCodebookOptions, type CodebookFlags, chosenCodebook } from '../codebook.js';
import { ledgerOption, withWritableLedger } from '../ledger.js';
import { type Column, chosenFormat, type Format, formatOption, printRows } from '../output.js';
import { settings } from '../settings.js';

type Flags = CodebookFlags & { by: string; reason: string; ledger: string; format?: Format };

/** The verb `correct`: what people say of the machine's reading. */
export function define(command: Command): void {
  const on = (name: string, words: string, about: string) => signed(command.command(`${name} ${words}`).summary(about));

  on('accept', '<claim>', 'a claim is right as it stands')
    .option('--document <id>', 'only in this document')
    .action(run((flags, claim) => ({ action: 'accept', claim: one(claim), ...inDocument(flags) })));
  on('reject', '<claim>', 'a claim is wrong and no answer any more')
    .option('--document <id>', 'only in this document')
    .action(run((flags, claim) => ({ action: 'reject', claim: one(claim), ...inDocument(flags) })));
  on('amend', '<claim>', 'a claim says something else')
    .addHelpText('after', FIELDS)
    .option('--document <id>', 'only in this document')
    .requiredOption('--set <field=value>', 'what it says; again for another field or another party', collect)
    .action(
      run((flags, claim) => ({
        action: 'amend',
        claim: one(claim),
        ...inDocument(flags),
        set: settings(flags.set ?? []),
      })),
    );
  on('add', '<document>', 'a claim that the machine missed')
    .addHelpText('after', FIELDS)
    .requiredOption('--quote <words>', 'the words that it rests on, as they stand in the text')
    .option('--before <words>', 'what stands before them, where they stand several times')
    .option('--after <words>', 'what stands after them')
    .option('--type <type>', 'event type')
    .option('--code <code>', "code of the codebook's, which says the type too")
    .option('--source <party>', 'who acts: words of the text, or WORDS=>ACTOR; again for another', collect)
    .option('--target <party>', 'who is acted upon', collect)
    .option('--set <field=value>', 'any other field, as in amend', collect)
    .action(
      run((flags, document) => ({
        action: 'add',
        document: one(document),
        quote: {
          exact: flags.quote ?? '',
          ...(flags.before !== undefined && { prefix: flags.before }),
          ...(flags.after !== undefined && { suffix: flags.after }),
        },
        set: settings([
          ...(flags.type === undefined ? [] : [`type=${flags.type}`]),
          ...(flags.code === undefined ? [] : [`code=${flags.code}`]),
          ...(flags.source ?? []).map((party) => `source=${party}`),
          ...(flags.target ?? []).map((party) => `target=${party}`),
          ...(flags.set ?? []),
        ]),
      })),
    );
  on('merge', '<actor> <into>', 'an actor, or words that name none, are another actor').action(
    run((_, actor, into) => ({ action: 'merge', actor: one(actor), into: anActor(one(into)) })),
  );
  on('split', '<actor> <into>', 'some mentions of an actor are another one')
    .option('--name <words>', 'mentions in these words; again: or those', collect)
    .option('--document <id>', 'mentions in this document; again: or that one', collect)
    .option('--claim <id>', 'mentions in this claim; again: or that one', collect)
    .action(
      run((flags, actor, into) => ({
        action: 'split',
        actor: one(actor),
        into: anActor(one(into)),
        ...(flags.name && { names: [flags.name].flat() }),
        ...(flags.document && { documents: [flags.document].flat() }),
        ...(flags.claim && { claims: flags.claim }),
      })),
    );
  on('reviewed', '<document>', 'a document was reviewed from beginning to end: the rest of it is right').action(
    run((_, document) => ({ action: 'reviewed', document: one(document) })),
  );
  on('undo', '<entry>', 'take a correction back').action(
    run((_, entry) => ({ action: 'undo', entry: number(one(entry)) })),
  );
  command.addHelpText(
    'after',
    `
Examples:
  onrecord correct accept 3f9a0c --by Ada --reason "says just that"
  onrecord correct amend 3f9a0c --set type=COERCE --set 'source=the ministry=>XVS' --by Ada --reason "sanctions"
  onrecord correct add page-7 --quote "imposed sanctions" --type COERCE --source Vessia --target Tarrow --by Ada --reason missed
  onrecord correct merge "the Vessian Republic" XVS --by Ada --reason "its long name"
  onrecord correct undo 4711 --by Ada --reason "the second page has it otherwise"`,
  );
}

/** What a claim can be said to say: the fields of `settings`. */
const FIELDS = `
Fields of --set (an empty value takes away what is there):
  type, code          event type; a code of the codebook's, which says the type too
  mode, contexts      of the event; contexts again for another
  predicate           the codebook's entry that the words express
  source, target      a party: words of the text, or WORDS=>ACTOR (an id, code or name; none: nobody known); again for another
  reciprocal          true: each side acts on the other; false
  factuality          actual, denied, planned, possible, conditional, demanded
  novelty             new, or background: what the report recalls
  time                2031-05-02, 2031-05, 2031, or FROM/TO
  place               words of the text
  speaker             who says so, innermost first: a party; again for another
  span, trigger       the sentence; the words that name the event
  quote, reason       words of the text
Words of the text are quoted as they stand, or given by their place: START-END.

Examples:
  onrecord correct amend 3f9a0c --set factuality=planned --set time=2031-05-02 --by Ada --reason "it is to come"
  onrecord correct amend 3f9a0c --set 'target=the islands=>XMR' --set reason= --by Ada --reason "whom it is about"
  onrecord correct add page-7 --quote "imposed sanctions" --type COERCE --source Vessia --target Tarrow --by Ada --reason missed
  onrecord correct add page-7 --quote "will not attend" --after " the summit" --code 120 --set factuality=planned --by Ada --reason missed`;

/** The options of every correction, beside its own. */
interface OwnFlags {
  document?: string | string[];
  set?: string[];
  quote?: string;
  before?: string;
  after?: string;
  type?: string;
  code?: string;
  source?: string[];
  target?: string[];
  name?: string[];
  claim?: string[];
}

type Request = CorrectionRequest extends infer R ? (R extends unknown ? Omit<R, 'by' | 'reason'> : never) : never;

function signed(command: Command): Command {
  return addCodebookOptions(command)
    .description(command.summary())
    .requiredOption('--by <name>', 'who says so')
    .requiredOption('--reason <words>', 'why')
    .addOption(ledgerOption())
    .addOption(formatOption())
    .exitOverride();
}

/** Reads a correction from the command line, puts it on record and prints its entries. */
function run(read: (flags: OwnFlags, ...words: (string | undefined)[]) => Request) {
  return async (...given: unknown[]): Promise<void> => {
    const flags = given.at(-2) as Flags & OwnFlags;
    const { by, reason } = flags;
    const request = { ...read(flags, ...(given.slice(0, -2) as string[])), by, reason } as CorrectionRequest;
    const { knowledgeOf } = await import('../../codebook/index.js');
    const knowledge = knowledgeOf(await chosenCodebook(flags));
    const done = await withWritableLedger(flags.ledger, async (ledger) => {
      const { correct } = await import('../../ledger/index.js');
      return correct(ledger, request, knowledge);
    });
    await printRows(done, COLUMNS, chosenFormat(flags.format));
  };
}

const COLUMNS: readonly Column<Corrected>[] = [
  { header: 'entry', value: ({ entry }) => entry },
  { header: 'action', value: ({ action }) => action },
  { header: 'claim', value: ({ claim }) => claim },
  { header: 'document', value: ({ document }) => document },
  { header: 'by', value: ({ by }) => by },
  { header: 'reason', value: ({ reason }) => reason },
];

const one = (word: string | undefined): string => word ?? '';

const inDocument = ({ document }: OwnFlags) => (typeof document === 'string' ? { document } : {});

/** An actor's id, code or name, or one in full as JSON. */
function anActor(text: string): Extract<CorrectionRequest, { action: 'merge' }>['into'] {
  return text.startsWith('{') ? JSON.parse(text) : text;
}

function number(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError("an entry's number is expected.");
  return value;
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}
