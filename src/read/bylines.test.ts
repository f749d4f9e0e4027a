import { describe, expect, it } from 'vitest';
import { bylineIn, withoutBy } from './bylines.js';

describe('bylineIn', () => {
  it.each([
    ['By Ana Vel', 'Ana Vel'],
    ['By Ana Vel and Iosif Torr', 'Ana Vel and Iosif Torr'],
    ['Von Regula Stamm', 'Regula Stamm'],
    ['Автор: Анна Вель', 'Анна Вель'],
    ['Por María de la Torr', 'María de la Torr'],
    ['By the way, it was late', undefined],
    ['Ana Vel', undefined],
    ['By Monday the vote was over.', undefined],
  ])('%s', (line, names) => {
    expect(bylineIn(line)).toBe(names);
  });
});

describe('withoutBy', () => {
  it.each([
    ['Di Maio', 'Di Maio'],
    ['Von der Leyen', 'Von der Leyen'],
    ['di Carla Massi', 'Carla Massi'],
    ['BY ANA VEL', 'ANA VEL'],
  ])('%s', (line, names) => {
    expect(withoutBy(line)).toBe(names);
  });
});
