import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { workspacePaths } from './paths.ts';
import { parsePlan, planVersion, readPlanText } from './plan.ts';
import { keepVersion } from './plan-history.ts';

/** Who changes the plan, what about it, and the version that they had before them. */
export interface PlanWriting {
  expected: string;
  who: string;
  what: string;
  now: Date;
}

/** What became of it: written, or not, because the file is another one meanwhile. */
export type PlanWritten =
  | { kind: 'written'; version: string }
  | { kind: 'changed'; text: string; version: string };

/**
 * Writes plan.yaml as a whole or not at all, and keeps the version. Where the file is no longer the expected one,
 * nothing is written. Throws a Problem where the new text is no plan.
 */
export async function writePlan(dir: string, text: string, writing: PlanWriting): Promise<PlanWritten> {
  const there = await readPlanText(dir);
  const version = planVersion(there);
  if (version !== writing.expected) return { kind: 'changed', text: there, version };
  const { version: next } = parsePlan(text);
  if (next === version) return { kind: 'written', version };
  const { who, what, now } = writing;
  await replace(workspacePaths(dir).plan, text);
  await keepVersion(dir, text, { at: now.toISOString(), who, what });
  return { kind: 'written', version: next };
}

/** A reader sees the old file or the new one; a link stays a link. */
async function replace(plan: string, text: string): Promise<void> {
  const file = await realpath(plan).catch(() => plan);
  const mode = await stat(file).then(
    (found) => found.mode,
    () => undefined,
  );
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, mode === undefined ? {} : { mode });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
