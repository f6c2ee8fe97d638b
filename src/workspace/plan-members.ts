import { checkText, planVersion, readPlanText } from './plan.ts';
import { editPlan, type PlanChange } from './plan-edit.ts';
import { writePlan } from './plan-file.ts';
import { changeVersions } from './plan-history.ts';
import type { Tree } from './plan-tree.ts';

/** What was taken out of the plan and its versions. */
export interface MembersTaken {
  /** Groups of the plan in force from which somebody was taken. */
  groups: string[];
  /** Versions of before in which somebody was taken out, in place. */
  versions: number;
  /** The version of plan.yaml before and after, where it was changed. */
  edit?: { before: string; after: string };
}

/** The text of a plan without the members that are gone, all else as it was, and the groups they were in. */
export function withoutMembers(
  text: string,
  isGone: (member: string) => boolean,
): { text: string; groups: string[] } {
  const { plan, tree } = checkText(text);
  if (!plan) return { text, groups: [] };
  const changes: PlanChange[] = [];
  for (const [word, group] of Object.entries(mapOf(tree.groups))) {
    const members = mapOf(group).members;
    const stated = typeof members === 'string' ? members.split(',').map((one) => one.trim()) : members;
    if (!Array.isArray(stated)) continue;
    const kept = stated.filter((one) => typeof one !== 'string' || !isGone(one));
    if (kept.length < stated.length)
      changes.push({ path: ['groups', word, 'members'], value: kept.length > 0 ? kept : undefined });
  }
  return { text: editPlan(text, changes), groups: changes.map(({ path }) => path[1] as string) };
}

function mapOf(tree: Tree | undefined): Record<string, Tree> {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? tree : {};
}

/**
 * Takes members out of plan.yaml, as a change of the plan like any other, and out of the versions that were kept of it:
 * those keep their names, by which what was answered then is known. Comments stay, whatever they say.
 */
export async function takeMembersOut(
  dir: string,
  isGone: (member: string) => boolean,
  made: { who: string; what: string; now: Date },
): Promise<MembersTaken> {
  const before = await readPlanText(dir);
  const { text, groups } = withoutMembers(before, isGone);
  const expected = planVersion(before);
  const done = text === before ? undefined : await writePlan(dir, text, { expected, ...made });
  const versions = await changeVersions(dir, (old) => withoutMembers(old, isGone).text);
  return {
    groups: done?.kind === 'written' ? groups : [],
    versions,
    ...(done?.kind === 'written' && { edit: { before: expected, after: done.version } }),
  };
}
