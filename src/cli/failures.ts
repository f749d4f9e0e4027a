import type { Failure } from '../errors.js';

/**
 * Names each failed input on stderr as it happens and counts them; `finish` prints the count and makes the process
 * exit with 1 where there was one.
 */
export class Failures {
  #whole = 0;
  #partly = 0;

  /** Names one failed input. */
  add(failure: Failure): void {
    this.#whole++;
    name(failure);
  }

  /** Names an input of which parts could not be taken, though it is done: it counts among the done, too. */
  addParts(where: string, reasons: readonly string[]): void {
    this.#partly++;
    name({ where, reason: reasons.join('; ') });
  }

  /** Prints how many inputs failed, if any did. */
  finish(done: number, noun: string): void {
    const failed = this.#whole + this.#partly;
    if (!failed) return;
    const all = this.#whole + done;
    const how = this.#partly ? 'failed, wholly or in part' : 'failed';
    console.error(`onrecord: ${failed} of ${all} ${noun} ${how}${failed < all ? '; the others are done' : ''}`);
    process.exitCode = 1;
  }
}

/** In one line, whatever characters the input's name has. */
function name({ where, reason }: Failure): void {
  console.error(printable(`onrecord: ${where}: ${reason}`).replace(/[\t\n]/g, '�'));
}

/**
 * The text with control characters (but tab and newline) and those that turn the direction of what follows shown as `�`, so
 * that hostile words cannot drive a terminal.
 */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�');
}
