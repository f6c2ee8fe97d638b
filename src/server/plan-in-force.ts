import { stat } from 'node:fs/promises';
import type { Plan } from '../model/plan.ts';
import { isProblem, type Problem } from '../model/problem.ts';
import { workspacePaths } from '../workspace/paths.ts';
import { parsePlan, readPlan } from '../workspace/plan.ts';

/** The plan that numbers are made with, and what is wrong with the file where that is another one. */
export interface PlanInForce {
  plan: Plan;
  problem?: Problem;
}

/** Reads plan.yaml when it has changed. A wrong file leaves the last good plan (at first the defaults) in force. */
export function keepPlan(dir: string): () => Promise<PlanInForce> {
  const { plan: file } = workspacePaths(dir);
  let seen: string | undefined;
  let inForce: PlanInForce = { plan: parsePlan('') };
  return async () => {
    const found = await stat(file).catch(() => undefined);
    const state = found ? `${found.mtimeMs} ${found.size} ${found.ino}` : 'none';
    if (state === seen) return inForce;
    try {
      inForce = { plan: await readPlan(dir) };
    } catch (error) {
      if (!isProblem(error)) throw error;
      inForce = { plan: inForce.plan, problem: error };
    }
    seen = state;
    return inForce;
  };
}
