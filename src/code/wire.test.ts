import { beforeAll, describe, expect, it } from 'vitest';
import { sampleWorld, shippedParser } from '../../test/english.js';
import type { Codebook } from '../codebook/index.js';
import { code } from './index.js';

const parser = shippedParser();
let codebook: Codebook;
beforeAll(async () => {
  codebook = await sampleWorld();
});

/** The claims of a text: who, type, to whom, and how sure where that is not "actual"; "~" where each acts on the other. */
function claims(text: string): string[] {
  return code({ id: 'x', text, published: '2031-05-09' }, parser.parse(text), codebook).claims.map((c) => {
    const names = (all: typeof c.source) => all.map((p) => p.actor?.id ?? `“${p.text}”`).join(' + ') || '-';
    const sure = c.factuality === 'actual' ? '' : ` ${c.factuality}`;
    return `${names(c.source)} ${c.event.type}${c.reciprocal ? '~' : ''} ${names(c.target)}${sure}`;
  });
}
const first = (text: string) => claims(text)[0];

describe('a noun for what a verb does', () => {
  it.each([
    ['Recognition of Selmoor by Calderre came after a month of talks.', 'XCD SUPPORT XSQ'],
    ['Condemnation of Orvandia by Ilvara followed within hours.', 'XIL ACCUSE XOV'],
    ['Shelling of Brennmark villages by Hestrian artillery resumed on Friday.', 'XHS ASSAULT “Brennmark villages”'],
    ['Imposition of sanctions on Orvandia by Calderre took effect.', 'XCD COERCE XOV'],
    ['The lifting of sanctions on Tolvia by Calderre took effect.', 'XCD RETREAT XTV'],
    ['The suspension of aid to Tolvia by Calderre was criticized.', 'XCD SANCTION XTV'],
    ['The recall of its ambassador from Orvandia by Drovnia followed.', 'XDV SANCTION XOV'],
    ['Withdrawal of Hestrian troops from Brennmark began.', 'XHS RETREAT XBR'],
    ['The capture of Dunmarrow by Orvandian troops was confirmed.', 'XOV COERCE XSQ'],
    ['The dispatch of troops to Selmoor by Orvandia was condemned.', 'XOV MOBILIZE XSQ'],
  ])('has who acts and to whom: %s', (text, wanted) => {
    expect(first(text)).toBe(wanted);
  });

  it('of envoys is that of envoys', () => {
    expect(first('Expulsion of two Tolvian diplomats by Luvenne was announced on Monday.')).toBe('XLV SANCTION XTV');
    expect(first('The deportation of 40 Tolvian migrants by Drovnia drew protests.')).toBe('XDV COERCE XTV-REF');
  });

  it('keeps what another noun has by somebody of its own', () => {
    expect(first('Condemnation of the attack by Hestria was swift.')).not.toMatch(/^XHS ACCUSE/);
  });

  it('"a warning by Hestria to Brennmark" is to Brennmark', () => {
    expect(first('A warning by Hestria to Brennmark was ignored.')).toBe('XHS THREATEN XBR');
  });
});

describe('who did it, where a passive hangs it elsewhere', () => {
  it.each([
    ['Three villagers were shot dead by Orvandian soldiers on Monday.', 'XOV ASSAULT “Three villagers”'],
    ['Two Tolvian farmers were killed in airstrikes by Hestria on Friday.', 'XHS ASSAULT XTV-LAB'],
    ['Twelve people were wounded in shelling by Orvandian artillery.', 'XOV ASSAULT “Twelve people”'],
    ['The town hall was hit by a strike carried out by Hestria.', 'XHS ASSAULT “The town hall”'],
    ['A convoy was destroyed in an attack claimed by Hestrian rebels.', 'XHS-REB ASSAULT “A convoy”'],
    ['Three people were killed by Hestrian shelling in Brennmark.', 'XHS ASSAULT “Three people”'],
    ['The minister was found guilty by a Drovnian court.', 'XDV-JUD ACCUSE “The minister”'],
    ['The Ilvaran consul was declared persona non grata by Drovnia.', 'XDV SANCTION XIL'],
  ])('%s', (text, wanted) => {
    expect(first(text)).toBe(wanted);
  });

  it('"killed three and wounded ten in a raid" tells it of both', () => {
    expect(
      claims('Three people were killed and ten wounded in a Hestrian airstrike on Brennmark.').slice(0, 2),
    ).toEqual(['XHS ASSAULT “Three people”', 'XHS ASSAULT “Three people”']);
  });

  it('who ends a war did not make it', () => {
    expect(claims('A ceasefire between Orvandia and Calderre brokered by Ilvara took effect on Monday.')).toEqual([
      '- RETREAT~ XOV + XCD',
      'XIL CONSULT XOV + XCD',
    ]);
  });
});

describe('who is named together', () => {
  it.each([
    ['Calderre, but not Ilvara, imposed sanctions on Orvandia.', 'XCD COERCE XOV'],
    ['Not Calderre but Ilvara expelled the Orvandian ambassador.', 'XIL SANCTION XOV'],
    ['Calderre, along with Ilvara and Hestria, imposed sanctions on Orvandia.', 'XCD + XIL + XHS COERCE XOV'],
    ['Calderre, together with Ilvara, condemned Orvandia.', 'XCD + XIL ACCUSE XOV'],
    ['Calderre as well as Ilvara condemned Orvandia.', 'XCD + XIL ACCUSE XOV'],
    ['Orvandia expelled diplomats of Calderre as well as Ilvara.', 'XOV SANCTION XCD + XIL'],
    ['Drovnia, Calderre urge restraint', 'XDV + XCD REQUEST “restraint”'],
    ['Drovnia, Calderre, Tolvia condemn raid on Selmoor', 'XDV + XCD + XTV ACCUSE “raid on Selmoor”'],
    ['Talks between Orvandia and Calderre began in Sennet.', '- CONSULT~ XOV + XCD'],
  ])('%s', (text, wanted) => {
    expect(first(text)).toBe(wanted);
  });

  it('is one where the name itself has an "and" or a hyphen', () => {
    expect(first('Trinidad and Tobago, Jamaica and Barbados imposed sanctions on Orvandia.')).toBe(
      'TTO + JAM + BRB COERCE XOV',
    );
    expect(first("Trinidad and Tobago's parliament condemned Orvandia.")).toBe('TTO-LEG ACCUSE XOV');
    expect(first('Orvandia imposed sanctions on Bosnia and Herzegovina.')).toBe('XOV COERCE BIH');
    expect(first('The foreign minister of Sao Tome and Principe met the Orvandian envoy.')).toBe('STP CONSULT~ XOV');
    expect(first('St. Kitts and Nevis and St. Lucia recognized Selmoor.')).toBe('KNA + LCA SUPPORT XSQ');
    expect(first('Guinea-Bissau and Guinea signed a border treaty.')).toBe('GNB + GIN SUPPORT~ -');
    expect(first('Antigua and Barbuda expelled the Orvandian ambassador.')).toBe('ATG SANCTION XOV');
  });
});

describe('the adjective of a state', () => {
  it('with a thing names nobody, with an organ or people the state', () => {
    expect(first('Calderre banned Orvandian steel.')).toBe('XCD COERCE “Orvandian steel”');
    expect(first('Calderre boycotted Orvandian goods.')).toBe('XCD PROTEST “Orvandian goods”');
    expect(claims('Orvandian law bans such marches.').join()).not.toMatch(/^XOV/);
    expect(first('Orvandian officials criticized Calderre.')).toBe('XOV ACCUSE XCD');
  });

  it('beside another goes with the noun that follows both', () => {
    expect(first('A meeting of the Ilvaran and Calderran foreign ministers was held in Sennet.')).toBe(
      '- CONSULT~ XIL + XCD',
    );
  });
});

describe('a name that others bear too', () => {
  it('means the one whom two signs in the text speak for', () => {
    expect(claims('Georgia will sue the agency, its two senators said. The county has asked for help.')[0]).toMatch(
      /^US-GA /,
    );
    expect(first('Georgia condemned Orvandia and recalled its envoy from Tessgard.')).toBe('GEO ACCUSE XOV');
    expect(claims('The parliament of Georgia condemned Orvandia. Tbilisi recalled its envoy.')[1]).toBe(
      'GEO SANCTION -',
    );
  });

  it('is a person behind a title, or where "his" can be nobody else', () => {
    expect(first('Mr Jordan criticized the coach.')).toMatch(/^“Mr Jordan”/);
    expect(claims('Chad met his wife at school. Chad praised his teacher.').join()).not.toContain('TCD');
    expect(first('Chad expelled the Orvandian ambassador.')).toBe('TCD SANCTION XOV');
  });

  it('is the organ of whoever it is said to be of', () => {
    expect(first('The Security Council of the Concord condemned Orvandia.')).toBe('CONCORD ACCUSE XOV');
    expect(first("Orvandia's Security Council condemned Calderre.")).toBe('XOV ACCUSE XCD');
    expect(first('The UN Security Council condemned Calderre.')).toBe('UNSC ACCUSE XCD');
  });
});

describe('what is meant, promised or refused', () => {
  it('takes no time from who says so', () => {
    const text = 'Calderre on Monday announced plans to recognize Selmoor.';
    const { claims: made } = code({ id: 'x', text, published: '2031-05-09' }, parser.parse(text), codebook);
    expect(made[0]?.factuality).toBe('planned');
    expect(made[0]?.time).toBeUndefined();
  });

  it('help that is promised is not yet given', () => {
    expect(first('Calderre pledged $5 million in aid to Ilvara.')).toBe('XCD AGREE XIL');
    expect(first('Calderre sent $5 million in aid to Ilvara.')).toBe('XCD AID XIL');
  });

  it('"has never recognized" refuses as "does not recognize" does; "has not" leaves it open', () => {
    expect(first('Calderre has never recognized Selmoor.')).toBe('XCD REJECT XSQ');
    expect(first('Calderre does not recognize Selmoor.')).toBe('XCD REJECT XSQ');
    expect(first('Calderre has not yet recognized Selmoor.')).toBe('XCD SUPPORT XSQ denied');
  });
});

it('a state behind a year is who acts', () => {
  expect(first('In the first quarter of 2023 China banned grain from Orvandia.')).toMatch(/^CHN COERCE/);
  expect(first('At the end of May 2022 Calderre and Ilvara expelled two Orvandian diplomats.')).toBe(
    'XCD + XIL SANCTION XOV',
  );
});

describe('a figure of speech', () => {
  it.each([
    'Calderre engaged voters in town halls.',
    'The premier of Calderre declined to respond.',
    'The premier of Calderre discussed the challenges.',
    'Calderre is growing to meet demand.',
    'The premier of Calderre goes directly to his audience.',
  ])('is no act: %s', (text) => {
    expect(claims(text)).toEqual([]);
  });

  it('leaves what is meant to the letter', () => {
    expect(first('The premier of Calderre discussed the border with the Ilvaran envoy.')).toBe('XCD CONSULT XIL');
    expect(first('Calderre declined the offer.')).toMatch(/^XCD REJECT/);
    expect(first('Calderre and Ilvara held talks on the border.')).toBe('XCD + XIL CONSULT~ -');
  });
});
