import { dayIn } from '../measures/decisions/look-back.ts';
import type { Database } from '../store/database.ts';
import { addLooks } from '../store/looks.ts';

/** Counts how often answers are looked at: by day and measure, of nobody in particular. */
export interface Looks {
  count(measures: string[], zone: string): void;
  /** Waits until everything counted is written. */
  settle(): Promise<void>;
}

/**
 * What is counted while one writing is under way is written by the next, so that nobody waits for it.
 * @param failed told of a count that could not be written.
 */
export function keepLooks(db: Database, now: () => Date, failed: (error: unknown) => void): Looks {
  const counted = new Map<string, Map<string, number>>();
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    for (const [day, looks] of counted) {
      counted.delete(day);
      await addLooks(db, day, looks).catch(failed);
    }
  }

  return {
    count(measures, zone) {
      if (measures.length === 0) return;
      const day = dayIn(now(), zone);
      const looks = counted.get(day) ?? new Map<string, number>();
      counted.set(day, looks);
      for (const measure of measures) looks.set(measure, (looks.get(measure) ?? 0) + 1);
      writing ??= Promise.resolve()
        .then(write)
        .finally(() => {
          writing = undefined;
        });
    },
    async settle() {
      while (writing) await writing;
      await write();
    },
  };
}
