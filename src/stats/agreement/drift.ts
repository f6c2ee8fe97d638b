import type { Refusal } from '../refusal.ts';
import { krippendorffRange, type RangedAlpha } from './alpha.ts';
import type { Scale } from './distance.ts';
import { codedTwice, type Units } from './units.ts';

/** Agreement over one stretch of coding. */
export interface Stretch<Key> {
  stretch: Key;
  units: number;
  alpha: RangedAlpha | Refusal;
}

/**
 * Alpha stretch by stretch (weeks of coding, hundreds of units), to see it drift; `stretch` names that of each unit. The
 * stretches come in the order of their first unit. Each is told with its range: few units differ by chance alone.
 */
export function agreementDrift<Key>(
  units: Units,
  stretch: readonly Key[],
  scale: Scale = 'nominal',
  range: { seed?: number; draws?: number; level?: number } = {},
): Stretch<Key>[] {
  if (stretch.length !== units.counts.length)
    throw new RangeError(`there are ${units.counts.length} units and ${stretch.length} stretches`);
  const rows = new Map<Key, Float64Array[]>();
  units.counts.forEach((row, unit) => {
    const known = rows.get(stretch[unit]);
    if (known) known.push(row);
    else rows.set(stretch[unit], [row]);
  });
  return [...rows].map(([key, counts]) => {
    const part = { categories: units.categories, counts };
    return {
      stretch: key,
      units: codedTwice(part).counts.length,
      alpha: krippendorffRange(part, scale, range),
    };
  });
}
