import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { workspacePaths } from './paths.ts';

/** Copies plan.yaml and its history from one folder to another, as far as they are there. Returns what was copied. */
export async function copyPlan(from: string, to: string): Promise<{ name: string; bytes: number }[]> {
  const [source, target] = [workspacePaths(from), workspacePaths(to)];
  const copied: { name: string; bytes: number }[] = [];
  const plan = await copyIfThere(source.plan, target.plan);
  if (plan !== undefined) copied.push({ name: basename(target.plan), bytes: plan });
  const versions = await readdir(source.planHistory).catch(() => []);
  if (versions.length === 0) return copied;
  await mkdir(target.planHistory, { recursive: true });
  let bytes = 0;
  for (const name of versions)
    bytes += (await copyIfThere(join(source.planHistory, name), join(target.planHistory, name))) ?? 0;
  return [...copied, { name: basename(target.planHistory), bytes }];
}

async function copyIfThere(from: string, to: string): Promise<number | undefined> {
  try {
    await copyFile(from, to);
    return (await stat(to)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
