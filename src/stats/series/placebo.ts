import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { fewestAfter, type InterruptedOptions, type Interruption } from './baseline.ts';
import { type Effect, interruptedEffect } from './interrupted.ts';

/** The same calculation at dates on which nothing was changed. */
export interface Placebo {
  /** How many dates before the change were tried. */
  dates: number;
  /** At how many of them the interval left out 0, although nothing was changed. */
  found: number;
  /** At how many of them the effect, in its own standard errors, was as large as the real one. */
  asLarge: number;
  /** (1 + asLarge) / (dates + 1). Dates overlap, so it is a rank and no exact p. */
  rank: number;
}

/** An effect that was held against placebo dates; without `placebo` there were too few dates to try. */
export interface TestedEffect extends Effect {
  placebo?: Placebo;
}

const most = 24;
/** With fewer placebo dates none is told. */
const fewestDates = 8;
/** From this share of placebo dates with an effect on, the real one is refused. */
const tolerated = 1 / 3;

/**
 * The effect of a change with placebo dates: the same calculation at up to 24 dates before it, each with as many
 * points after as the real one has (or a quarter of those before, where that is less). Where a third or more of them
 * "find" an effect, the series does what the model does not know (a season, a trend, another change), and the effect
 * is refused.
 */
export function testedEffect(
  interruption: Interruption,
  options: InterruptedOptions = {},
): TestedEffect | Refusal {
  const effect = interruptedEffect(interruption, options);
  if (isRefusal(effect)) return effect;
  const placebo = placeboDates(interruption, effect, options);
  if (!placebo) return effect;
  if (placebo.found >= tolerated * placebo.dates)
    return refuse(
      'placebo-fails',
      `the same calculation finds a change at ${placebo.found} of ${placebo.dates} dates on which nothing was changed: a season, a trend or another change is in the series; a control series would help`,
    );
  return { ...effect, placebo };
}

function placeboDates(
  { values, at, controls = [] }: Interruption,
  effect: Effect,
  options: InterruptedOptions,
): Placebo | undefined {
  const { leaveOut = 4, settle = 0 } = options;
  const end = at - leaveOut;
  const length = settle + Math.min(effect.after, Math.max(fewestAfter, Math.floor(effect.before / 4)));
  const own = Math.abs(effect.value) / effect.se;
  const dates: number[] = [];
  for (let date = leaveOut + 1; date + length <= end; date++) dates.push(date);
  let tried = 0;
  let found = 0;
  let asLarge = 0;
  const stride = Math.max(1, Math.ceil((dates.length - leaveOut) / (2 * most)));
  for (let k = dates.length - 1; k >= 0 && tried < most; k -= stride) {
    const date = dates[k];
    const cut = (series: ArrayLike<number>) => Array.from({ length: date + length }, (_, t) => series[t]);
    const here = interruptedEffect(
      { values: cut(values), at: date, controls: controls.map(cut) },
      { ...options, alike: true },
    );
    if (isRefusal(here)) continue;
    tried++;
    if (here.low > 0 || here.high < 0) found++;
    if (Math.abs(here.value) / here.se >= own) asLarge++;
  }
  if (tried < fewestDates) return undefined;
  return { dates: tried, found, asLarge, rank: (1 + asLarge) / (tried + 1) };
}
