import { beforeAll, describe, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import type { Codebook } from '../../codebook/index.js';
import { code } from '../index.js';

const parser = shippedParser();
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

/** The claims of a title: who, type, to whom, how sure. */
function claims(title: string): string[] {
  const text = `${title}\n\nThe weather in Tessgard was fair.`;
  const headline = { start: 0, end: title.length };
  const coded = code({ id: 'x', text, title, headline }, parser.parse(text), codebook);
  return coded.claims.map((c) => {
    const names = (all: typeof c.source) => all.map((p) => p.actor?.name ?? `“${p.text}”`).join(' + ') || '-';
    return `${names(c.source)} ${c.event.type} ${names(c.target)} ${c.factuality}`;
  });
}

describe('a headline', () => {
  it('leaves out "were": who is told of without doing anything is done to', () => {
    expect(claims('Drovnian envoy expelled after spying row')).toEqual(['- SANCTION Drovnia actual']);
    expect(claims('Orvandian ambassador summoned over border incident')).toMatchObject([/^- \w+ Orvandia actual$/]);
  });

  it('keeps a past form that has its object active', () => {
    expect(claims('Calderre expelled Orvandian envoy')).toEqual(['Calderre SANCTION Orvandia actual']);
    expect(claims('Calderre and Tarqesh met in Tessgard')).toMatchObject([/^Calderre \+ Tarqesh CONSULT/]);
  });

  it('announces with an infinitive', () => {
    expect(claims('Tarqesh to recognize Selmoor')).toMatchObject([/^Tarqesh \w+ Selmoor planned$/]);
  });
});
