import type { SeriesShape } from '../model/series.ts';
import { element } from './xml.ts';

const size = { width: 120, height: 28, edge: 3 };

/**
 * A series as a line of a word's height, for a table: from its lowest value to its highest, with a dot at the last. Its
 * row says these numbers, so that it is hidden from those who do not see it.
 */
export function drawShape({ points, lowest, highest }: SeriesShape): string {
  const { width, height, edge } = size;
  const span = highest - lowest;
  const x = (at: number) => edge + at * (width - 2 * edge);
  const y = (value: number) =>
    span > 0 ? height - edge - ((value - lowest) / span) * (height - 2 * edge) : height / 2;
  const last = points.at(-1);
  const line = points.map(({ at, value }, i) => `${i === 0 ? 'M' : 'L'}${fixed(x(at))} ${fixed(y(value))}`);
  return element(
    'svg',
    { class: 'shape', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    points.length > 1 ? element('path', { d: line.join('') }) : '',
    last ? element('circle', { cx: x(last.at), cy: y(last.value), r: 2.5 }) : '',
  );
}

const fixed = (place: number) => String(Math.round(place * 10) / 10);
