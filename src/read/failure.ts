import { type Failure, UserError } from '../errors.js';

/** Names what went wrong with one source, for people. */
export function failureOf(where: string, error: unknown): Failure {
  return { where, reason: reasonOf(error) };
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read (permission denied)',
  EPERM: 'may not be read (permission denied)',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads back to itself',
  EMFILE: 'cannot be opened: too many files are open',
  EIO: 'cannot be read: the disk reports an error',
  ENAMETOOLONG: 'is too long a name',
};

/** The reason of an error, for people: a user's mistake as it is, the system's in words, anything else as unexpected. */
export function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof RangeError && /call stack/i.test(error.message)) return 'is nested too deeply';
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return (code !== undefined && SYSTEM[code]) || `could not be read: ${error.message}`;
}
