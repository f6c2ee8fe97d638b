import { describe, expect, it } from 'vitest';
import type { FacetCoding } from '../../facts/coded-message.ts';
import type { Facet } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import { codeAgreement } from './agreement.ts';
import type { Reading } from './reading.ts';

const code = { word: 'a', name: 'A', definition: '', examples: [], version: 1 };
const facet: Facet = {
  word: 'f',
  name: '',
  of: 'others',
  level: 'nominal',
  choose: 'many',
  codes: [code, { ...code, word: 'b' }],
};
const drawn = (word: string, again?: string) => ({ word, ...(again && { again }) }) as DrawnSample;

function reading(codings: Omit<FacetCoding, 'facet' | 'cannot' | 'versions'>[]): Reading {
  return {
    side: 'others',
    samples: [drawn('s')],
    again: [drawn('s2', 's')],
    ends: new Map(),
    outgrown: [],
    drawn: [],
    codes: [],
    codings: codings.map((one) => ({ ...one, facet: 'f', cannot: false, versions: [] })),
  };
}

/** 40 messages; each coder gives f/a to those of which `holds` is true. */
const by = (who: string, holds: (i: number) => boolean, sample = 's', size = 40) =>
  Array.from({ length: size }, (_, i) => ({ sample, message: i, who, codes: holds(i) ? ['f/a'] : [] }));
const even = (i: number) => i % 2 === 0;

describe('agreement on a code', () => {
  it('is that of two coders where 30 messages are coded by two', () => {
    const found = codeAgreement(
      reading([...by('ann', even), ...by('bo', (i) => even(i) || i === 1)]),
      facet,
      code,
      {
        seed: 1,
      },
    );
    // by hand: 39 of 40 pairs alike, 41 of 80 codes given: alpha = 1 - 79 * 2 / (2 * 41 * 39)
    expect(found).toMatchObject({ kind: 'between-coders', units: 40, tentative: false });
    expect(found.alpha?.value).toBeCloseTo(1 - (79 * 2) / (2 * 41 * 39), 9);
    expect(found.withheld).toBeUndefined();
  });

  it('is that of one with themselves, and named so, where nobody else coded', () => {
    const found = codeAgreement(reading([...by('ann', even), ...by('ann', even, 's2', 30)]), facet, code, {
      seed: 1,
    });
    expect(found).toMatchObject({ kind: 'with-oneself', units: 30 });
    const few = codeAgreement(reading([...by('ann', even), ...by('ann', even, 's2', 29)]), facet, code, {
      seed: 1,
    });
    expect(few.kind).toBe('between-coders');
    expect(few.withheld).toContain('no unit is coded twice');
  });

  it('withholds under the threshold, and says of a rare code only that it is tentative', () => {
    const odds = codeAgreement(reading([...by('ann', even), ...by('bo', (i) => i % 4 === 0)]), facet, code, {
      seed: 1,
    });
    expect(odds.withheld).toContain('under the 0.667 asked for');
    const rare = codeAgreement(
      reading([...by('ann', (i) => i < 3), ...by('bo', (i) => i < 4)]),
      facet,
      code,
      { seed: 1 },
    );
    expect(rare).toMatchObject({ rare: true, tentative: true });
    expect(rare.specific).toBeCloseTo(6 / 7, 9);
    expect(rare.withheld).toBeUndefined();
    const never = codeAgreement(
      reading([...by('ann', (i) => i < 4), ...by('bo', (i) => i > 35)]),
      facet,
      code,
      { seed: 1 },
    );
    expect(never.withheld).toContain('agreement is -0.');
  });

  it('does not count what was coded by another version', () => {
    const all = reading([...by('ann', even), ...by('bo', even)]);
    const old = { ...all, codings: all.codings.map((one) => ({ ...one, versions: ['f/a@2'] })) };
    expect(codeAgreement(old, facet, code, { seed: 1 }).units).toBe(0);
    expect(codeAgreement(old, facet, { ...code, version: 2 }, { seed: 1 }).units).toBe(40);
  });
});
