import { randomUUID } from 'node:crypto';
import { refreshFacts } from '../../facts/index.ts';
import { checkGoal } from '../../measures/goal-check.ts';
import type { Reading } from '../../measures/readable.ts';
import type { Act } from '../../model/act.ts';
import type { Plan } from '../../model/plan.ts';
import type { DiffLine } from '../../model/plan-version.ts';
import { addAct, listActs } from '../../store/acts.ts';
import { checkText, parsePlan, planVersion, readPlanText } from '../../workspace/plan.ts';
import { diffLines, hunksOf } from '../../workspace/plan-diff.ts';
import { editPlan } from '../../workspace/plan-edit.ts';
import { problemOf } from '../../workspace/plan-fault.ts';
import { writePlan } from '../../workspace/plan-file.ts';
import { versionText } from '../../workspace/plan-history.ts';
import type { TreeMap } from '../../workspace/plan-tree.ts';
import { Refused } from '../guard.ts';
import type { Serving } from '../serving.ts';
import { changesOf, faultsByField, mergedTyping, samePart, wordFaults } from './form.ts';
import type { Part } from './part.ts';

/** plan.yaml as it stands now, readable as a plan. Throws a Problem where it is none: pages cannot change it then. */
export async function planNow(
  dir: string,
): Promise<{ text: string; version: string; plan: Plan; tree: TreeMap }> {
  const text = await readPlanText(dir);
  const { plan, faults, tree } = checkText(text);
  if (!plan) throw problemOf(faults[0] as (typeof faults)[number]);
  return { text, version: planVersion(text), plan, tree };
}

/** What became of a form: saved, or shown again with what is wrong. */
export type Submitted =
  | { kind: 'saved' }
  | {
      kind: 'again';
      status: 400 | 409;
      typed: URLSearchParams;
      errors: Record<string, string>;
      problem?: { message: string; help?: string | undefined };
      changed?: DiffLine[][];
    };

/** Saves what a form on a part of the plan asks for. `partOf` gives the part as it stands in a tree. */
export async function submitPart(
  serving: Serving,
  typed: URLSearchParams,
  partOf: (plan: Plan, tree: TreeMap) => Part | undefined,
  readable: Reading[],
): Promise<Submitted | undefined> {
  const { dir, now, who } = serving.world;
  const current = await planNow(dir);
  const part = partOf(current.plan, current.tree);
  if (!part) return undefined;
  const seen = typed.get('version') ?? '';
  if (seen !== current.version) return meanwhile(serving, typed, seen, current, part, partOf);

  const removing = typed.get('go') === 'remove' && part.remove !== undefined;
  const changes = removing ? [{ path: part.base, value: undefined }] : changesOf(part, current.tree, typed);
  const again = (
    errors: Record<string, string>,
    problem?: { message: string; help?: string | undefined },
  ): Submitted => ({
    kind: 'again',
    status: 400,
    typed,
    errors,
    ...(problem && { problem }),
  });
  if (!removing) {
    const own = { ...wordFaults(part, typed), ...part.faults?.(typed, current.tree) };
    if (Object.keys(own).length > 0) return again(own);
  }
  const text = editPlan(current.text, changes);
  const { plan, faults } = checkText(text);
  if (!plan) {
    const { errors, rest } = faultsByField(part, current.tree, typed, faults);
    return again(errors, rest[0] && problemOf(rest[0]));
  }
  const refused = removing ? {} : goalFaults(part, typed, plan, readable);
  if (Object.keys(refused).length > 0) return again(refused);
  if (text === current.text) return { kind: 'saved' };

  const what = removing ? `${part.what} removed` : part.what;
  const by = (typed.get('who') ?? '').trim() || who;
  const done = await writePlan(dir, text, { expected: current.version, who: by, what, now: now() });
  if (done.kind === 'changed') return meanwhile(serving, typed, seen, await planNow(dir), part, partOf);
  await noteEdit(serving, { before: current.version, after: done.version, what, who: by });
  return { kind: 'saved' };
}

/** A goal that would be refused is not saved by a page. */
function goalFaults(
  part: Part,
  typed: URLSearchParams,
  plan: Plan,
  readable: Reading[],
): Record<string, string> {
  const word = part.goal?.(typed);
  const goal = word === undefined ? undefined : plan.goals.find((one) => one.word === word);
  if (!goal) return {};
  const refused = checkGoal(goal, { plan, readable }).filter(({ kind }) => kind === 'refused');
  return Object.fromEntries(refused.map(({ field, message, help }) => [field, `${message} ${help}`]));
}

/** The file changed since the form was made: the difference, and what was typed on top of the file's newer words. */
async function meanwhile(
  serving: Serving,
  typed: URLSearchParams,
  seen: string,
  current: Awaited<ReturnType<typeof planNow>>,
  part: Part,
  partOf: (plan: Plan, tree: TreeMap) => Part | undefined,
): Promise<Submitted> {
  const before = await versionText(serving.world.dir, seen);
  const old = before === undefined ? undefined : checkText(before).tree;
  const was = old && before !== undefined ? partOf(parsePlan(before), old) : undefined;
  // An entry of the calendar has only its place to be known by.
  if (part.remove && part.base[0] === 'events' && old && !samePart(part, old, current.tree))
    throw new Refused(
      409,
      'The calendar was changed after this form was opened, and another entry stands in this place now.',
      'Nothing was saved. Open the entry anew from the calendar.',
    );
  const asThen = was && { ...part, base: was.base };
  const merged = old && asThen ? mergedTyping(part, rebased(old, asThen, part), current.tree, typed) : typed;
  return {
    kind: 'again',
    status: 409,
    typed: merged,
    errors: {},
    problem: {
      message: 'plan.yaml was changed after this form was opened, so nothing was saved.',
      help: 'Look at the difference, see whether what you typed still fits, and save again.',
    },
    changed: before === undefined ? [] : hunksOf(diffLines(before, current.text)),
  };
}

/** The old tree with the part where it stands in the new one. */
function rebased(old: TreeMap, was: Part, part: Part): TreeMap {
  if (was.base.join('\0') === part.base.join('\0')) return old;
  const [list, from] = was.base as [string, string];
  const items = Array.isArray(old[list]) ? old[list] : [];
  const moved: (typeof items)[number][] = [];
  const item = items[Number(from)];
  if (item !== undefined) moved[Number(part.base[1])] = item;
  return { ...old, [list]: moved };
}

/** Writes down who changed the plan from which version to which. An import that runs is not waited for. */
export async function noteEdit(
  serving: Serving,
  { before, after, what, who }: { before: string; after: string; what: string; who: string },
): Promise<void> {
  const { plan } = await serving.plan();
  const acts = await listActs(serving.db.store);
  const undone = acts.filter(({ kind }) => kind === 'undo').map(({ detail }) => detail.act);
  const back = acts.findLast(
    ({ kind, id, detail }) =>
      kind === 'plan-edit' && !undone.includes(id) && detail.after === before && detail.before === after,
  );
  const act: Act = {
    id: randomUUID(),
    at: serving.world.now().toISOString(),
    who,
    kind: back ? 'undo' : 'plan-edit',
    detail: back ? { act: back.id } : { before, after, what },
  };
  const written = addAct(serving.db, act, { plan, refresh: refreshFacts });
  if (serving.imports.running()) written.catch(serving.report);
  else await written;
}
