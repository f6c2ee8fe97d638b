import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { Tree, TreeMap } from '../../workspace/plan-tree.ts';
import type { FieldPlan } from './field.ts';
import type { RowsPlan } from './rows.ts';

/** One part of the plan as a form: where it stands in the file, and what it asks. */
export interface Part {
  /** What a history of changes calls it, such as `goal awareness`. */
  what: string;
  title: string;
  lead: string;
  /** Where its fields begin in the file; with `named`, below the word that is typed into the field `word`. */
  base: string[];
  named?: true;
  sets: { legend: string; note?: string; fields?: FieldPlan[]; rows?: RowsPlan }[];
  /** What the button says that removes it; without it, it cannot be removed. */
  remove?: string;
  /** Changes that follow from what was changed, such as a goal's new word in those that serve it. */
  also?(changes: PlanChange[], tree: TreeMap): PlanChange[];
  /** Field to what is wrong with it, beyond what the schema says. */
  faults?(typed: URLSearchParams, tree: TreeMap): Record<string, string>;
  /** The word of the goal that is checked before it is saved. */
  goal?(typed: URLSearchParams): string;
}

/** What stands at `path` of the tree. */
export function at(tree: Tree | undefined, path: string[]): Tree | undefined {
  return path.reduce<Tree | undefined>((node, key) => {
    if (typeof node !== 'object' || node === null) return undefined;
    if (Array.isArray(node)) return node[Number(key)];
    return Object.hasOwn(node, key) ? node[key] : undefined;
  }, tree);
}

/** Options that say themselves. */
export function options(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value.replaceAll('-', ' ') }));
}
