import { describe, expect, it } from 'vitest';
import { likeliestRate } from './rate.ts';
import { fitWalk, smoothWalk } from './walk.ts';

/** Annual flow of the Nile at Aswan, 1871 to 1970 (Cobb 1978), the series of Durbin and Koopman 2012. */
const nile = Float64Array.of(
  1120,
  1160,
  963,
  1210,
  1160,
  1160,
  813,
  1230,
  1370,
  1140,
  995,
  935,
  1110,
  994,
  1020,
  960,
  1180,
  799,
  958,
  1140,
  1100,
  1210,
  1150,
  1250,
  1260,
  1220,
  1030,
  1100,
  774,
  840,
  874,
  694,
  940,
  833,
  701,
  916,
  692,
  1020,
  1050,
  969,
  831,
  726,
  456,
  824,
  702,
  1120,
  1100,
  832,
  764,
  821,
  768,
  845,
  864,
  862,
  698,
  845,
  744,
  796,
  1040,
  759,
  781,
  865,
  845,
  944,
  984,
  897,
  822,
  1010,
  771,
  676,
  649,
  846,
  812,
  742,
  801,
  1040,
  860,
  874,
  848,
  890,
  744,
  749,
  838,
  1050,
  918,
  986,
  797,
  923,
  975,
  815,
  1020,
  906,
  901,
  1170,
  912,
  746,
  919,
  718,
  714,
  740,
);
const ones = new Float64Array(100).fill(1);
const gap = Float64Array.from(ones, (one, t) => (t === 0 ? 0 : one));
const noise = ones.map(() => 15099);

const some = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing found');
  return value;
};
describe('the local level of the Nile', () => {
  const walk = { gap, noise, rate: 1469.1 };
  const fit = some(fitWalk(walk, nile, [ones], [], 'recursive'));

  it('has the exact diffuse likelihood of statsmodels and the filter of Durbin and Koopman 2012, 2.2', () => {
    expect(fit.logLikelihood).toBeCloseTo(-632.5456251157, 8);
    const filtered = fit.points.map(({ filtered: [y, x], variance, known }) => {
      const { coefficient, covariance } = some(known);
      return [y + (1 - x) * coefficient[0], variance + (1 - x) ** 2 * covariance[0][0]];
    });
    for (const [t, mean, variance] of [
      [0, 1120, 15099],
      [1, 1140.9278399, 7899.7363794],
      [2, 1072.7985295, 5781.4699387],
      [3, 1117.3089546, 4898.3651947],
      [99, 798.3702926, 4032.1579418],
    ]) {
      expect(filtered[t][0]).toBeCloseTo(mean, 6);
      expect(filtered[t][1]).toBeCloseTo(variance, 6);
    }
  });

  it('has their smoother', () => {
    const smoothed = smoothWalk(walk, fit.points).map(({ smoothed: [y, x], variance }) => [
      y + (1 - x) * fit.coefficient[0],
      variance + (1 - x) ** 2 * fit.covariance[0][0],
    ]);
    for (const [t, mean] of [
      [0, 1111.6683191],
      [1, 1110.8576647],
      [27, 999.5852187],
      [28, 950.9300867],
      [99, 798.3702926],
    ])
      expect(smoothed[t][0]).toBeCloseTo(mean, 6);
    expect(smoothed[0][1]).toBeCloseTo(4032.1579418, 6);
    expect(smoothed[1][1]).toBeCloseTo(3242.9300732, 6);
    expect(smoothed[27][1]).toBeCloseTo(2326.7569581, 6);
  });

  it('has the greatest likelihood at 1469.18 where the noise is 15098.52', () => {
    const found = some(
      likeliestRate(
        nile,
        ones.map(() => 15098.52),
        gap,
        [ones],
      ),
    );
    expect(Math.abs(found.rate - 1469.18)).toBeLessThan(0.2);
    expect(found.logLikelihood).toBeCloseTo(-632.5456, 4);
  });

  it('is unchanged by a missing year that is told as two steps at once', () => {
    const holed = nile.slice();
    holed[50] = Number.NaN;
    const keep = (values: Float64Array) => values.filter((_, t) => t !== 50);
    const wide = gap.slice();
    wide[51] = 2;
    const whole = some(fitWalk(walk, holed, [ones]));
    const short = some(fitWalk({ ...walk, gap: keep(wide) }, keep(nile), [ones.slice(1)]));
    expect(whole.logLikelihood).toBeCloseTo(short.logLikelihood, 8);
    expect(whole.coefficient[0]).toBeCloseTo(short.coefficient[0], 8);
  });
});
