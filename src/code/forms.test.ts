import { beforeAll, describe, expect, it } from 'vitest';
import { shippedParser } from '../../test/english.js';
import type { Codebook } from '../codebook/index.js';
import { loadCodebook } from '../codebook/node.js';
import { verbForms } from './forms.js';
import { code } from './index.js';

let codebook: Codebook;
beforeAll(async () => {
  codebook = await loadCodebook();
});

describe('forms of verbs', () => {
  it('are those that a text may show', () => {
    const { forms } = verbForms(codebook);
    for (const [form, verb] of Object.entries({
      boycotted: 'boycott',
      convened: 'convene',
      froze: 'freeze',
      freed: 'free',
      vetoes: 'veto',
      denies: 'deny',
      denied: 'deny',
      barred: 'bar',
      annulled: 'annul',
      patrolled: 'patrol',
      blockading: 'blockade',
      obeying: 'obey',
    }))
      if (verbForms(codebook).verbs.has(verb)) expect(forms.get(form), form).toBe(verb);
    expect(forms.get('bared')).toBeUndefined();
  });

  it('let a verb be met that the parser takes for another', () => {
    const parser = shippedParser();
    const text = 'Vessia blockaded the coast. Vessia froze the assets of the bank. Vessia boycotted the summit.';
    const { claims } = code({ id: 'x', text }, parser.parse(text), codebook);
    expect(claims.map((c) => c.event.predicate)).toEqual(['blockade', 'freeze-assets', expect.any(String)]);
  });
});
