import { expect, it } from 'vitest';
import { salesCsv, weeklySales } from './sales.ts';
import { tarnwell } from './tarnwell.ts';
import { worldOf } from './world.ts';

const [enquiries] = tarnwell.sales.series;
const world = worldOf(1, tarnwell);

it('tells whole weeks under their Mondays, and none that the data do not hold to its end', () => {
  const lines = salesCsv(world).trim().split('\n');
  expect(lines[0]).toBe('week,enquiries,orders');
  expect(lines[1].split(',')[0]).toBe('2023-11-20');
  expect(lines.at(-1)?.split(',')[0]).toBe('2026-11-09');
  expect(lines).toHaveLength(157);
});

it('has its level and its season over many companies, and goes on after the data end', () => {
  const companies = Array.from({ length: 300 }, (_, seed) => weeklySales(worldOf(seed, tarnwell), enquiries));
  const mean = (week: number) => companies.reduce((sum, weeks) => sum + weeks[week], 0) / companies.length;
  // by the formula: level times the season of the week, a little more for noise and walk (log-normal)
  const wanted = (week: number, ofYear: number) =>
    enquiries.level *
    Math.exp(
      enquiries.season * Math.cos((2 * Math.PI * (ofYear - enquiries.highest)) / 52.18) +
        (enquiries.noise ** 2 + week * enquiries.step ** 2) / 2,
    );
  // the weeks of 25 March and of 23 September 2024: days 85 and 267 of the year
  expect(mean(18) / wanted(18, 85 / 7)).toBeCloseTo(1, 1);
  expect(mean(44) / wanted(44, 267 / 7)).toBeCloseTo(1, 1);
  expect(companies[0].length).toBeGreaterThan(200);
});

it('moves nothing when another series is left out', () => {
  const alone = {
    ...tarnwell,
    sales: { ...tarnwell.sales, series: tarnwell.sales.series.slice(0, 1) },
  };
  const column = (text: string) => text.split('\n').map((line) => line.split(',')[1]);
  expect(column(salesCsv(worldOf(1, alone)))).toEqual(column(salesCsv(world)));
});
