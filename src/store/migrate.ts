import fs from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../model/problem.ts';
import { migrations } from './migrations/index.ts';

/** The schema that this program writes: the number of migrations. */
export const schemaVersion = migrations.length;

/**
 * Brings a database forward, all missing steps in one transaction, after copying the file to
 * `rapport.before-schema-N.duckdb`. Refuses a database that is newer than the program.
 */
export async function migrate(
  connection: DuckDBConnection,
  file: string,
  content: () => Promise<Uint8Array>,
): Promise<void> {
  const found = await foundVersion(connection);
  if (found > schemaVersion) {
    throw new Problem(
      `${file} has schema ${found}; this Rapport knows schemas up to ${schemaVersion}.`,
      'Use the newer Rapport that wrote it, or restore an older back-up with `rapport restore`.',
    );
  }
  if (found === schemaVersion) return;
  if (found > 0 && file !== ':memory:') {
    await fs.promises.writeFile(
      file.replace(/(\.duckdb)?$/, `.before-schema-${schemaVersion}.duckdb`),
      await content(),
    );
  }
  await connection.run('BEGIN TRANSACTION');
  try {
    for (const step of migrations.slice(found)) await connection.run(step);
    await connection.run("INSERT OR REPLACE INTO meta VALUES ('schema_version', $v)", {
      v: String(schemaVersion),
    });
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

async function foundVersion(connection: DuckDBConnection): Promise<number> {
  const tables = await connection.runAndReadAll(
    "SELECT table_name FROM duckdb_tables() WHERE table_name = 'meta' AND NOT temporary",
  );
  if (tables.currentRowCount === 0) return 0;
  const rows = await connection.runAndReadAll("SELECT value FROM meta WHERE key = 'schema_version'");
  return Number(rows.getRowsJS()[0]?.[0] ?? 0);
}
