import type { PlanField } from '../../pages/plan/props.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import { exampleAt, planJsonSchema, schemaAt } from '../../workspace/plan-json-schema.ts';
import { marginLines, marginTree } from '../../workspace/plan-margins.ts';
import { tagsOf, tagTree } from '../../workspace/plan-tags.ts';
import type { Tree } from '../../workspace/plan-tree.ts';

/** A field of a part of the plan, before it is known what the file has there. */
export interface FieldPlan {
  /** From the part on, such as `purpose.kind`. */
  name: string;
  label: string;
  /** `words` is a list in one line; `accounts` are lists by platform, one a line; `paths` are tags; `margins` are sizes by name, one a line. */
  as: PlanField['as'] | 'words' | 'accounts' | 'paths' | 'margins';
  options?: { value: string; label: string }[];
  /** Without it, what the schema says of the key. */
  hint?: string;
  /** Stands beside the field before it. */
  beside?: true;
}

/** What the file has at a path, as a field shows it. */
export function shownValue(tree: Tree | undefined, { name, as }: FieldPlan): string {
  const value = valueAt(tree, name.split('.'));
  if (value === undefined || value === null) return '';
  if (as === 'paths') return tagsOf(value).join('\n');
  if (as === 'margins') return typeof value === 'object' ? marginLines(value) : value;
  if (as === 'accounts') return typeof value === 'object' ? accountLines(value) : value;
  if (typeof value === 'string') return as === 'ticks' ? value.replaceAll(',', ' ') : value;
  if (!Array.isArray(value)) return '';
  const items = value.filter((item) => typeof item === 'string');
  return items.join(as === 'lines' ? '\n' : as === 'ticks' ? ' ' : ', ');
}

/** The value in a tree; of a state that is a bare date, that is its `on`. */
export function valueAt(tree: Tree | undefined, path: string[]): Tree | undefined {
  let node = tree;
  for (const key of path) {
    if (typeof node === 'string' && key === 'on') return node;
    if (typeof node !== 'object' || node === null) return undefined;
    node = Array.isArray(node) ? node[Number(key)] : Object.hasOwn(node, key) ? node[key] : undefined;
  }
  return node;
}

/** What was typed into a field, tidied. */
export function typedValue(fields: URLSearchParams, { name, as }: FieldPlan): string {
  if (as === 'ticks') return fields.getAll(name).join(' ');
  const text = (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  return ['text', 'lines', 'accounts', 'paths', 'margins'].includes(as) ? text : text.replace(/\s+/g, ' ');
}

/** What the file shall hold for what was typed; undefined for nothing. */
export function treeOf(typed: string, as: FieldPlan['as']): Tree | undefined {
  if (typed === '') return undefined;
  if (as === 'paths') return tagTree(typed.split('\n'));
  if (as === 'margins') return marginTree(typed.split('\n'));
  if (as === 'accounts') return accountTree(typed.split('\n'));
  const parts = { lines: '\n', words: ',', ticks: ' ' }[as as 'lines'];
  if (!parts) return typed;
  const items = typed.split(parts).map((item) => item.trim());
  return items.filter((item) => item !== '');
}

/** The changes that the fields of a part ask for, against what the form showed. */
export function fieldChanges(
  base: string[],
  shown: Tree | undefined,
  plans: FieldPlan[],
  fields: URLSearchParams,
) {
  return plans.flatMap((plan): PlanChange[] => {
    const typed = typedValue(fields, plan);
    if (typed === tidied(shownValue(shown, plan), plan)) return [];
    return [{ path: [...base, ...plan.name.split('.')], value: treeOf(typed, plan.as) }];
  });
}

/** A browser sends lines and spaces its own way; what only differs in that was not changed. */
function tidied(value: string, plan: FieldPlan): string {
  return typedValue(
    new URLSearchParams(
      plan.as === 'ticks' ? value.split(/\s+/).map((one) => [plan.name, one]) : [[plan.name, value]],
    ),
    plan,
  );
}

/** A field as a page shows it, with what the schema says of its key. */
export function shownField(plan: FieldPlan, value: string, path: string[], error?: string): PlanField {
  const { name, label, as, options } = plan;
  return {
    name,
    label,
    as: as === 'words' ? 'line' : as === 'accounts' || as === 'paths' || as === 'margins' ? 'lines' : as,
    ...(options && { options }),
    value,
    hint: plan.hint ?? hintAt(path, plan),
    error,
    beside: plan.beside,
  };
}

/** What the schema says of a key, less what the label says already. */
function hintAt(path: string[], { as, label }: FieldPlan): string | undefined {
  const description = schemaAt(planJsonSchema(), path)?.description;
  if (!description) return undefined;
  const found = as === 'choice' || as === 'ticks' || as === 'date' ? undefined : exampleAt(path);
  const example = found?.key === path.at(-1) ? found?.example : undefined;
  const shown = Array.isArray(example) ? example.join(as === 'lines' ? ' / ' : ', ') : example;
  const such = typeof shown === 'string' || typeof shown === 'number' ? `Such as: ${shown}` : '';
  const same =
    description.toLowerCase().startsWith(label.toLowerCase()) && description.length < label.length + 20;
  return [same ? '' : description, such].filter(Boolean).join(' ');
}

function accountLines(own: Tree): string {
  if (typeof own !== 'object' || Array.isArray(own)) return '';
  return Object.entries(own)
    .map(([source, names]) => `${source}: ${Array.isArray(names) ? names.join(', ') : names}`)
    .join('\n');
}

/** `x: tarnwell, tarnwellhelp`, one platform a line; what is written otherwise stays as it is, to be refused. */
function accountTree(lines: string[]): Tree {
  const found = lines
    .filter((line) => line.trim() !== '')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return colon < 0 ? ['', line] : [line.slice(0, colon).trim(), line.slice(colon + 1)];
    });
  if (found.some(([source]) => source === '')) return lines.join('\n');
  return Object.fromEntries(found.map(([source, names]) => [source, treeOf(names.trim(), 'words') ?? []]));
}
