import type { Failure } from '../errors.js';

/**
 * Names each failed input on stderr as it happens and counts them; `finish` prints the count and makes the process
 * exit with 1 where there was one.
 */
export class Failures {
  count = 0;

  /** Names one failed input. Control characters in it are shown as `�`, so that a hostile name cannot drive a terminal. */
  add({ where, reason }: Failure): void {
    this.count++;
    console.error(printable(`onrecord: ${where}: ${reason}`));
  }

  /** Prints how many inputs failed, if any did. */
  finish(done: number, noun: string): void {
    if (!this.count) return;
    console.error(`onrecord: ${this.count} of ${this.count + done} ${noun} failed; the others are done`);
    process.exitCode = 1;
  }
}

/** The text with control characters (but tab and newline) replaced, safe to print on a terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�');
}
