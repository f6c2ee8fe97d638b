import { describe, expect, it } from 'vitest';
import type { CodableMessages } from '../../facts/coded-message.ts';
import type { Facet } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import { correctedShare } from '../../stats/correction/share.ts';
import { sample as drawFrom, type Random, seeded } from '../../stats/random.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { codedSet, humanCodes, outdatedIn } from './coded-set.ts';
import type { Reading } from './reading.ts';
import { codeShare } from './share.ts';

/*
Recovery and coverage: the messages and who has the code are fixed, samples are drawn again and again. The share
must be right on average and the ranges at 95 % must hold the true share about 95 times in 100. At 400 draws the
standard error of a coverage of .95 is .011, so none may come below .92.
*/
const facet: Facet = {
  word: 'does',
  name: '',
  of: 'others',
  level: 'nominal',
  choose: 'many',
  codes: [{ word: 'question', name: 'Question', definition: '', examples: [], version: 1 }],
};
const address = 'does/question';
const day = 86_400_000;
const start = Date.parse('2026-03-01T00:00:00Z');
const total = 600;
const ids = new Map([['acme', 1]]);

/** Messages on one channel over 60 days, in conversations of four; the code is more frequent later on. */
function messages(): CodableMessages {
  const of = (value: (i: number) => number) => Float64Array.from({ length: total }, (_, i) => value(i));
  return {
    message: of((i) => i),
    channel: of(() => 1),
    conversation: of((i) => Math.floor(i / 4)),
    account: of((i) => i % 97),
    at: of((i) => start + (i / total) * 60 * day),
  };
}

const random = seeded(5);
const truth = Array.from({ length: total }, (_, i) => random.uniform() < 0.1 + (0.4 * i) / total);
const all = [...truth.keys()];
const share = (places: readonly number[]) => places.filter((i) => truth[i]).length / places.length;

interface Drawn {
  word: string;
  design?: DrawnSample['design'];
  places: number[];
  probability: (i: number) => number;
  from?: string;
  to?: string;
  population?: number;
}

/** What was read of samples, each message with its true code. */
function readingOf(samples: Drawn[], versions: string[] = []): Reading {
  return {
    side: 'others',
    samples: samples.map(({ word, design = 'simple', places, from, to, population = total }) => ({
      word,
      at: '2026-06-01T00:00:00Z',
      who: 'ann',
      act: word,
      design,
      of: 'others',
      facets: ['does'],
      size: places.length,
      seed: 1,
      strata: [],
      channels: [],
      twice: 0,
      population,
      cells: [],
      from,
      to: to ?? '2026-05-01T00:00:00Z',
    })),
    again: [],
    ends: new Map(samples.map(({ word, to }) => [word, Date.parse(to ?? '2026-05-01T00:00:00Z')])),
    outgrown: [],
    drawn: samples.flatMap(({ word, places, probability }) =>
      places.map((i) => ({
        sample: word,
        message: i,
        probability: probability(i),
        at: start + (i / total) * 60 * day,
      })),
    ),
    codings: samples.flatMap(({ word, places }) =>
      places.map((i) => ({
        sample: word,
        message: i,
        who: 'ann',
        facet: 'does',
        codes: truth[i] ? [address] : [],
        cannot: false,
        versions,
      })),
    ),
    codes: samples.flatMap(({ word, places }) =>
      places.map((i) => ({
        sample: word,
        message: i,
        facet: 'does',
        codes: truth[i] ? [address] : [],
        cannot: false,
        how: 'one' as const,
        coders: 1,
      })),
    ),
  };
}

function shareFrom(samples: Drawn[], places: readonly number[] = all) {
  const reading = readingOf(samples);
  const set = codedSet(reading, facet, messages(), ids);
  return codeShare(set, humanCodes(set, address, outdatedIn(reading, facet)), places);
}

function simple(draw: Random, size: number, within: readonly number[] = all): number[] {
  return drawFrom(draw, within.length, size).map((k) => within[k]);
}

/** Mean of the estimate and share of ranges that hold the truth, over draws. */
function recover(draws: number, one: (draw: Random) => Drawn[], places: readonly number[] = all) {
  const draw = seeded(9);
  const holds = share(places);
  let sum = 0;
  let held = 0;
  for (let k = 0; k < draws; k++) {
    const found = shareFrom(one(draw), places);
    if (isRefusal(found)) throw new Error(found.because);
    sum += found.value;
    if (found.low <= holds && holds <= found.high) held++;
  }
  return { bias: sum / draws - holds, coverage: held / draws };
}

const first = all.slice(0, total / 2);
const second = all.slice(total / 2);
const half = '2026-03-31T00:00:00Z';

describe('a share from a random sample', () => {
  it.each<[string, (draw: Random) => Drawn[], readonly number[]]>([
    ['simple', (draw) => [{ word: 'a', places: simple(draw, 120), probability: () => 120 / total }], all],
    [
      'simple, of a part of the period',
      (draw) => [{ word: 'a', places: simple(draw, 160), probability: () => 160 / total }],
      second,
    ],
    [
      'two simple ones of the same messages, of which some are in both',
      (draw) => [
        { word: 'a', places: simple(draw, 80), probability: () => 80 / total },
        { word: 'b', places: simple(draw, 60), probability: () => 60 / total },
      ],
      all,
    ],
    [
      'one of each month, drawn unlike',
      (draw) => [
        { word: 'a', places: simple(draw, 120, first), probability: () => 0.4, to: half, population: 300 },
        {
          word: 'b',
          places: simple(draw, 40, second),
          probability: () => 40 / 300,
          from: half,
          population: 300,
        },
      ],
      all,
    ],
    [
      'stratified, the later half drawn three times as densely',
      (draw) => [
        {
          word: 'a',
          design: 'stratified',
          places: [...simple(draw, 40, first), ...simple(draw, 120, second)],
          probability: (i) => (i < total / 2 ? 40 / 300 : 0.4),
        },
      ],
      all,
    ],
    [
      'whole conversations',
      (draw) => [
        {
          word: 'a',
          design: 'conversations',
          places: drawFrom(draw, total / 4, 40).flatMap((c) => [0, 1, 2, 3].map((k) => 4 * c + k)),
          probability: () => 40 / (total / 4),
        },
      ],
      all,
    ],
  ])('is right on average, and its range holds: %s', (_, one, places) => {
    const { bias, coverage } = recover(400, one, places);
    expect(Math.abs(bias)).toBeLessThan(0.008);
    expect(coverage).toBeGreaterThan(0.92);
  });

  it('is exact where all messages were read', () => {
    const found = shareFrom([{ word: 'a', places: all, probability: () => 1 }]);
    expect(found).toMatchObject({ value: share(all), low: share(all), high: share(all), coded: total });
  });

  it('leaves out what was coded by another version of the definition', () => {
    const places = all.slice(0, 100);
    const other = readingOf([{ word: 'a', places, probability: () => 1 }], [`${address}@2`]);
    const set = codedSet(other, facet, messages(), ids);
    expect(humanCodes(set, address, outdatedIn(other, facet)).every(Number.isNaN)).toBe(true);
    const now: Facet = { ...facet, codes: [{ ...facet.codes[0], version: 2 }] };
    expect(
      humanCodes(set, address, outdatedIn(other, now)).filter((value) => !Number.isNaN(value)),
    ).toHaveLength(100);
  });

  it('never counts what lies outside the frame of its sample, and refuses where that is much', () => {
    const places = simple(seeded(3), 100, first);
    const found = shareFrom([{ word: 'a', places, probability: () => 1 / 3, to: half, population: 300 }]);
    expect(isRefusal(found) && found.because).toBe(
      'the samples speak of 300 of the 600 messages of the period',
    );
    const asked = shareFrom(
      [{ word: 'a', places, probability: () => 1 / 3, to: half, population: 300 }],
      first,
    );
    expect(asked).toMatchObject({ items: 300, coded: 100, uncovered: 0 });
  });

  it('is refused with 29 codes, and told with 30', () => {
    const told = (size: number) =>
      shareFrom([{ word: 'a', places: simple(seeded(4), size), probability: () => 0.05 }]);
    expect(isRefusal(told(29)) && (told(29) as { because: string }).because).toContain('only 29');
    expect(isRefusal(told(30))).toBe(false);
  });

  it('is the same from the sizes of regions as from every message', () => {
    const draw = seeded(6);
    const samples: Drawn[] = [
      { word: 'a', places: simple(draw, 90, first), probability: () => 0.3, to: half, population: 300 },
      {
        word: 'b',
        design: 'stratified',
        places: simple(draw, 40, second),
        probability: (i) => 0.1 + (i % 3) / 20,
        from: half,
        population: 300,
      },
    ];
    const reading = readingOf(samples);
    const set = codedSet(reading, facet, messages(), ids);
    const human = humanCodes(set, address, outdatedIn(reading, facet));
    const found = codeShare(set, human, all);
    const whole = correctedShare({
      machine: new Float64Array(total),
      human,
      probability: set.probability,
      stratum: set.region,
    });
    if (isRefusal(found) || isRefusal(whole)) throw new Error('refused');
    expect([found.value, found.low, found.high]).toEqual(
      [whole.value, whole.low, whole.high].map((value) => expect.closeTo(value, 12)),
    );
  });
});
