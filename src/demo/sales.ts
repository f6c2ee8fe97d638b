import { Temporal } from 'temporal-polyfill';
import type { SeriesMapping } from '../model/mapping.ts';
import { stream } from '../stats/random.ts';
import { poisson } from './draws.ts';
import type { SalesParameters, SalesSeries } from './parameters.ts';
import type { World } from './world.ts';

/**
 * What each week brings, from the first week to `beyond` the end of the data: a level that wanders, a season and the
 * noise of a week. Nothing that is said in social media moves it.
 */
export function weeklySales({ seed, days }: World, one: SalesSeries): number[] {
  const walk = stream(seed, 'sales', one.word);
  let level = Math.log(one.level);
  return Array.from({ length: Math.floor(days.starts.length / 7) }, (_, week) => {
    if (week > 0) level += one.step * walk.normal();
    const random = stream(seed, 'sales', one.word, week);
    const [year, month, day] = days.dates[7 * week].split('-').map(Number);
    const ofYear = Temporal.PlainDate.from({ year, month, day }).dayOfYear / 7;
    const season = one.season * Math.cos((2 * Math.PI * (ofYear - one.highest)) / 52.18);
    return poisson(random, Math.exp(level + season + one.noise * random.normal()));
  });
}

/** The whole weeks before the end of the data as the sales people export them, CSV, each under its Monday. */
export function salesCsv(world: World): string {
  const { days, parameters } = world;
  const { series } = parameters.sales;
  const columns = series.map((one) => weeklySales(world, one));
  const lines = Array.from({ length: Math.floor(days.count / 7) }, (_, week) =>
    [days.dates[7 * week], ...columns.map((values) => values[week])].join(','),
  );
  return `${[['week', ...series.map(({ word }) => word)].join(','), ...lines].join('\n')}\n`;
}

/** How that file is to be read. */
export function salesMapping({ source, series }: SalesParameters): SeriesMapping {
  return {
    rows: 'points',
    source,
    columns: { time: 'week' },
    series: series.map(({ word }) => ({ column: word, word, kind: 'outcome', unit: 'count' })),
    time: { format: 'iso', stretch: 'week', names: 'first' },
  };
}
