import type { Store } from '../model/store.ts';
import type { Database } from './database.ts';

/** How often answers were looked at on one day, ISO date. */
export interface DayLooks {
  day: string;
  looks: number;
}

/** Adds to how often answers of these measures were looked at on a day. */
export async function addLooks(db: Database, day: string, looks: ReadonlyMap<string, number>): Promise<void> {
  await db.transaction(async (store) => {
    for (const [measure, count] of looks)
      await store.run(
        `INSERT INTO look VALUES ($day::DATE, $measure, $count)
        ON CONFLICT (day, measure) DO UPDATE SET looks = looks + excluded.looks`,
        { day, measure, count },
      );
  });
}

/** The days on which answers of any measure were looked at, the earliest first. */
export function lookDays(store: Store): Promise<DayLooks[]> {
  return store.query<DayLooks>(
    `SELECT strftime(day, '%Y-%m-%d') AS day, sum(looks)::INTEGER AS looks FROM look GROUP BY look.day ORDER BY look.day`,
  );
}
