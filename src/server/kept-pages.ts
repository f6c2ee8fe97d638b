import type { Child } from 'hono/jsx';

/** Pages as they were last written, for as long as nothing in them has changed. */
export interface KeptPages {
  /** The page for what it is written from; `write` makes it anew where that is not what it was. */
  page(from: unknown, write: () => Child): Promise<string>;
}

const atMost = 20;

/** A page with a hundred channels takes a tenth of a second to write, longer than all that is asked for it when it was asked before. */
export function keepPages(): KeptPages {
  const kept = new Map<string, string>();
  return {
    async page(from, write) {
      const key = JSON.stringify(from);
      const text = kept.get(key) ?? String(await write());
      kept.delete(key);
      kept.set(key, text);
      for (const oldest of kept.keys()) {
        if (kept.size <= atMost) break;
        kept.delete(oldest);
      }
      return text;
    },
  };
}
