import type { PlanField, PlanFieldset } from '../../pages/plan/props.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { PlanFault } from '../../workspace/plan-fault.ts';
import { sameTree, type Tree, type TreeMap, withValue } from '../../workspace/plan-tree.ts';
import { fieldChanges, shownField, shownValue, typedValue } from './field.ts';
import { at, type Part } from './part.ts';
import { shownRows, typedRows } from './rows.ts';

/** The fields of a part: from the file, or as typed, with what is wrong beside each. */
export function shownFieldsets(
  part: Part,
  tree: TreeMap,
  typed?: URLSearchParams,
  errors: Record<string, string> = {},
): PlanFieldset[] {
  const inside = part.named ? undefined : at(tree, part.base);
  return part.sets.map(({ legend, note, fields, rows }) => ({
    legend,
    note,
    ...(fields && {
      fields: fields.map((plan): PlanField => {
        const value = typed ? typedValue(typed, plan) : shownValue(inside, plan);
        const path = [...part.base, ...(part.named ? ['*'] : []), ...plan.name.split('.')];
        return shownField(plan, value, path, errors[plan.name]);
      }),
    }),
    ...(rows && { rows: shownRows(rows, part.base, at(inside, [rows.name]), typed, errors) }),
  }));
}

/** What the typed form asks to be changed, against what it showed. */
export function changesOf(part: Part, shown: TreeMap, typed: URLSearchParams): PlanChange[] {
  const base = part.named ? [...part.base, (typed.get('word') ?? '').trim()] : part.base;
  const inside = part.named ? undefined : at(shown, base);
  const plans = part.sets
    .flatMap(({ fields }) => fields ?? [])
    .filter(({ name }) => !part.named || name !== 'word');
  const lists = part.sets
    .flatMap(({ rows }) => rows ?? [])
    .flatMap((rows): PlanChange[] => {
      const { list, changed } = typedRows(at(inside, [rows.name]), rows, typed);
      return changed ? [{ path: [...base, rows.name], value: list }] : [];
    });
  const changes = [...statesFirst(base, inside, fieldChanges(base, inside, plans, typed)), ...lists];
  if (part.named) return [{ path: base, value: {} }, ...changes];
  const all = [...changes, ...(part.also?.(changes, shown) ?? [])];
  return isNewItem(part, shown) ? asItem(part, shown, changes) : all;
}

/** A state that is a bare date becomes a set of keys before evidence is put beside it. */
function statesFirst(base: string[], inside: Tree | undefined, changes: PlanChange[]): PlanChange[] {
  const bare = [...new Set(changes.map(({ path }) => path.slice(0, -1).join('.')))].flatMap(
    (parent): PlanChange[] => {
      const path = parent.split('.');
      const value = at(inside, path.slice(base.length));
      return typeof value === 'string' && value !== '' && path.length > base.length
        ? [{ path, value: { on: value } }]
        : [];
    },
  );
  return [...bare, ...changes];
}

function isNewItem({ base, named }: Part, shown: TreeMap): boolean {
  return !named && base.length === 2 && /^\d+$/.test(base[1] as string) && at(shown, base) === undefined;
}

/** A list may not be there yet: its new item comes as a whole. */
function asItem(part: Part, shown: TreeMap, changes: PlanChange[]): PlanChange[] {
  const [list, index] = part.base as [string, string];
  const item = changes.reduce<Tree | undefined>(
    (tree, { path, value }) => withValue(tree, path.slice(2), value),
    undefined,
  );
  const there = shown[list];
  return item === undefined
    ? []
    : [{ path: [list], value: [...(Array.isArray(there) ? there.slice(0, Number(index)) : []), item] }];
}

/** Beside which field each fault stands; what has none is in `rest`. */
export function faultsByField(
  part: Part,
  shown: TreeMap,
  typed: URLSearchParams,
  faults: PlanFault[],
): { errors: Record<string, string>; rest: PlanFault[] } {
  const errors: Record<string, string> = {};
  const rest: PlanFault[] = [];
  const base = part.named ? [...part.base, (typed.get('word') ?? '').trim()] : part.base;
  const names = fieldNames(part, typed);
  for (const fault of faults) {
    const inside = base.every((key, index) => fault.path[index] === key)
      ? fault.path.slice(base.length)
      : undefined;
    const name = inside && names.find((one) => isAt(one, placed(part, shown, typed, inside, base)));
    if (name) errors[name] ??= `${sentence(fault.reason)}${fault.such ? ` Such as: ${fault.such}` : ''}`;
    else rest.push(fault);
  }
  return { errors, rest };
}

/** A path in the list as it shall be, as the path of the typed row. */
function placed(
  part: Part,
  shown: TreeMap,
  typed: URLSearchParams,
  inside: string[],
  base: string[],
): string {
  const rows = part.sets.map((set) => set.rows).find((one) => one && one.name === inside[0]);
  if (!rows || inside[1] === undefined) return inside.join('.');
  const { from } = typedRows(at(part.named ? undefined : at(shown, base), [rows.name]), rows, typed);
  return [rows.name, String(from[inside[1]] ?? inside[1]), ...inside.slice(2)].join('.');
}

function fieldNames(part: Part, typed: URLSearchParams): string[] {
  return part.sets.flatMap(({ fields, rows }) => [
    ...(fields ?? []).map(({ name }) => name),
    ...(rows
      ? Array.from({ length: Number(typed.get(`${rows.name}.rows`)) || 0 }, (_, index) =>
          rows.columns.map(({ name }) => `${rows.name}.${index}.${name}`),
        ).flat()
      : []),
  ]);
}

/** `business.days.0` is wrong at the field `business.days`, and `purpose` at its first field. */
function isAt(name: string, path: string): boolean {
  return path === name || path.startsWith(`${name}.`) || (path !== '' && name.startsWith(`${path}.`));
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

/** Rows of a keyed list that have no word, or one that another row has too. */
export function wordFaults(part: Part, typed: URLSearchParams): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const rows of part.sets.flatMap((set) => set.rows ?? [])) {
    if (!rows.keyed) continue;
    const seen = new Set<string>();
    for (let index = 0; index < (Number(typed.get(`${rows.name}.rows`)) || 0); index++) {
      const name = `${rows.name}.${index}.word`;
      const word = (typed.get(name) ?? '').trim();
      const filled = rows.columns.some((column) => typed.get(`${rows.name}.${index}.${column.name}`)?.trim());
      if (word === '' && filled) errors[name] = `This ${rows.label} needs a word.`;
      if (word !== '' && seen.has(word)) errors[name] = `Another ${rows.label} has this word already.`;
      seen.add(word);
    }
  }
  return errors;
}

/** What was typed, on a file that has changed since: where nothing was typed, the file's newer words stand. */
export function mergedTyping(
  part: Part,
  before: TreeMap,
  now: TreeMap,
  typed: URLSearchParams,
): URLSearchParams {
  const merged = new URLSearchParams(typed);
  const [old, fresh] = [at(before, part.base), at(now, part.base)];
  for (const plan of part.sets.flatMap(({ fields }) => fields ?? [])) {
    if (fieldChanges([], old, [plan], typed).length > 0) continue;
    merged.delete(plan.name);
    const value = shownValue(fresh, plan);
    for (const one of plan.as === 'ticks' ? value.split(' ') : [value]) merged.append(plan.name, one);
  }
  for (const rows of part.sets.flatMap((set) => set.rows ?? [])) {
    if (!typedRows(at(old, [rows.name]), rows, typed).changed) merged.delete(`${rows.name}.rows`);
  }
  return merged;
}

/** True where a part stands in the file as it stood. */
export function samePart(part: Part, before: TreeMap, now: TreeMap): boolean {
  return sameTree(at(before, part.base), at(now, part.base));
}
