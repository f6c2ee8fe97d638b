import { basename } from 'node:path';
import type { Plan } from '../model/plan.ts';
import { isProblem, type Problem } from '../model/problem.ts';
import { workspacePaths } from './paths.ts';
import { checkText, parsePlan, readPlan } from './plan.ts';
import { listVersions, versionText } from './plan-history.ts';

/** The newest plan of the history that can be read; the defaults where there is none. */
export async function lastGoodPlan(dir: string): Promise<Plan> {
  const folder = basename(workspacePaths(dir).dir);
  for (const { version } of (await listVersions(dir)).reverse()) {
    const text = await versionText(dir, version);
    const plan = text === undefined ? undefined : checkText(text, folder).plan;
    if (plan) return plan;
  }
  return parsePlan('', folder);
}

/** The plan of plan.yaml; where that is wrong, what is wrong and the last plan that could be read. */
export async function readPlanInForce(dir: string): Promise<{ plan: Plan; problem?: Problem }> {
  try {
    return { plan: await readPlan(dir) };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { plan: await lastGoodPlan(dir), problem: error };
  }
}
