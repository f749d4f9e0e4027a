import { describe, expect, it } from 'vitest';
import { correctionInput } from '../ledger/index.js';
import { settings } from './settings.js';

describe('settings of a claim', () => {
  it('are read from FIELD=VALUE, and the ledger understands them', () => {
    const set = settings([
      'type=COERCE',
      'mode=',
      'source=the ministry=>XVS',
      'source=12-20=>none',
      'target=',
      'reciprocal=false',
      'time=2031-05-01/2031-05-03',
      'place=Port Alder',
      'speaker=its envoy',
      'reason=4-9',
      'contexts=["legal"]',
    ]);
    expect(set).toEqual({
      type: 'COERCE',
      mode: null,
      source: [
        { at: 'the ministry', actor: 'XVS' },
        { at: { start: 12, end: 20 }, actor: null },
      ],
      target: [],
      reciprocal: false,
      time: '2031-05-01/2031-05-03',
      place: { at: 'Port Alder' },
      attribution: [{ kind: 'indirect', speakers: [{ at: 'its envoy' }] }],
      reason: { start: 4, end: 9 },
      contexts: ['legal'],
    });
    const request = { action: 'amend', claim: 'f00', by: 'Ada', reason: 'so', set };
    expect(correctionInput.safeParse(request).success).toBe(true);
  });

  it.each(['type', '=x', 'contexts=["legal"'])('“%s” is refused', (text) => {
    expect(() => settings([text])).toThrow(/--set/);
  });
});
