import type { Store } from '../model/store.ts';
import type { Database } from './database.ts';

/** A Finding, or a part of one, that was made before under the same key, which names all that it depends on. */
export async function keptFinding<T>(store: Store, key: string): Promise<T | undefined> {
  const [row] = await store.query<{ finding: string }>('SELECT finding FROM kept_finding WHERE key = $key', {
    key,
  });
  return row ? (JSON.parse(row.finding) as T) : undefined;
}

/**
 * Keeps a Finding; an import, undo or act drops all that are kept. One that was made of data of before is not kept: it
 * could hold words that were removed meanwhile.
 */
export async function keepFinding(
  db: Database,
  key: string,
  finding: unknown,
  version?: number,
): Promise<void> {
  await db.transaction((store) =>
    store.run(
      `INSERT OR REPLACE INTO kept_finding SELECT $key, now()::TIMESTAMP, $finding
      WHERE $version IS NULL OR (SELECT value FROM meta WHERE key = 'data_version') = $version`,
      { key, finding: JSON.stringify(finding), version: version === undefined ? null : String(version) },
    ),
  );
}
