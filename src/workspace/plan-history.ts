import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlanVersion } from '../model/plan-version.ts';
import { workspacePaths } from './paths.ts';
import { planVersion } from './plan.ts';

const list = 'versions.jsonl';
const shape = z.object({ version: z.string(), at: z.string(), who: z.string(), what: z.string() });

/**
 * The versions of plan.yaml that were in force, oldest first. They are files (`plan-history/VERSION.yaml`, listed in
 * `versions.jsonl`), so that they outlive a lost database and can go into git. A damaged line is passed over.
 */
export async function listVersions(dir: string): Promise<PlanVersion[]> {
  const text = await readFile(join(workspacePaths(dir).planHistory, list), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    try {
      return [shape.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** The text of a version; undefined where it was never kept. */
export async function versionText(dir: string, version: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{12}$/.test(version)) return undefined;
  const file = join(workspacePaths(dir).planHistory, `${version}.yaml`);
  return readFile(file, 'utf8').catch(() => undefined);
}

/** Keeps a text of plan.yaml as the version in force from now on, unless it is that already. */
export async function keepVersion(
  dir: string,
  content: string,
  made: Omit<PlanVersion, 'version'>,
): Promise<PlanVersion | undefined> {
  const version = planVersion(content);
  const last = (await listVersions(dir)).at(-1);
  if (last?.version === version) return undefined;
  const folder = workspacePaths(dir).planHistory;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${version}.yaml`), content);
  // A file copied from elsewhere may carry an older time than the version that it follows.
  const at = last && made.at < last.at ? new Date(Date.parse(last.at) + 1).toISOString() : made.at;
  const one = { version, ...made, at };
  await appendFile(join(folder, list), `${JSON.stringify(one)}\n`);
  return one;
}

/** Changes the texts of the versions of before in place, each under its old name; returns how many were changed. */
export async function changeVersions(dir: string, change: (text: string) => string): Promise<number> {
  let changed = 0;
  for (const version of new Set((await listVersions(dir)).map((one) => one.version))) {
    const old = await versionText(dir, version);
    const now = old === undefined ? undefined : change(old);
    if (now === undefined || now === old) continue;
    await writeFile(join(workspacePaths(dir).planHistory, `${version}.yaml`), now);
    changed++;
  }
  return changed;
}
