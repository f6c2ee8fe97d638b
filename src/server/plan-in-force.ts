import { stat } from 'node:fs/promises';
import type { Plan } from '../model/plan.ts';
import { isProblem, type Problem } from '../model/problem.ts';
import { lastGoodPlan } from '../workspace/last-plan.ts';
import { workspacePaths } from '../workspace/paths.ts';
import { planVersion, readPlan, readPlanText } from '../workspace/plan.ts';
import { keepVersion } from '../workspace/plan-history.ts';
import { planTemplate } from '../workspace/template.ts';

/** The plan that numbers are made with, and what is wrong with the file where that is another one. */
export interface PlanInForce {
  plan: Plan;
  problem?: Problem;
}

/**
 * Reads plan.yaml when it has changed. A wrong file leaves the last good plan in force (at first that of the history, or
 * the defaults); a
 * version that no page has written is kept in the history as written by hand.
 * @param failed told where the history cannot be written; the plan itself stands.
 */
export function keepPlan(
  dir: string,
  failed: (error: unknown) => void = () => {},
): () => Promise<PlanInForce> {
  const { plan: file } = workspacePaths(dir);
  let seen: string | undefined;
  let inForce: PlanInForce | undefined;
  return async () => {
    const found = await stat(file).catch(() => undefined);
    const state = found ? `${found.mtimeMs} ${found.size} ${found.ino}` : 'none';
    if (inForce && state === seen) return inForce;
    try {
      inForce = { plan: await readPlan(dir) };
      if (found) await noticed(dir, inForce.plan.version, found.mtime).catch(failed);
    } catch (error) {
      if (!isProblem(error)) throw error;
      inForce = { plan: inForce?.plan ?? (await lastGoodPlan(dir)), problem: error };
    }
    seen = state;
    return inForce;
  };
}

async function noticed(dir: string, version: string, at: Date): Promise<void> {
  const text = await readPlanText(dir);
  if (planVersion(text) !== version) return;
  const what = text === planTemplate ? 'made' : 'by hand';
  await keepVersion(dir, text, { at: at.toISOString(), who: '', what });
}
