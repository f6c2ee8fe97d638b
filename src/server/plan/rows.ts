import type { PlanFieldset } from '../../pages/plan/props.ts';
import { sameTree, type Tree, type TreeMap, withValue } from '../../workspace/plan-tree.ts';
import { type FieldPlan, shownField, shownValue, treeOf, typedValue } from './field.ts';

/** A list of the plan as rows of fields; `keyed` where the plan has it as words with keys below each. */
export interface RowsPlan {
  /** The key of the list within the part. */
  name: string;
  label: string;
  columns: FieldPlan[];
  keyed?: true;
  /** Empty rows to add to. */
  blank: number;
}

const mostRows = 500;

/** The rows that the file has: of a keyed list with the word in front. */
export function rowsOf(tree: Tree | undefined, { keyed }: RowsPlan): TreeMap[] {
  if (tree === undefined || tree === null || typeof tree === 'string') return [];
  if (Array.isArray(tree)) return tree.map((item) => (isMap(item) ? item : {}));
  return keyed ? Object.entries(tree).map(([word, one]) => ({ word, ...(isMap(one) ? one : {}) })) : [];
}

/** What was typed: the list as it shall be, and which typed row each of its entries is. */
export interface TypedRows {
  list: Tree | undefined;
  changed: boolean;
  /** Typed row by place in the list, or by word. */
  from: Record<string, number>;
}

/** The list after what was typed; a row that was emptied is taken out, and keys without a field stay. */
export function typedRows(shown: Tree | undefined, plan: RowsPlan, fields: URLSearchParams): TypedRows {
  const there = rowsOf(shown, plan);
  const count = Math.min(mostRows, Number(fields.get(`${plan.name}.rows`)) || 0);
  const kept: { row: TreeMap; index: number }[] = [];
  for (let index = 0; index < count; index++) {
    const old = there[index];
    const columns = plan.columns.map((column) => ({
      column,
      typed: typedValue(fields, inRow(plan, column, index)),
    }));
    if (columns.every(({ typed }) => typed === '')) continue;
    const row = columns.reduce<Tree | undefined>((tree, { column, typed }) => {
      const same = old !== undefined && typed === shownValue(old, column).trim();
      return same ? tree : withValue(tree, column.name.split('.'), treeOf(typed, column.as));
    }, old);
    if (isMap(row)) kept.push({ row, index });
  }
  const list = plan.keyed ? byWord(kept.map(({ row }) => row)) : kept.map(({ row }) => row as Tree);
  const from = Object.fromEntries(
    kept.map(({ row, index }, place) => [plan.keyed ? String(row.word ?? '') : String(place), index]),
  );
  return {
    list: kept.length === 0 ? undefined : list,
    changed: !sameTree(
      kept.length === 0 ? undefined : list,
      there.length === 0 ? undefined : plan.keyed ? byWord(there) : shown,
    ),
    from,
  };
}

function byWord(rows: TreeMap[]): TreeMap {
  return Object.fromEntries(rows.map(({ word, ...rest }) => [String(word ?? ''), rest]));
}

/** The rows as a page shows them: from the file, or as typed. */
export function shownRows(
  plan: RowsPlan,
  base: string[],
  tree: Tree | undefined,
  typed: URLSearchParams | undefined,
  errors: Record<string, string>,
): NonNullable<PlanFieldset['rows']> {
  const there = rowsOf(tree, plan);
  const given = typed?.has(`${plan.name}.rows`) ? typed : undefined;
  const count = given
    ? Math.min(mostRows, Number(given.get(`${plan.name}.rows`)) || 0)
    : there.length + plan.blank;
  const fields = Array.from({ length: count }, (_, index) =>
    plan.columns.map((column) => {
      const field = inRow(plan, column, index);
      const value = given ? typedValue(given, field) : shownValue(there[index], column);
      const path = [...base, plan.name, '0', ...column.name.split('.')];
      const shown = shownField(field, value, path, errors[field.name]);
      // The first row explains the columns.
      return index === 0 ? shown : { ...shown, hint: undefined };
    }),
  );
  return { name: plan.name, label: plan.label, fields };
}

function inRow({ name }: RowsPlan, column: FieldPlan, index: number): FieldPlan {
  return { ...column, name: `${name}.${index}.${column.name}` };
}

const isMap = (tree: Tree | undefined): tree is TreeMap =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);
