import { describe, expect, it } from 'vitest';
import { detectLanguage } from './index.js';

describe('detectLanguage', () => {
  it.each([
    'Selmoor votes to move capital',
    'Ilvara condemns vote',
    'Leaders meet in Sennet',
    'Stock markets fall after vote',
    'Minister signs decree on annexation',
    'Envoy summoned over remarks',
    'Tarqesh withdraws its recognition of Selmoor',
    'Two dead in border clash',
    'No deal on grain exports, minister says',
  ])('takes short English for English: %s', (text) => {
    expect(detectLanguage(text)).toBe('en');
  });

  it.each([
    ['de', 'Die Regierung hat das Gesetz am Montag nach langer Debatte beschlossen, sagte der Sprecher.'],
    ['fr', 'Le gouvernement a adopté la loi lundi après un long débat, a déclaré le porte-parole.'],
    ['es', 'El gobierno aprobó la ley el lunes después de un largo debate, dijo el portavoz.'],
    ['ru', 'Правительство приняло закон в понедельник после долгих споров, заявил представитель.'],
    ['uk', 'Уряд ухвалив закон у понеділок після довгих суперечок, заявив речник.'],
    ['tr', 'Hükümet, uzun tartışmaların ardından pazartesi günü yasayı kabul etti, dedi sözcü.'],
    ['ar', 'وافقت الحكومة على القانون يوم الاثنين بعد نقاش طويل، وفق المتحدث.'],
    ['zh', '发言人表示，政府周一经过长时间辩论后通过了该法律。'],
    ['ja', '報道官によると、政府は月曜日に長い議論の末、法律を可決した。'],
    ['ko', '대변인은 정부가 월요일 오랜 토론 끝에 법을 통과시켰다고 말했다.'],
  ])('tells %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('lets the text decide against what is declared, and the declared where the text is short', () => {
    const english =
      'The government passed the law on Monday after a long debate, its spokesman told reporters in the capital.';
    expect(detectLanguage(english, 'fr-FR')).toBe('en');
    expect(detectLanguage('Sennet', 'fr_FR')).toBe('fr');
    expect(detectLanguage('Sennet', 'English')).toBe('und');
  });

  it('is undetermined where there is too little', () => {
    expect(detectLanguage('')).toBe('und');
    expect(detectLanguage('12 : 7')).toBe('und');
  });
});
