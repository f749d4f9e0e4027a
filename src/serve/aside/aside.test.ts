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
    expect([a, b]).toEqual([
      { rows: [1], age: 0 },
      { rows: [1], age: 0 },
    ]);
    expect(await aside.answer(question('counts'), 'h2')).toMatchObject({ rows: [2] });
    expect(await aside.answer(question('actors'), 'h2')).toMatchObject({ rows: [3] });
    expect(asked).toEqual(['counts', 'counts', 'actors']);
  });

  it('are those of an earlier state for whoever would not wait, while the present ones are made once', async () => {
    const made: (() => void)[] = [];
    let count = 0;
    const run = () =>
      new Promise<{ rows: unknown[] }>((done) => {
        const rows = [++count];
        made.push(() => done({ rows }));
      });
    const aside = new Aside(run, async () => {});
    const first = aside.answer(question('positions'), 'h1', 60);
    made[0]?.();
    expect(await first).toEqual({ rows: [1], age: 0 });
    const stale = await aside.answer(question('positions'), 'h2', 60);
    expect(stale.rows).toEqual([1]);
    expect((await aside.answer(question('positions'), 'h3', 60)).rows).toEqual([1]);
    const fresh = aside.answer(question('positions'), 'h3');
    for (const done of made) done();
    expect(await fresh).toEqual({ rows: [3], age: 0 });
    expect(await aside.answer(question('positions'), 'h3', 60)).toEqual({ rows: [3], age: 0 });
    expect(count).toBe(3);
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
    for (let i = 0; i < 500; i++) await aside.answer(question(`list ${i}`), 'h');
    await aside.answer(question('list 499'), 'h');
    expect(asked).toHaveLength(500);
    await aside.answer(question('list 0'), 'h');
    expect(asked).toHaveLength(501);
  });
});
