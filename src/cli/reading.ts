import { type Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../errors.js';
import type { FieldMap, ReadOptions } from '../read/index.js';
import { DEFAULTS, parseFieldMap } from '../read/options.js';

/** The options that every verb which reads pages and texts has, as commander gives them. */
export interface ReadFlags {
  map?: FieldMap;
  maxSize?: number;
  allowPrivate?: true;
  userAgent?: string;
  delay?: number;
  timeout?: number;
  cookies?: string;
}

/** Adds the options for reading and fetching; `readOptions` turns what is given into the read stage's. */
export function addReadOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--map <fields>',
        'which field of a JSON record or CSV row is which: text=body,published=date.iso',
      ).argParser(fieldMap),
    )
    .option(
      '--max-size <mb>',
      `most megabytes of one page, record or line (default: ${DEFAULTS.maxSize / 1e6})`,
      positive,
    )
    .option('--allow-private', 'fetch addresses in private and loopback networks too')
    .option('--user-agent <text>', 'who to say is asking, with a contact: "Desk-Bot/1.0 (+https://…)"')
    .option(
      '--delay <seconds>',
      `least seconds between two requests to one host (default: ${DEFAULTS.delay})`,
      positive,
    )
    .option('--timeout <seconds>', `most seconds until a server answers (default: ${DEFAULTS.timeout})`, positive)
    .option('--cookies <file>', "send these cookies (Netscape's cookie file format)");
}

/** The read stage's options for the flags given. */
export function readOptions(flags: ReadFlags): ReadOptions {
  return {
    ...(flags.map && { map: flags.map }),
    ...(flags.maxSize !== undefined && { maxSize: flags.maxSize * 1e6 }),
    ...(flags.allowPrivate && { allowPrivate: true }),
    ...(flags.userAgent !== undefined && { userAgent: flags.userAgent }),
    ...(flags.delay !== undefined && { delay: flags.delay }),
    ...(flags.timeout !== undefined && { timeout: flags.timeout }),
    ...(flags.cookies !== undefined && { cookies: flags.cookies }),
  };
}

/** A number of at least zero. */
function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('a number of at least 0 is expected.');
  return value;
}

function fieldMap(text: string): FieldMap {
  try {
    return parseFieldMap(text);
  } catch (error) {
    throw error instanceof UserError ? new InvalidArgumentError(`${error.message}.`) : error;
  }
}
