import { describe, expect, it } from 'vitest';
import type { Ranged } from '../interval.ts';
import { type Random, sample, stream } from '../random.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { drawClusters } from '../sampling/draw.ts';
import { scoreBands } from './bands.ts';
import { correctedCoefficients } from './coefficients.ts';
import { correctedDifference } from './difference.ts';
import { type CodedItems, partOf } from './items.ts';
import { correctedMean } from './mean.ts';
import { type Corrected, correctedShare } from './share.ts';

const draws = 300;
const size = 1500;
const ones = new Float64Array(size).fill(1);

/** A set with a known share, in two groups, and a machine that is biased: it finds too many in the first group. */
function world(share: number) {
  const random = stream(5, 'world', share);
  const group = Float64Array.from(ones, () => +(random.uniform() < 0.4));
  const truth = Float64Array.from(group, (g) => +(random.uniform() < share * (1 + 0.5 * g)));
  const machine = Float64Array.from(truth, (y, i) => {
    const blur = random.uniform() * (group[i] ? 0.5 : 0.8);
    return random.uniform() < 0.85 ? (y ? 1 - blur / 2 : blur) : random.uniform();
  });
  return { group, truth, machine };
}
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const humanOf = (truth: Float64Array, places: readonly number[]) => {
  const human = new Float64Array(truth.length).fill(Number.NaN);
  for (const i of places) human[i] = truth[i];
  return human;
};
const got = <T>(result: T | Refusal): T => {
  if (isRefusal(result)) throw new Error(result.because);
  return result;
};
/** How often the interval of a draw holds the truth, and how wide it is beside that of human codes alone. */
function held(
  truth: number,
  draw: (random: Random) => Pick<Corrected, 'low' | 'high' | 'widthRatio' | 'human'>,
) {
  let inside = 0;
  let alone = 0;
  let ratio = 0;
  const holds = ({ low, high }: Pick<Ranged, 'low' | 'high'>) => +(low <= truth && truth <= high) / draws;
  for (let k = 0; k < draws; k++) {
    const found = draw(stream(11, 'draw', k));
    inside += holds(found);
    alone += holds(found.human);
    ratio += found.widthRatio / draws;
  }
  return { inside, alone, ratio };
}

describe('90 % intervals from machine labels and human codes', () => {
  for (const share of [0.02, 0.3])
    it(`hold a share of ${share}, with a machine that is biased and with one that guesses`, () => {
      const { truth, machine } = world(share);
      const draw = (labels: Float64Array, band: Int32Array) => (random: Random) =>
        got(
          correctedShare(
            { machine: labels, human: humanOf(truth, sample(random, size, 120)) },
            { level: 0.9, band },
          ),
        );
      const found = held(mean(truth), draw(machine, scoreBands(machine)));
      expect(found.inside).toBeGreaterThan(0.87);
      expect(found.alone).toBeGreaterThan(0.87);
      expect(found.ratio).toBeLessThan(share < 0.1 ? 1.05 : 0.85);
      const random = stream(6, 'guess');
      const guess = Float64Array.from(ones, () => random.uniform());
      const guessed = held(mean(truth), draw(guess, scoreBands(guess)));
      expect(guessed.inside).toBeGreaterThan(0.87);
      expect(guessed.ratio).toBeGreaterThan(0.97);
      expect(guessed.ratio).toBeLessThan(1.1);
    });
  it('hold a share where what the machine says has the code is drawn more often', () => {
    const { truth, machine } = world(0.06);
    const stratum = machine.map((score) => +(score >= 0.5));
    const places = [0, 1].map((label) => [...stratum.keys()].filter((i) => stratum[i] === label));
    const found = held(mean(truth), (random) => {
      const drawn = places.flatMap((own) => sample(random, own.length, 60).map((k) => own[k]));
      return got(correctedShare({ machine, human: humanOf(truth, drawn), stratum }, { level: 0.9 }));
    });
    expect(found.inside).toBeGreaterThan(0.87);
  });
  it('hold a share where whole conversations are drawn, and would not if that were not told', () => {
    const random = stream(7, 'conversations');
    const cluster = Int32Array.from(ones, (_, i) => Math.floor(i / 6));
    const rate = Float64Array.from({ length: size / 6 }, () => (random.uniform() < 0.3 ? 0.9 : 0.05));
    const truth = Float64Array.from(cluster, (c) => +(random.uniform() < rate[c]));
    const machine = truth.map((y) => (random.uniform() < 0.75 ? y : 1 - y));
    const draw = (told: boolean) => (stretch: Random) => {
      const seed = stretch.integer(0, 1e9);
      const human = humanOf(
        truth,
        drawClusters([...cluster], 240, seed).map(({ item }) => item),
      );
      return got(correctedShare({ machine, human, cluster: told ? cluster : undefined }, { level: 0.9 }));
    };
    expect(held(mean(truth), draw(true)).inside).toBeGreaterThan(0.86);
    expect(held(mean(truth), draw(false)).inside).toBeLessThan(0.8);
  });
  it('hold a mean on a scale of 1 to 5, and of scores of which few are not 0', () => {
    const random = stream(8, 'scale');
    const steps = Float64Array.from(ones, () => random.integer(1, 5));
    const machine = steps.map((step) => step + 1.5 * random.normal());
    const draw = (truth: Float64Array, said: Float64Array, ends: [number, number]) => (stretch: Random) =>
      got(
        correctedMean(
          { machine: said, human: humanOf(truth, sample(stretch, size, 100)) },
          { level: 0.9, ends },
        ),
      );
    const scale = held(mean(steps), draw(steps, machine, [1, 5]));
    expect(scale.inside).toBeGreaterThan(0.86);
    expect(scale.ratio).toBeLessThan(0.85);
    const rare = Float64Array.from(ones, () => (random.uniform() < 0.03 ? random.integer(1, 5) / 5 : 0));
    const blurred = rare.map((y) => Math.max(0, y + 0.1 * random.normal()));
    expect(held(mean(rare), draw(rare, blurred, [0, 1])).inside).toBeGreaterThan(0.87);
  });
  it('hold a difference of two groups, as two shares and as a coefficient', () => {
    const { truth, machine, group } = world(0.2);
    const part = (human: Float64Array, g: number) => partOf({ machine, human }, (i) => group[i] === g);
    const difference = mean(part(truth, 1).human) - mean(part(truth, 0).human);
    const shares = held(difference, (random) => {
      const human = humanOf(truth, sample(random, size, 200));
      const [one, other] = [1, 0].map((g) => got(correctedShare(part(human, g), { level: 0.9 })));
      return correctedDifference(one, other);
    });
    expect(shares.inside).toBeGreaterThan(0.87);
    const coefficient = held(difference, (random) => {
      const human = humanOf(truth, sample(random, size, 200));
      return got(correctedCoefficients({ machine, human }, [ones, group], { level: 0.9 }))[1];
    });
    expect(coefficient.inside).toBeGreaterThan(0.86);
    expect(coefficient.ratio).toBeLessThan(0.95);
  });
  it('hold a coefficient where people and machine hardly differ', () => {
    const { truth, group } = world(0.3);
    const random = stream(9, 'hardly');
    const machine = truth.map((y) => (random.uniform() < 0.99 ? y : 1 - y));
    const [, effect] = got(correctedCoefficients({ machine, human: truth }, [ones, group]));
    const found = held(effect.value, (stretch) => {
      const human = humanOf(truth, sample(stretch, size, 100));
      return got(correctedCoefficients({ machine, human }, [ones, group], { level: 0.9 }))[1];
    });
    expect(found.inside).toBeGreaterThan(0.87);
    expect(found.ratio).toBeLessThan(0.6);
  });
});

describe('what is refused or wrong', () => {
  const { truth, machine, group } = world(0.3);
  const few: CodedItems = { machine, human: humanOf(truth, [...Array(29).keys()]) };
  it('refuses fewer than 30 human codes and says how many more it takes', () => {
    for (const found of [correctedShare(few), correctedMean(few), correctedCoefficients(few, [ones, group])])
      expect(found).toMatchObject({ refused: 'few-codes', because: expect.stringContaining('code 1 more') });
  });
  it('throws on codes that are none, columns of unequal length and items that could not be drawn', () => {
    const human = humanOf(truth, [...Array(40).keys()]);
    expect(() => correctedShare({ machine, human: human.map((y) => y / 2) })).toThrow(RangeError);
    expect(() => correctedMean({ machine, human: human.map((y) => y * 2) })).toThrow(RangeError);
    expect(() => correctedShare({ machine, human: human.slice(1) })).toThrow(RangeError);
    expect(() => correctedShare({ machine, human, probability: new Float64Array(size) })).toThrow(RangeError);
  });
  it('refuses coefficients from fewer than 30 conversations', () => {
    const human = humanOf(truth, [...Array(60).keys()]);
    const cluster = Array.from(truth, (_, i) => Math.floor(i / 5));
    expect(correctedCoefficients({ machine, human, cluster }, [ones, group])).toMatchObject({
      refused: 'few-clusters',
      because: expect.stringContaining('12 conversations'),
    });
  });
  it('refuses columns that follow from each other', () => {
    const human = humanOf(truth, [...Array(40).keys()]);
    expect(correctedCoefficients({ machine, human }, [ones, ones])).toMatchObject({
      refused: 'no-variation',
    });
  });
  it('is the census where all are coded', () => {
    const found = got(correctedShare({ machine, human: truth }));
    expect(found.value).toBeCloseTo(mean(truth), 12);
    expect(found.high - found.low).toBeLessThan(1e-9);
  });
});
