import { Command, CommanderError } from 'commander';
import { UserError } from '../errors.js';
import { packageVersion } from '../version.js';
import { VERBS } from './verbs.js';

/**
 * Runs the command line.
 *
 * Exit codes: 0 done; 1 some input failed, or an error; 2 the call's words are wrong.
 *
 * @param argv as `process.argv`
 */
export async function main(argv: string[]): Promise<void> {
  // A reader that went away (`onrecord … | head`) ends the work; it is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  try {
    const [node = '', script = '', ...words] = argv;
    const verb = words[0] === 'help' ? words[1] : words[0];
    const program = await createProgram(verb);
    // Help on a verb that there is none of is told as the verb itself would be: with the one that may be meant.
    const isMistaken = words[0] === 'help' && verb !== undefined && !VERBS.some(({ name }) => name === verb);
    await program.parseAsync([node, script, ...(isMistaken ? [verb] : words)]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    console.error(`onrecord: ${describe(error)}`);
    process.exitCode = 1;
  }
}

/** The program with all verbs named, and only the one that is `wanted` loaded. */
export async function createProgram(wanted: string | undefined): Promise<Command> {
  const program = new Command('onrecord')
    .description('Keeps on record what news reports say: who did or said what to whom, on whose word, and when.')
    .version(packageVersion(), '-v, --version')
    .helpCommand('help [verb]', 'what a verb does, takes and offers')
    .exitOverride()
    .showHelpAfterError('(onrecord --help tells the verbs, onrecord VERB --help its options)')
    .addHelpText('after', '\nStart with: onrecord demo');
  for (const verb of VERBS) {
    const command = program.command(verb.name).summary(verb.summary).description(verb.summary).exitOverride();
    command.showHelpAfterError(`(onrecord ${verb.name} --help tells what it takes, with examples)`);
    if (verb.name === wanted) (await verb.load()).define(command);
  }
  if (wanted === undefined) program.action(() => program.outputHelp());
  return program;
}

/** What to tell of an error: a user's mistake in a line, our own with its stack. */
function describe(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return `unexpected: ${error.stack ?? error.message}`;
}
