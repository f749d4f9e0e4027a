import type { Codebook } from '../../codebook/index.js';
import type { Aside, AsideQuestion } from './index.js';

/**
 * What the desk asks for first and takes long, the quickest first: made before anybody asks, so that nobody has to wait for it. The
 * questions are put as the desk puts them.
 */
export function firstAsked({ questions }: Codebook): AsideQuestion[] {
  const page = (limit: number) => ({ offset: 0, limit });
  return [
    ...Object.keys(questions).map((id) => ({ list: 'positions', filter: { question: [id] }, page: page(6) })),
    { list: 'review', filter: {}, page: page(50) },
    { list: 'coverage', filter: { per: 'month' }, page: page(500) },
    { list: 'actors', filter: {}, page: page(100) },
  ];
}

/** Has them made; what fails will be said to whoever asks. */
export async function warm(aside: Aside, codebook: Codebook, head: string): Promise<void> {
  await Promise.allSettled(firstAsked(codebook).map((question) => aside.answer(question, head)));
}
