import { beforeAll, describe, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import type { Codebook } from '../../codebook/index.js';
import { findQuotes } from '../../parse/index.js';
import { code } from '../index.js';

let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

it('a mark behind a colon that is never closed opens a speech where the next paragraph opens with one again', () => {
  const text =
    'He said: "We left.\n\n"We shall not return." It rained.\n\nA 12" pipe burst.\n\n"Who knows?" she asked.';
  expect(findQuotes(text).map(({ start, end, open }) => [text.slice(start, end), open])).toEqual([
    ['"We left.', true],
    ['"We shall not return."', false],
    ['"Who knows?"', false],
  ]);
});

describe.each([
  ['by the rules', shippedParser()],
  ['with the speech head', shippedParser(['speech'])],
])('a speech over several paragraphs has one speaker, %s', (_, parser) => {
  /** Of each claim: the entry, who acts or what the pronoun stands for, and who says so first. */
  function read(text: string): string[] {
    return code({ id: 'x', text }, parser.parse(text), codebook).claims.map((claim) => {
      const who = claim.source.map(({ text: words, antecedent: a }) => (a ? text.slice(a.start, a.end) : words));
      return [claim.event.predicate, who.join(' and '), claim.attribution[0]?.speakers[0]?.text].join(' | ');
    });
  }

  it('who is named behind its last paragraph', () => {
    const text =
      'It rained in the capital.\n\n"We condemned the attack at once.\n\n"We also recalled our ambassador from Orvandia.\n\n"And we will not recognize the vote," President Miriam Thorne said.';
    expect(read(text)).toEqual([
      'criticize | President Miriam Thorne | President Miriam Thorne',
      'recall-envoy | President Miriam Thorne | President Miriam Thorne',
      'not-recognize | President Miriam Thorne | President Miriam Thorne',
    ]);
  });

  it('who is named before its first', () => {
    const text =
      'Thorne told reporters: "We have imposed sanctions on Orvandia.\n\n"We have expelled three diplomats.\n\n"We reject the resolution."\n\nCalderre condemned the decision.';
    expect(read(text)).toEqual([
      'impose-sanctions | Thorne | Thorne',
      'expel-diplomat | Thorne | Thorne',
      'reject | Thorne | Thorne',
      'criticize | Calderre | x',
    ]);
  });

  it('who is named between two quotations of its first', () => {
    const text =
      '"Orvandia broke its word," said the foreign minister of Calderre. "We have imposed sanctions on Orvandia.\n\n"We will expel its ambassador."';
    expect(read(text).slice(-2)).toEqual([
      'impose-sanctions | the foreign minister of Calderre | the foreign minister of Calderre',
      'expel-diplomat | the foreign minister of Calderre | the foreign minister of Calderre',
    ]);
  });

  it('a paragraph in quotation marks goes with who speaks at the end of the one before', () => {
    const text =
      'Calderre is not bound by the vote, Foreign Minister Odile Marchetane said on Monday.\n\n"We condemned the attack at once."';
    expect(read(text).at(-1)).toMatch(/^criticize \| (?:Foreign Minister )?Odile Marchetane \| .*Odile Marchetane$/);
  });
});
