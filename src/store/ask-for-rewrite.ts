import type { WritingStore } from '../model/store.ts';

/**
 * Freed blocks of the file may hold what was removed until it is written anew: by whoever removes much, by night, or when
 * it is opened next.
 */
export async function askForRewrite(store: WritingStore): Promise<void> {
  await store.run("INSERT OR REPLACE INTO meta VALUES ('rewrite_due', '1')");
}
