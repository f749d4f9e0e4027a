import type { Codebook } from '../../codebook/index.js';
import { type Fault, UserError } from '../../errors.js';
import type { Ledger } from '../../ledger/index.js';
import type { Page } from '../paging.js';
import type { Asked } from '../schema/filter.js';

/** A list of the API, or the news of its feeds, as it is asked for. */
export interface AsideQuestion {
  list: string;
  filter: Asked;
  page: Pick<Page, 'offset' | 'limit'>;
}

/** What a thread gives back; errors that are the asker's cross as text, since threads do not share classes. */
export type AsideAnswer = { rows: unknown[] } | { refused: string; faults?: readonly Fault[] };

/** Answers that are kept. */
const KEPT = 60;

/**
 * Makes answers that look at the whole ledger in a thread of its own, so that no other has to wait for them, one after the other;
 * each is kept while the ledger stays as it is.
 */
export class Aside {
  readonly #run: (question: AsideQuestion) => Promise<AsideAnswer>;
  readonly #kept = new Map<string, Promise<unknown[]>>();
  readonly close: () => Promise<void>;

  constructor(run: (question: AsideQuestion) => Promise<AsideAnswer>, close: () => Promise<void>) {
    this.#run = run;
    this.close = close;
  }

  /**
   * @param head of the ledger as it stands: its hash
   * @throws UserError for a question that cannot be understood
   */
  answer(question: AsideQuestion, head: string): Promise<unknown[]> {
    const key = JSON.stringify([head, question]);
    const answer = this.#kept.get(key) ?? this.#make(question);
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    answer.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return answer;
  }

  async #make(question: AsideQuestion): Promise<unknown[]> {
    const answer = await this.#run(question);
    if ('refused' in answer) throw new UserError(answer.refused, { faults: answer.faults });
    return answer.rows;
  }
}

/** A thread beside a server's; none for a ledger in memory, which no other thread can open. */
export async function openAside({ address }: Ledger, codebook: Codebook): Promise<Aside | undefined> {
  if (address === ':memory:') return undefined;
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    filename: new URL('./worker.js', import.meta.url).href,
    name: 'answer',
    minThreads: 1,
    maxThreads: 1,
    workerData: { address, codebook },
  });
  return new Aside(
    (question) => pool.run(question),
    () => pool.destroy(),
  );
}
