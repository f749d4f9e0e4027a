/** An error that the user can mend: its message names the file, field or option and what was expected. No stack is shown. */
export class UserError extends Error {
  override name = 'UserError';
  /** Field by field, where it is known: the name that the HTTP API has for it, and what was expected. */
  readonly faults: readonly Fault[] | undefined;

  constructor(message: string, { faults, ...options }: ErrorOptions & { faults?: readonly Fault[] | undefined } = {}) {
    super(message, options);
    this.faults = faults;
  }
}

/** What is wrong with one field of what was asked or handed in. */
export interface Fault {
  field: string;
  reason: string;
}

/** What went wrong with one input while the rest went on. */
export interface Failure {
  /** The file, address, or place in an archive. */
  where: string;
  reason: string;
}
