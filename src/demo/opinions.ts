import { stream } from '../stats/random.ts';
import { weightedIndex } from './draws.ts';
import type { Cell, Opinion } from './parameters.ts';
import type { World } from './world.ts';

const day = 86_400_000;

/**
 * Where an opinion truly stands in each week, in logits, from the first week on: a walk without a trend. How fast it
 * goes is drawn once for the company. Nothing that is said in social media moves it.
 */
export function opinionOf({ seed, days, parameters }: World, { word, start }: Opinion): Float64Array {
  const { steps } = parameters.survey;
  const random = stream(seed, 'opinions', word);
  const kind = weightedIndex(
    random,
    steps.map(({ share }) => share),
  );
  const step = steps[kind].scale * Math.abs(random.normal());
  const level = new Float64Array(Math.floor(days.starts.length / 7));
  level[0] = start;
  for (let week = 1; week < level.length; week++) level[week] = level[week - 1] + step * random.normal();
  return level;
}

/** The week of the simulation in which a date lies. */
export function weekOf({ parameters }: World, date: string): number {
  return Math.floor((Date.parse(date) - Date.parse(parameters.start)) / (7 * day));
}

/** How likely somebody of a cell says yes where the opinion stands at a level. */
export function yesOf({ lean }: Cell, level: number): number {
  return 1 / (1 + Math.exp(-level - lean));
}

/** The true share of all people there are who would say yes in the week of a date. */
export function trueShare(world: World, opinion: Opinion, date: string): number {
  const level = opinionOf(world, opinion)[weekOf(world, date)];
  const { cells } = world.parameters.survey;
  const all = cells.reduce((sum, { people }) => sum + people, 0);
  return cells.reduce((sum, cell) => sum + (cell.people / all) * yesOf(cell, level), 0);
}
