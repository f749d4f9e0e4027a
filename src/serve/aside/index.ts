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

/** Rows, and for how many seconds they have not been those of the ledger as it stands: 0 where they are. */
export interface Aged {
  rows: unknown[];
  age: number;
}

/** Answers that are kept. */
const KEPT = 200;

interface KeptAnswer {
  head: string;
  made: number;
  rows: Promise<unknown[]>;
  /** The one of an earlier head, until this one is there. */
  before?: KeptAnswer | undefined;
}

/**
 * Makes answers that look at much of the ledger in threads of their own, so that no other has to wait for them;
 * each is kept while the ledger stays as it is. Who would rather have an earlier answer than wait says so.
 */
export class Aside {
  readonly #run: (question: AsideQuestion, head: string) => Promise<AsideAnswer>;
  readonly #kept = new Map<string, KeptAnswer>();
  readonly close: () => Promise<void>;

  constructor(run: (question: AsideQuestion, head: string) => Promise<AsideAnswer>, close: () => Promise<void>) {
    this.#run = run;
    this.close = close;
  }

  /**
   * @param head of the ledger as it stands: its hash
   * @param maxStale seconds since an earlier answer was made for which it will do, while the present one is made
   * @throws UserError for a question that cannot be understood
   */
  async answer(question: AsideQuestion, head: string, maxStale = 0): Promise<Aged> {
    const key = JSON.stringify(question);
    const known = this.#kept.get(key);
    const earlier = known?.before ?? (known?.head === head ? undefined : known);
    const age = earlier ? Math.max(1, Math.ceil((Date.now() - earlier.made) / 1000)) : 0;
    if (!earlier || age > maxStale) return { rows: await this.#present(key, question, head).rows, age: 0 };
    // One that is being made is enough, even if the ledger has grown again meanwhile.
    if (!known?.before) this.#present(key, question, head).rows.catch(() => {});
    return { rows: await earlier.rows, age };
  }

  #present(key: string, question: AsideQuestion, head: string): KeptAnswer {
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    if (known?.head === head) {
      this.#kept.set(key, known);
      return known;
    }
    const rows = this.#make(question, head);
    const answer: KeptAnswer = { head, made: Date.now(), rows, before: known?.before ?? known };
    this.#kept.set(key, answer);
    rows.then(
      () => {
        answer.made = Date.now();
        answer.before = undefined;
      },
      () => {
        if (this.#kept.get(key) === answer) this.#kept.delete(key);
      },
    );
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return answer;
  }

  async #make(question: AsideQuestion, head: string): Promise<unknown[]> {
    const answer = await this.#run(question, head);
    if ('refused' in answer) throw new UserError(answer.refused, { faults: answer.faults });
    return answer.rows;
  }
}

/** Lists that are made from positions alone, which are kept; others look at every claim, and may take a while. */
const OF_POSITIONS = ['positions', 'review', 'news'];

/**
 * Two threads beside a server's, so that who asks about positions does not wait for who counts everything; none for a ledger in
 * memory, which no other thread can open.
 */
export async function openAside({ address }: Ledger, codebook: Codebook): Promise<Aside | undefined> {
  if (address === ':memory:') return undefined;
  const { Tinypool } = await import('tinypool');
  const lane = () =>
    new Tinypool({
      filename: new URL('./worker.js', import.meta.url).href,
      name: 'answer',
      minThreads: 1,
      maxThreads: 1,
      workerData: { address, codebook },
    });
  const [quick, slow] = [lane(), lane()];
  return new Aside(
    (question, head) => (OF_POSITIONS.includes(question.list) ? quick : slow).run({ ...question, head }),
    async () => {
      await Promise.all([quick.destroy(), slow.destroy()]);
    },
  );
}
