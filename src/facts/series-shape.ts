import type { SeriesHead, SeriesShape } from '../model/series.ts';
import type { Store } from '../model/store.ts';

/** Stretches into which a shape is parted at most. */
const parts = 60;

const headColumns = ['source', 'series', 'unit', 'currency', 'grain', 'dimensions'] as const;
const within = (table: string) => headColumns.map((column) => `${table}.${column}`).join(', ');

/** The shapes of all series, by `shapeKey`: the mean of each of at most 60 equal stretches of time in which something was told. */
export async function seriesShapes(store: Store): Promise<Map<string, SeriesShape>> {
  const rows = await store.query<{ key: string; lowest: number; highest: number; points: string }>(
    `WITH placed AS (
      SELECT ${within('p')}, value, epoch(starts_at) AS t,
        min(epoch(starts_at)) OVER head AS first, max(epoch(starts_at)) OVER head AS last
      FROM point_now p WINDOW head AS (PARTITION BY ${within('p')})),
    parted AS (
      SELECT ${within('p')}, avg((t - first) / greatest(last - first, 1)) AS place, avg(value) AS mean,
        min(value) AS lowest, max(value) AS highest
      FROM placed p GROUP BY ${within('p')}, floor(${parts} * (t - first) / (last - first + 1)))
    SELECT concat_ws(chr(10), ${headColumns.map((column) => `coalesce(${column}::VARCHAR, '')`).join(', ')}) AS key,
      min(lowest)::DOUBLE AS lowest, max(highest)::DOUBLE AS highest,
      to_json(list({'at': place, 'value': mean} ORDER BY place))::VARCHAR AS points
    FROM parted p GROUP BY ${within('p')}`,
  );
  return new Map(
    rows.map(({ key, lowest, highest, points }) => [key, { lowest, highest, points: JSON.parse(points) }]),
  );
}

/** Under which the shape of a series stands. */
export function shapeKey({ source, word, unit, currency, grain, dimensions }: SeriesHead): string {
  return [source, word, unit, currency ?? '', grain, JSON.stringify(dimensions)].join('\n');
}
