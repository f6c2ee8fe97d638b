import { parseAmount } from './plan-amount.ts';
import { exampleAt } from './plan-json-schema.ts';

/** The schema's example for the value at `path`; for an amount of a goal, one of the goal's kind. */
export function exampleFor(path: string[], tree: unknown): { key: string; example: unknown } | undefined {
  const found = exampleAt(path);
  const key = path.at(-1);
  const amount = path[0] === 'goals' && path.length > 2 && (key === 'result' || key === 'value');
  if (!amount) return found;
  const goal = (tree as { goals?: unknown[] }).goals?.[Number(path[1])];
  const unit = kindOf(goal);
  return unit === undefined
    ? found
    : { key, example: { share: '50 %', number: '1200', seconds: '2 h' }[unit] };
}

/** What a goal's other amounts, or else its measure, are given in; undefined where neither tells. */
function kindOf(goal: unknown): 'share' | 'number' | 'seconds' | undefined {
  const { measure, baseline, result, milestones } = (goal ?? {}) as Record<string, unknown>;
  const written = [
    result,
    (baseline as { value?: unknown } | undefined)?.value,
    ...(Array.isArray(milestones) ? milestones.map((one) => one?.value) : []),
  ];
  const units = written.flatMap((one) => (typeof one === 'string' ? (parseAmount(one)?.unit ?? []) : []));
  const named = units.find((unit) => unit !== 'number') ?? units[0];
  if (named || typeof measure !== 'string') return named;
  if (measure.startsWith('series/')) return 'number';
  return measure.includes('median_wait') ? 'seconds' : 'share';
}
