import type {
  Dimensions,
  Grain,
  ReadableSeries,
  Series,
  SeriesHead,
  SeriesKind,
  SeriesPoint,
  SeriesUnit,
} from '../model/series.ts';
import type { Store } from '../model/store.ts';

/** Which of the series under a word: of one source, and with these values of dimensions among theirs. */
export interface SeriesFilter {
  source?: string;
  dimensions?: Dimensions;
}

interface HeadRow {
  source: string;
  word: string;
  label: string;
  kind: SeriesKind;
  unit: SeriesUnit;
  currency: string | null;
  grain: Grain;
  dimensions: string;
}

const headSql = `source, series AS word, first(label ORDER BY starts_at DESC) AS label,
  first(kind ORDER BY starts_at DESC) AS kind, unit, currency, grain, dimensions`;
const groupSql = 'GROUP BY source, series, unit, currency, grain, dimensions';
const day = (column: string) =>
  `CASE WHEN grain = 'instant' THEN strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ') ELSE strftime(${column}, '%Y-%m-%d') END`;

/**
 * **Series**: the values under one word, as the newest import tells each of them. Values of two sources, units,
 * currencies, grains or breakdowns come as series apart, and none is added to another.
 */
export async function seriesIn(store: Store, word: string, filter: SeriesFilter = {}): Promise<Series[]> {
  const rows = await store.query<HeadRow & { points: string }>(
    `SELECT ${headSql}, to_json(list({'from': ${day('starts_at')}, 'to': ${day('ends_at')}, 'value': value, 'n': n}
      ORDER BY starts_at))::VARCHAR AS points
    FROM point_now WHERE series = $word AND ($source::VARCHAR IS NULL OR source = $source)
    ${groupSql} ORDER BY source, unit, grain, dimensions`,
    { word, source: filter.source ?? null },
  );
  return rows
    .map(({ points, ...row }) => ({
      ...headOf(row),
      points: (JSON.parse(points) as (Omit<SeriesPoint, 'n'> & { n: number | null })[]).map(
        ({ n, ...point }) => ({
          ...point,
          ...(n !== null && { n }),
        }),
      ),
    }))
    .filter(({ dimensions }) => within(filter.dimensions ?? {}, dimensions));
}

/** Every series that a measure or a goal can read, with its span and the files that tell it. */
export async function readableSeries(store: Store): Promise<ReadableSeries[]> {
  const rows = await store.query<
    HeadRow & { points: number; from: string; to: string; last: number; files: string }
  >(
    `SELECT ${headSql}, count(*)::INTEGER AS points, ${day('min(starts_at)')} AS "from", ${day('max(ends_at)')} AS "to",
      arg_max(value, starts_at)::DOUBLE AS last,
      to_json(list_sort(list(DISTINCT f.shown)))::VARCHAR AS files
    FROM point_now p JOIN import_file f ON f.file_id = p.file_id
    ${groupSql} ORDER BY source, word, unit, grain, dimensions`,
  );
  return rows.map(({ points, from, to, last, files, ...row }) => ({
    ...headOf(row),
    points,
    from,
    to,
    last,
    files: JSON.parse(files) as string[],
  }));
}

function headOf({ currency, dimensions, ...row }: HeadRow): SeriesHead {
  return {
    ...row,
    ...(currency !== null && { currency }),
    dimensions: JSON.parse(dimensions) as Dimensions,
  };
}

function within(asked: Dimensions, found: Dimensions): boolean {
  return Object.entries(asked).every(([name, value]) => found[name] === value);
}
