import { token } from '../api/client.ts';
import type { Answer, Given, Read } from './messages.ts';

/** The worker that reads texts here, and what it has to tell. One text is read at a time; of those that wait, the last. */
export class Engine {
  /** How much of the model has come, in bytes. */
  progress = $state.raw<{ loaded: number; total: number }>();
  /** Who reads, once it can. */
  ready = $state.raw<{ coder: string; codebook: string }>();
  read = $state.raw<Read>();
  /** Why a text could not be read. */
  refused = $state('');
  /** Why nothing can be read here. */
  failed = $state('');
  busy = $state(false);
  #worker: Worker | undefined;
  #waiting: Given | undefined;

  start(): void {
    this.stop();
    this.failed = '';
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#take(data);
    worker.onerror = ({ message }) => this.#take({ kind: 'failed', reason: message || 'the reader did not start' });
    worker.postMessage({ token: token.get() });
    this.#worker = worker;
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.ready = undefined;
    this.busy = false;
  }

  /** Reads a text, as soon as the one before it is done. An empty one takes away what was read. */
  hand(given: Given): void {
    this.#waiting = given;
    if (!given.text.trim()) {
      this.#waiting = undefined;
      this.read = undefined;
      this.refused = '';
    }
    this.#next();
  }

  #next(): void {
    if (!this.ready || this.busy || !this.#waiting) return;
    this.busy = true;
    this.#worker?.postMessage(this.#waiting);
    this.#waiting = undefined;
  }

  #take(answer: Answer): void {
    if (answer.kind === 'loading') {
      this.progress = { loaded: answer.loaded, total: answer.total };
      return;
    }
    this.busy = false;
    if (answer.kind === 'ready') this.ready = { coder: answer.coder, codebook: answer.codebook };
    else if (answer.kind === 'failed') this.failed = answer.reason;
    else {
      this.refused = answer.kind === 'refused' ? answer.reason : '';
      this.read = answer.kind === 'read' ? answer.read : undefined;
    }
    this.#next();
  }
}
