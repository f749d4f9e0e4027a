import { describe, expect, it } from 'vitest';
import { UserError } from '../../errors.js';
import { Aside, type AsideQuestion } from './index.js';

const question = (list: string): AsideQuestion => ({ list, filter: {}, page: { offset: 0, limit: 50 } });

function counted() {
  const asked: string[] = [];
  const run = async ({ list }: AsideQuestion) => {
    asked.push(list);
    if (list === 'broken') throw new Error('the thread broke');
    return list === 'wrong' ? { refused: 'question none' } : { rows: [asked.length] };
  };
  return { asked, aside: new Aside(run, async () => {}) };
}

describe('answers that are made aside', () => {
  it('are made once while the ledger stays as it is, also for those who ask meanwhile', async () => {
    const { aside, asked } = counted();
    const [a, b] = await Promise.all([aside.answer(question('counts'), 'h1'), aside.answer(question('counts'), 'h1')]);
    expect([a, b]).toEqual([[1], [1]]);
    expect(await aside.answer(question('counts'), 'h2')).toEqual([2]);
    expect(await aside.answer(question('actors'), 'h2')).toEqual([3]);
    expect(asked).toEqual(['counts', 'counts', 'actors']);
  });

  it('say what was wrong with the question, and are tried again after a failure', async () => {
    const { aside, asked } = counted();
    await expect(aside.answer(question('wrong'), 'h')).rejects.toThrow(UserError);
    await expect(aside.answer(question('broken'), 'h')).rejects.toThrow('the thread broke');
    await expect(aside.answer(question('broken'), 'h')).rejects.toThrow('the thread broke');
    expect(asked).toEqual(['wrong', 'broken', 'broken']);
  });

  it('are not kept without bounds', async () => {
    const { aside, asked } = counted();
    for (let i = 0; i < 500; i++) await aside.answer(question('counts'), `h${i}`);
    await aside.answer(question('counts'), 'h499');
    expect(asked).toHaveLength(500);
    await aside.answer(question('counts'), 'h0');
    expect(asked).toHaveLength(501);
  });
});
