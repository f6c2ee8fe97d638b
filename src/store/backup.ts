import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../model/problem.ts';
import { actsAsText, listActs } from './acts.ts';
import type { Database } from './database.ts';

/**
 * Writes a consistent copy of the database and the acts as text into a folder that is empty or not there.
 * Works while the database is in use.
 */
export async function backup(
  db: Database,
  target: string,
): Promise<{ files: { name: string; bytes: number }[]; acts: number }> {
  await fs.promises.mkdir(target, { recursive: true });
  if ((await fs.promises.readdir(target)).length > 0)
    throw new Problem(`${target} is not empty.`, 'Name a folder that is empty or does not exist yet.');
  const file = path.join(target, 'rapport.duckdb');
  await copyDatabase(db, file);
  await fs.promises.writeFile(path.join(target, 'acts.jsonl'), await actsAsText(db.store));
  const names = await fs.promises.readdir(target);
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: (await fs.promises.stat(path.join(target, name))).size })),
  );
  return { files, acts: (await listActs(db.store)).length };
}

async function copyDatabase(db: Database, file: string): Promise<void> {
  const quoted = file.replaceAll("'", "''");
  await db.exclusive(async (run) => {
    const [{ name }] = await db.store.query<{ name: string }>('SELECT current_database() AS name');
    await run(`ATTACH '${quoted}' AS backup_copy`);
    try {
      await run(`COPY FROM DATABASE "${name.replaceAll('"', '""')}" TO backup_copy`);
    } finally {
      await run('DETACH backup_copy');
    }
  });
}
