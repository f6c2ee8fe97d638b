import { Problem } from '../../model/problem.ts';
import { starterCodebook } from '../../model/starter-codebook.ts';
import { codebookTree } from '../../workspace/plan-codebook.ts';
import { editPlan } from '../../workspace/plan-edit.ts';
import { writePlan } from '../../workspace/plan-file.ts';
import { noteEdit, planNow } from '../plan/save.ts';
import type { Serving } from '../serving.ts';

/** Copies the starter codebook into plan.yaml, to be changed there; does nothing where the plan has one. */
export async function copyStarter(
  serving: Serving,
  who: string,
): Promise<{ facets: number; copied: boolean }> {
  const { dir, now } = serving.world;
  const { text, version, plan } = await planNow(dir);
  const { facets, starter } = plan.codebook;
  if (!starter) return { facets: facets.length, copied: false };
  const next = editPlan(text, [{ path: ['codebook'], value: codebookTree(starterCodebook) }]);
  const what = 'codebook';
  const done = await writePlan(dir, next, { expected: version, who, what, now: now() });
  if (done.kind === 'changed')
    throw new Problem('plan.yaml was changed at the same moment, so nothing was saved.', 'Try again.');
  await noteEdit(serving, { before: version, after: done.version, what, who });
  return { facets: facets.length, copied: true };
}
