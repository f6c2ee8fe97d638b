import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { refreshFacts } from '../facts/index.ts';
import { Problem } from '../model/problem.ts';
import { addActs, readActs } from '../store/acts.ts';
import { openDatabase } from '../store/database.ts';
import { totals } from '../store/imports.ts';
import { takeLock } from '../workspace/lock.ts';
import { makeWorkspace } from '../workspace/make.ts';
import { workspacePaths } from '../workspace/paths.ts';
import { readPlan } from '../workspace/plan.ts';
import { copyPlan } from '../workspace/plan-copy.ts';
import { waitingFor } from './app.ts';
import type { Call, Work } from './command.ts';
import { showProgress } from './progress.ts';

/** `rapport restore FOLDER`: database, plan and acts of a back-up, into a workspace that is empty or not there. */
export const restore: Work = async (call) => {
  const { dir, terminal } = call;
  const [given] = call.positionals;
  if (!given)
    throw new Problem('restore needs the folder of a back-up.', 'Such as: rapport restore ../rapport-friday');
  const from = resolve(terminal.cwd, given);
  await checkBackup(from);
  await checkEmpty(dir);
  const { messages, conversations, acts, added } = await fill(from, call);
  const again = added > 0 ? `, ${added} of them read from acts.jsonl` : '';
  terminal.out(
    `Restored to ${dir}: ${messages} messages in ${conversations} conversations, ${acts} acts${again}.\n`,
  );
  terminal.err('To look at it: rapport serve\n');
  return 0;
};

async function checkBackup(from: string): Promise<void> {
  const found = await stat(join(from, 'rapport.duckdb')).catch(() => undefined);
  if (found?.isFile()) return;
  throw new Problem(
    `${from} is no back-up: it holds no rapport.duckdb.`,
    'Name the folder that rapport backup has written.',
  );
}

async function checkEmpty(dir: string): Promise<void> {
  const there = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR')
      throw new Problem(`${dir} is a file.`, 'Name a folder with --workspace DIR.');
    throw error;
  });
  if (there.length === 0) return;
  throw new Problem(
    `${dir} is not empty, and restore writes over nothing.`,
    'Name an empty or new folder with --workspace DIR.',
  );
}

/** Copies the database under another name, reads the acts in, and puts it in place last. */
async function fill(from: string, { dir, terminal, door }: Call) {
  const paths = workspacePaths(dir);
  const draft = join(dir, 'restoring.duckdb');
  const shown = showProgress(terminal);
  await mkdir(dir, { recursive: true });
  const lock = await takeLock(dir, 'rapport restore', {
    onWait: (holder) => shown.note(waitingFor(holder)),
    world: door.processes,
  });
  try {
    await makeWorkspace(dir);
    await copyPlan(from, dir);
    shown.show({ step: `copying ${join(from, 'rapport.duckdb')}` });
    await copyFile(join(from, 'rapport.duckdb'), draft);
    const plan = await readPlan(dir);
    const text = await readFile(join(from, 'acts.jsonl'), 'utf8').catch(() => '');
    const acts = readActs(text);
    const db = await openDatabase(draft);
    try {
      shown.show({ step: 'reading acts' });
      const added = await addActs(db, acts, { plan, refresh: refreshFacts });
      const [kept] = await db.store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM act');
      const found = { ...(await totals(db.store)), acts: kept?.n ?? 0, added };
      await db.close();
      await rename(draft, paths.database);
      await clearDrafts(dir);
      return found;
    } catch (error) {
      await db.close().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    await clearDrafts(dir);
    for (const name of ['plan.yaml', 'plan.schema.json', 'plan-history', '.gitignore'])
      await rm(join(dir, name), { force: true, recursive: true });
    throw error;
  } finally {
    shown.end();
    lock?.release();
  }
}

/** The draft with what the engine and a migration put beside it. */
async function clearDrafts(dir: string): Promise<void> {
  const drafts = (await readdir(dir)).filter((name) => name.startsWith('restoring.'));
  for (const name of drafts) await rm(join(dir, name), { force: true });
}
