import { answer, api, type Position, type Question, WILLING } from '../api/client.ts';

/** A question with its newest positions, and whether there are more. */
export interface Told {
  question: Question;
  newest: Position[];
  more: boolean;
}

/** Positions of a question that are shown. */
export const FEW = 5;

/** How long those that come first wait for the others, in milliseconds, so that all stand in the order of their news. */
const PATIENCE = 700;

/** What was told last on each question. What comes late goes to the end: nothing moves under the reader's eyes. */
export class News {
  told = $state.raw<readonly Told[]>([]);
  /** Questions that nobody has a position on. */
  open = $state.raw<readonly Question[]>([]);
  busy = $state(true);
  error = $state.raw<Error>();
  #waiting: Told[] = [];
  #settled = false;

  constructor(questions: readonly Question[], signal: AbortSignal) {
    const timer = setTimeout(() => this.#settle(), PATIENCE);
    signal.addEventListener('abort', () => clearTimeout(timer));
    Promise.all(questions.map((question) => this.#ask(question, signal))).then(
      () => {
        clearTimeout(timer);
        this.#settle();
        this.busy = false;
      },
      (error: Error) => {
        clearTimeout(timer);
        if (!signal.aborted) this.error = error;
        this.busy = false;
      },
    );
  }

  async #ask(question: Question, signal: AbortSignal): Promise<void> {
    const query = { question: [question.id], limit: FEW + 1 };
    const { rows } = await answer(api.GET('/positions', { params: { query }, ...WILLING, signal }));
    if (!rows.length) {
      this.open = [...this.open, question].sort((a, b) => a.label.localeCompare(b.label));
      return;
    }
    const one = { question, newest: rows.slice(0, FEW), more: rows.length > FEW };
    if (this.#settled) this.told = [...this.told, one];
    else this.#waiting.push(one);
  }

  #settle(): void {
    if (this.#settled) return;
    const first = ({ newest }: Told) => newest[0]?.from ?? '';
    const sorted = this.#waiting.sort(
      (a, b) => first(b).localeCompare(first(a)) || a.question.label.localeCompare(b.question.label),
    );
    this.told = sorted;
    this.#settled = true;
  }
}
