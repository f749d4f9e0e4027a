/** An error that the user can mend: its message names the file, field or option and what was expected. No stack is shown. */
export class UserError extends Error {
  override name = 'UserError';
}

/** What went wrong with one input while the rest went on. */
export interface Failure {
  /** The file, address, or place in an archive. */
  where: string;
  reason: string;
}
