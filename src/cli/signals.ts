import { constants } from 'node:os';

/** Long work that a user or a service manager can ask to stop. */
export interface Stop {
  /** Aborted by the first SIGINT or SIGTERM; a second one ends the process at once. */
  readonly signal: AbortSignal;
  /** The exit code that says which signal it was; undefined while there was none. */
  readonly code: number | undefined;
  /** Gives the signals their usual meaning back. */
  release(): void;
}

/**
 * Takes over SIGINT and SIGTERM, so that work at hand can be finished.
 *
 * @param how what is told when the first one comes
 */
export function stopOnSignals(how = 'stopping after the documents at hand'): Stop {
  const controller = new AbortController();
  let code: number | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(128 + constants.signals[name]);
    code = 128 + constants.signals[name];
    console.error(`onrecord: ${how} (again: at once)`);
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    get code() {
      return code;
    },
    release: () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  };
}
