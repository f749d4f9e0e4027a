/** Tells on stderr, on a terminal only, what long work has come to. */
export interface Progress {
  /** Replaces the line; cheap enough to be called per document. */
  update(text: string): void;
  /** Removes the line, so that what comes after it stands clean. */
  stop(): void;
}

const QUIET: Progress = { update: () => {}, stop: () => {} };

/** A progress line with a spinner, or nothing where stderr is no terminal. */
export async function startProgress(text: string): Promise<Progress> {
  if (!process.stderr.isTTY) return QUIET;
  const { default: yoctoSpinner } = await import('yocto-spinner');
  const spinner = yoctoSpinner({ text, stream: process.stderr }).start();
  let last = 0;
  return {
    update(next) {
      const now = Date.now();
      if (now - last < 100) return;
      last = now;
      spinner.text = next;
    },
    stop: () => spinner.stop(),
  };
}
