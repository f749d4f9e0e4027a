import { beforeAll, describe, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../../test/english.js';
import type { Codebook } from '../../codebook/index.js';
import type { Claim } from '../../types.js';
import { code } from '../index.js';

const parser = shippedParser(['speech']);
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

function claimOf(text: string, predicate: string): Claim | undefined {
  const input = { id: 'x', text, published: '2031-05-09', outlet: { name: 'Brennmark Courier' } };
  return code(input, parser.parse(text), codebook, { explain: true }).claims.find(
    (c) => c.event.predicate === predicate,
  );
}

/** Whose words the act of this entry is, without the outlet's. */
function chain(text: string, predicate: string): string[] | undefined {
  return claimOf(text, predicate)
    ?.attribution.slice(0, -1)
    .map((link) => link.speakers.map((s) => s.text).join(' and '));
}

describe('who says it', () => {
  it.each<[text: string, predicate: string, speakers: string[]]>([
    // Acts are no words of anybody.
    [
      'The assembly adopted a resolution demanding that Orvandia withdraw its troops, while Calderre abstained.',
      'adopt-resolution',
      [],
    ],
    ['Orvandia threatened to impose sanctions on Calderre after Drovnia recognized Selmoor.', 'recognize', []],
    ['Drovnia rejected a proposal that would have sanctioned Calderre.', 'impose-sanctions', []],
    // Who is named behind "by", and before "who".
    ['Orvandia is said by Calderre to have attacked the port.', 'attack', ['Calderre']],
    ['Thorne, who said Orvandia had attacked the port, met Salo on Monday.', 'attack', ['Thorne']],
    // Relays, also of relays.
    [
      'The Tarrow News Agency, citing the Orvandian agency ORTA, which in turn cited the foreign ministry, said Calderre expelled the envoy.',
      'expel-diplomat',
      ['the foreign ministry', 'the Orvandian agency ORTA', 'The Tarrow News Agency'],
    ],
    [
      'The Gazette, quoting a government spokesman, said that Orvandia imposed sanctions on Calderre.',
      'impose-sanctions',
      ['a government spokesman', 'The Gazette'],
    ],
    // One speaker under two names stands once; an outlet that speaks of itself is the outlet.
    [
      'Halyard News Agency said that Halyard had learned that Orvandia imposed sanctions on Calderre.',
      'impose-sanctions',
      ['Halyard'],
    ],
    ['Orvandia imposed sanctions on Calderre, the Courier reported.', 'impose-sanctions', []],
  ])('%s', (text, predicate, speakers) => {
    expect(chain(text, predicate)).toEqual(speakers);
  });

  it('what is said of one is not what "of" it is charged with', () => {
    const target = claimOf('Orvandia accused the government of Calderre of piracy.', 'accuse')?.target;
    expect(target?.map((p) => p.text)).toEqual(['the government of Calderre']);
  });
});

describe('how sure', () => {
  it.each<[text: string, predicate: string, factuality: Claim['factuality']]>([
    ['Orvandia reportedly expelled three Calderran diplomats.', 'expel-diplomat', 'possible'],
    ['Orvandia is said to have attacked the port.', 'attack', 'possible'],
    ['Were Orvandia to recognize Selmoor, Calderre would impose sanctions.', 'recognize', 'conditional'],
    ['Were Orvandia to recognize Selmoor, Calderre would impose sanctions.', 'impose-sanctions', 'conditional'],
    ['Will Orvandia recognize Selmoor?', 'recognize', 'possible'],
    ['Salo said Orvandia would recognize Selmoor next month.', 'recognize', 'planned'],
    ['Calderre demanded that Orvandia release the sailors.', 'release', 'demanded'],
  ])('%s (%s): %s', (text, predicate, factuality) => {
    expect(claimOf(text, predicate)?.factuality).toBe(factuality);
  });
});

it('every part of a claim explains itself', () => {
  const why = claimOf('Orvandia attacked the port on Monday, Salo said.', 'attack')?.explain?.join('\n');
  for (const part of ['event:', 'source:', 'target:', 'factuality actual:', 'novelty:', 'time: "', 'chain: Salo'])
    expect(why).toContain(part);
});
