import { randomBytes } from 'node:crypto';
import type { Found } from './commands.ts';

/** Milliseconds for which a person may think it over. */
const patience = 15 * 60_000;
const most = 20;

/**
 * Accounts that were found on a page and wait for a person's word. They are in memory alone, since a secret may be with
 * them: it stands in no address, no page and no file until the account is kept.
 */
export interface FoundAccounts {
  /** Returns the id under which it waits. */
  hold(found: Found): string;
  /** What was found, or the name under which it has been kept since; undefined when it was dropped or is too old. */
  find(id: string): { found: Found } | { kept: string } | undefined;
  /** Remembers that it was kept, and forgets all else of it. */
  settle(id: string, name: string): void;
  drop(id: string): void;
}

export function holdFound(now: () => Date): FoundAccounts {
  const waiting = new Map<string, { what: { found: Found } | { kept: string }; until: number }>();
  const clear = (): void => {
    const time = now().getTime();
    for (const [id, { until }] of waiting) if (until <= time) waiting.delete(id);
  };
  return {
    hold(found) {
      clear();
      for (const id of [...waiting.keys()].slice(0, Math.max(0, waiting.size + 1 - most))) waiting.delete(id);
      const id = randomBytes(12).toString('hex');
      waiting.set(id, { what: { found }, until: now().getTime() + patience });
      return id;
    },
    find(id) {
      clear();
      return waiting.get(id)?.what;
    },
    settle(id, kept) {
      const one = waiting.get(id);
      if (one) one.what = { kept };
    },
    drop: (id) => void waiting.delete(id),
  };
}
