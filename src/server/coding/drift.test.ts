import { describe, expect, it } from 'vitest';
import type { Facet } from '../../model/codebook.ts';
import type { Coding } from '../../model/coding.ts';
import type { AgreementDrift } from '../../pages/coding/props.ts';
import { krippendorff } from '../../stats/agreement/alpha.ts';
import { unitsOf } from '../../stats/agreement/units.ts';
import { driftOf } from './drift.ts';

const facet: Facet = {
  word: 'f',
  name: 'Facet',
  of: 'others',
  level: 'nominal',
  choose: 'many',
  codes: ['a', 'b'].map((word) => ({ word, name: word, definition: '', examples: [], version: 1 })),
};
const day = 86_400_000;

/** Two coders code the same messages, so many a day from a Monday on; `odd` says where the second differs on f/a. */
function codings(
  size: number,
  aDay: number,
  odd: (unit: number) => boolean,
  whos = ['ann', 'bob'],
): Coding[] {
  return Array.from({ length: size }, (_, unit) =>
    whos.map((who, second): Coding => {
      const a = unit % 2 === 0;
      const says = second === 1 && odd(unit) ? !a : a;
      return {
        act: `${who} ${unit}`,
        at: new Date(Date.UTC(2026, 2, 2, 9) + Math.floor(unit / aDay) * day + second * 1000).toISOString(),
        who,
        ref: { source: 'x', nativeId: String(unit) },
        facets: ['f'],
        codes: [...(says ? ['f/a'] : []), ...(unit % 3 === 0 ? ['f/b'] : [])],
        cannot: [],
        versions: [],
      };
    }),
  ).flat();
}

function told(drift: AgreementDrift) {
  if ('why' in drift) throw new Error(drift.why);
  return drift;
}

describe('drift of agreement', () => {
  it('is told by week, and says on which code it fell', () => {
    // ten a day: 70 in each of three weeks; in the third the second coder differs on f/a in two of five
    const found = told(
      driftOf(
        [facet],
        codings(210, 10, (unit) => unit >= 140 && unit % 5 < 2),
      ),
    );
    expect(found).toMatchObject({ by: 'week', names: ['2026-03-02', '2026-03-09', '2026-03-16'] });
    expect(found).toMatchObject({ fell: ['a'], rose: [], compared: 2 });
    const [a, b] = found.rows;
    expect(a?.cells.map(({ n }) => n)).toEqual([70, 70, 70]);
    expect(a?.cells[0]?.alpha?.value).toBe(1);
    // the alpha of the third week's messages alone
    const third = Array.from({ length: 70 }, (_, at) => 140 + at);
    const alone = krippendorff(
      unitsOf([third.map((unit) => unit % 2 === 0), third.map((unit) => (unit % 2 === 0) !== unit % 5 < 2)]),
    );
    expect(a?.cells[2]?.alpha?.value).toBeCloseTo('value' in alone ? alone.value : Number.NaN, 12);
    expect(b?.cells[2]?.alpha?.value).toBe(1);
  });

  it('is told by parts of the coding order where all was coded in a week, also of one coder twice', () => {
    const found = told(
      driftOf(
        [facet],
        codings(120, 200, (unit) => unit < 30 && unit % 5 < 2, ['ann, first', 'ann, again']),
      ),
    );
    expect(found).toMatchObject({ by: 'part', names: ['1', '2', '3', '4'], fell: [], rose: ['a'] });
  });

  it('claims no fall where coders differ as often all along', () => {
    expect(
      told(
        driftOf(
          [facet],
          codings(140, 10, (unit) => unit % 7 === 0),
        ),
      ),
    ).toMatchObject({
      fell: [],
      rose: [],
      compared: 2,
    });
  });

  it('is refused under two stretches of 30, and claims nothing of a rare code', () => {
    expect(
      driftOf(
        [facet],
        codings(59, 10, () => false),
      ),
    ).toEqual({
      why: expect.stringContaining('from 60 messages coded twice on; there are 59'),
    });
    const rare = codings(140, 10, () => false).map((one) => ({
      ...one,
      codes:
        Number(one.ref.nativeId) % 35 === 0 && (one.who === 'ann' || +one.ref.nativeId < 70) ? ['f/a'] : [],
    }));
    expect(told(driftOf([facet], rare))).toMatchObject({ compared: 0, fell: [] });
  });
});
