import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

/** Where the file is written anew before it takes the place of the old one. */
export function anewBeside(file: string): string {
  return `${file}.anew`;
}

/** True where something was removed since the file was last written as a whole. */
export async function rewriteIsDue(connection: DuckDBConnection): Promise<boolean> {
  const rows = await connection.runAndReadAll("SELECT value FROM meta WHERE key = 'rewrite_due'");
  return rows.currentRowCount > 0;
}

/**
 * Writes all that a database holds into a new file beside it: in place, freed blocks and the log of writes would keep
 * what was removed. Nothing of the old file changes.
 */
export async function writeAnew(connection: DuckDBConnection, file: string): Promise<void> {
  const anew = anewBeside(file);
  await removeFile(anew);
  await removeFile(`${anew}.wal`);
  await connection.run('CHECKPOINT');
  const rows = await connection.runAndReadAll('SELECT current_database() AS name');
  const name = String(rows.getRowsJS()[0]?.[0]).replaceAll('"', '""');
  await connection.run(`ATTACH '${anew.replaceAll("'", "''")}' AS written_anew`);
  try {
    await connection.run(`COPY FROM DATABASE "${name}" TO written_anew`);
    await connection.run("DELETE FROM written_anew.meta WHERE key = 'rewrite_due'");
    await connection.run('CHECKPOINT written_anew');
  } finally {
    await connection.run('DETACH written_anew');
  }
}

/** Puts the new file in the place of the old one, which must be closed, and removes all that is left of the old one. */
export async function takePlace(file: string): Promise<void> {
  await fs.promises.rename(anewBeside(file), file);
  await removeFile(`${file}.wal`);
  await fs.promises.rm(`${file}.tmp`, { recursive: true, force: true });
  for (const copy of await automaticCopies(file)) await removeFile(copy);
}

/** Copies that were made before the schema was brought forward, by absolute path. */
export async function automaticCopies(file: string): Promise<string[]> {
  const begin = `${path.basename(file).replace(/\.duckdb$/, '')}.before-schema-`;
  const names = await fs.promises.readdir(path.dirname(file));
  return names.filter((name) => name.startsWith(begin)).map((name) => path.join(path.dirname(file), name));
}

async function removeFile(file: string): Promise<void> {
  await fs.promises.rm(file, { force: true });
}
