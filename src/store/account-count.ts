import { Temporal } from 'temporal-polyfill';
import type { AccountCount, Connection } from '../model/connector.ts';
import type { Point } from '../model/series.ts';
import type { Store } from '../model/store.ts';

/**
 * What was counted of an account as values of its series, by the day of the zone in which somebody looked. The source
 * is `CONNECTOR-HANDLE` in one word; a connection keeps the source under which it told its first value, so that a
 * new handle does not break a series in two, and no two connections share one.
 */
export async function pointsOf(
  store: Store,
  values: AccountCount[],
  connection: string,
  zone: string,
): Promise<Point[]> {
  if (values.length === 0) return [];
  const source = await sourceOf(store, connection);
  return values.map(({ series, label, value, at }) => {
    const day = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
    return {
      is: 'point',
      source,
      series,
      label,
      kind: 'platform',
      unit: 'count',
      grain: 'day',
      from: day.toString(),
      to: day.add({ days: 1 }).toString(),
      value,
      dimensions: {},
    };
  });
}

async function sourceOf(store: Store, connection: string): Promise<string> {
  const told = await store.query<{ source: string; connection: string }>(
    `SELECT p.source, f.connection FROM point p JOIN value_sighting s ON s.value_id = p.value_id
    JOIN import_file f ON f.file_id = s.file_id
    WHERE f.connection IS NOT NULL GROUP BY p.source, f.connection ORDER BY min(p.value_id)`,
  );
  const before = told.find((one) => one.connection === connection);
  if (before) return before.source;
  const [found] = await store.query<Connection>(
    'SELECT connector, handle FROM connection WHERE name = $connection',
    { connection },
  );
  if (!found) return connection;
  const word = found.handle.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  const source = `${found.connector}-${word}`.replace(/-+$/, '');
  return told.some((one) => one.source === source) ? `${source}-${connection}` : source;
}
