import { describe, expect, it } from 'vitest';
import { type Facet, usualAgreement } from '../../model/codebook.ts';
import type { Coding } from '../../model/coding.ts';
import { lowestAlpha } from '../../stats/agreement/trust.ts';
import { agreementRows } from './agreement.ts';

const facet = (more: Partial<Facet> & { words: string[] }): Facet => ({
  word: 'f',
  name: 'Facet',
  of: 'others',
  level: 'nominal',
  choose: 'one',
  codes: more.words.map((word) => ({
    word,
    name: word.toUpperCase(),
    definition: '',
    examples: [],
    version: 1,
  })),
  ...more,
});

const coding = (who: string, unit: number, codes: string[], cannot: string[] = []): Coding => ({
  act: `${who} ${unit}`,
  at: '2026-11-20T00:00:00.000Z',
  who,
  ref: { source: 'x', nativeId: String(unit) },
  facets: ['f'],
  codes: codes.map((code) => `f/${code}`),
  cannot,
  versions: [],
});

/**
 * Krippendorff 2011, "Computing Krippendorff's alpha-reliability", example C: four observers, twelve units, codes 1 to 5,
 * `.` where there is none. Alpha is .743 nominal, .815 ordinal, .849 interval.
 */
const observers = [
  '1 2 3 3 2 1 4 1 2 . . .',
  '1 2 3 3 2 2 4 1 2 5 . 3',
  '. 3 3 3 2 3 4 2 2 5 1 .',
  '1 2 3 3 2 4 4 1 2 5 1 .',
];
const published = observers.flatMap((line, coder) =>
  line.split(' ').flatMap((code, unit) => (code === '.' ? [] : [coding(`coder ${coder}`, unit, [code])])),
);
const five = { words: ['1', '2', '3', '4', '5'] };

describe('agreement', () => {
  it.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('on a facet with one code is alpha at its level: %s', (level, alpha) => {
    const [whole] = agreementRows([facet({ ...five, level })], published);
    expect(whole?.alpha?.value).toBeCloseTo(alpha, 3);
    expect(whole).toMatchObject({ name: 'Facet', n: 11 });
    expect(whole?.withheld).toContain('11 units are coded twice, and it takes 30');
  });

  it('leaves out what one could not tell, and judges each code of a facet with many', () => {
    const many = facet({ words: ['a', 'b'], choose: 'many' });
    const codings = Array.from({ length: 40 }, (_, unit) => [
      coding('ann', unit, unit % 2 ? ['a'] : ['a', 'b']),
      unit === 0 ? coding('bob', 0, [], ['f']) : coding('bob', unit, unit % 2 ? ['a'] : ['b']),
    ]).flat();
    const [a, b] = agreementRows([many], codings);
    expect(b).toMatchObject({ code: 'f/b', n: 39, given: 19, same: 1 });
    expect(b?.alpha?.value).toBe(1);
    expect(b?.withheld).toBeUndefined();
    expect(a?.same).toBeCloseTo(20 / 39, 9);
    expect(a?.withheld).toContain('under the 0.667 asked for');
  });

  it('is withheld under the alpha that the plan asks for', () => {
    expect(usualAgreement).toBe(lowestAlpha);
    const codings = Array.from({ length: 40 }, (_, unit) => [
      coding('ann', unit, unit % 2 ? ['a'] : []),
      coding('bob', unit, unit % 2 && unit > 10 ? ['a'] : []),
    ]).flat();
    const many = facet({ words: ['a'], choose: 'many' });
    const [told] = agreementRows([many], codings);
    // by hand: 35 of 40 pairs alike, 35 of 80 codes given: alpha = 1 - 79 * 5 / (35 * 45)
    expect(told?.alpha?.value).toBeCloseTo(1 - (79 * 5) / (35 * 45), 9);
    expect(told?.withheld).toBeUndefined();
    expect(told?.tentative).toContain('under .80');
    const [asked] = agreementRows([many], codings, { threshold: 0.8 });
    expect(asked?.withheld).toContain('under the 0.8 asked for');
  });

  it('marks a rare code as tentative', () => {
    const codings = Array.from({ length: 40 }, (_, unit) => [
      coding('ann', unit, unit < 4 ? ['a'] : []),
      coding('bob', unit, unit < 4 ? ['a'] : []),
    ]).flat();
    const [a] = agreementRows([facet({ words: ['a', 'b'], choose: 'many' })], codings);
    expect(a?.tentative).toContain('given to 4 of the messages coded twice');
    const [, never] = agreementRows([facet({ words: ['a', 'b'], choose: 'many' })], codings);
    expect(never?.withheld).toContain('nobody gave it');
  });

  it('is nothing where nobody coded the same message', () => {
    expect(agreementRows([facet(five)], [coding('ann', 1, ['1']), coding('bob', 2, ['1'])])).toEqual([]);
  });
});
