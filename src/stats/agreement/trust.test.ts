import { describe, expect, it } from 'vitest';
import { krippendorff } from './alpha.ts';
import { agreementByCode } from './by-code.ts';
import { agreementDrift } from './drift.ts';
import { trustOf } from './trust.ts';
import { unitsOf } from './units.ts';

const units = (pairs: [string, string, number][]) => {
  const all = pairs.flatMap(([a, b, times]) => Array.from({ length: times }, () => [a, b]));
  return unitsOf([0, 1].map((coder) => all.map((pair) => pair[coder])));
};

describe('trustOf', () => {
  it('withholds under 30 units coded twice and says how many more it takes', () => {
    const few = units([
      ['a', 'a', 11],
      ['b', 'b', 11],
    ]);
    expect(trustOf(krippendorff(few))).toMatchObject({ refused: 'few-codes', more: 8 });
    expect(trustOf(krippendorff(few), { kind: 'with-oneself' })).toMatchObject({
      because: expect.stringContaining('a week later'),
    });
    expect(trustOf(krippendorff(unitsOf([])))).toMatchObject({ refused: 'few-codes', more: 30 });
  });
  it('withholds an alpha under the threshold, which the workspace may set', () => {
    const weak = krippendorff(
      units([
        ['a', 'a', 20],
        ['b', 'b', 20],
        ['a', 'b', 10],
      ]),
    );
    expect(trustOf(weak)).toMatchObject({ refused: 'low-agreement', more: 30 });
    expect(trustOf(weak, { threshold: 0.5 })).toEqual({
      trusted: true,
      kind: 'between-coders',
      tentative: true,
    });
  });
  it('trusts what agrees, and names agreement with oneself', () => {
    const good = krippendorff(
      units([
        ['a', 'a', 30],
        ['b', 'b', 30],
        ['b', 'a', 2],
      ]),
    );
    expect(trustOf(good, { kind: 'with-oneself' })).toEqual({
      trusted: true,
      kind: 'with-oneself',
      tentative: false,
    });
  });
  it('withholds codes without variation', () => {
    expect(trustOf(krippendorff(units([['a', 'a', 40]])), { twice: 40 })).toMatchObject({
      refused: 'no-variation',
    });
  });
});

describe('agreementByCode', () => {
  const found = agreementByCode(
    units([
      ['a', 'a', 40],
      ['b', 'b', 20],
      ['a', 'b', 4],
      ['c', 'c', 1],
      ['a', 'c', 2],
    ]),
    { draws: 100 },
  );
  it('sets each code against the rest: specific agreement 2 both / (one + other)', () => {
    expect(found.map(({ code, withCode, tentative }) => [code, withCode, tentative])).toEqual([
      ['a', 46, false],
      ['b', 24, false],
      ['c', 3, true],
    ]);
    expect(found[1].specific).toBeCloseTo(40 / 44, 14);
    expect(found[2].specific).toBeCloseTo(2 / 4, 14);
  });
  it('has the alpha of the two by two table', () => {
    // b against the rest: 20 both, 4 one, 43 neither; n = 134, 44 codes of b
    const expected = (2 * 44 * 90) / (134 * 133);
    expect(found[1].alpha).toMatchObject({ value: expect.closeTo(1 - 8 / 134 / expected, 12) });
  });
});

describe('agreementDrift', () => {
  it('tells each stretch in its order', () => {
    const all = units([
      ['a', 'a', 10],
      ['b', 'b', 10],
      ['a', 'b', 10],
      ['b', 'a', 10],
    ]);
    const drift = agreementDrift(
      all,
      all.counts.map((_, unit) => (unit < 20 ? 'May' : 'June')),
      'nominal',
      { draws: 50 },
    );
    expect(drift.map(({ stretch, units }) => [stretch, units])).toEqual([
      ['May', 20],
      ['June', 20],
    ]);
    expect(drift[0].alpha).toMatchObject({ value: 1 });
    expect(drift[1].alpha).toMatchObject({ value: expect.closeTo(1 - 39 / 20, 12) });
    expect(() => agreementDrift(all, ['May'])).toThrow(RangeError);
  });
});
