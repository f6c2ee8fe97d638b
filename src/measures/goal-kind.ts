import type { Amount, Goal } from '../model/goal.ts';
import { type GoalFault, type GoalWorld, refuse } from './goal-fault.ts';
import { goalSource } from './goal-source.ts';

type Unit = Amount['unit'];
const one = { share: 'a share', seconds: 'a time', number: 'a number' };
const many = { share: 'shares', seconds: 'times', number: 'numbers' };
const such = { share: '30 %', seconds: '2 h', number: '1200' };

/** Amounts of another kind than what the goal is read on; where that is not known yet, than the others. */
export function kindFaults(goal: Goal, { readable }: GoalWorld): GoalFault[] {
  const amounts = amountsOf(goal);
  const read = unitRead(goal, readable);
  const kind = read ?? mostOf(amounts.map(({ amount }) => amount.unit));
  return amounts
    .filter(({ amount }) => amount.unit !== kind && kind !== undefined)
    .map(({ field, amount }) => {
      const wanted = kind as Unit;
      const rest = amounts.length === 2 ? `the other is ${one[wanted]}` : `the others are ${many[wanted]}`;
      const against = read === undefined ? rest : `it is read as ${one[wanted]}`;
      return refuse(
        field,
        `${amount.written} is ${one[amount.unit]}, and ${against}.`,
        meant(amount, wanted) ?? `Write it as ${one[wanted]}, such as ${such[wanted]}.`,
      );
    });
}

function amountsOf({ baseline, milestones, result }: Goal): { field: string; amount: Amount }[] {
  return [
    { field: 'baseline.value', amount: baseline?.value },
    ...milestones.map(({ value }, index) => ({ field: `milestones.${index}.value`, amount: value })),
    { field: 'result', amount: result },
  ].filter((each): each is { field: string; amount: Amount } => each.amount !== undefined);
}

/** What is read on the measure; a question that people will be asked is read as a share before anybody answered. */
function unitRead({ measure = '' }: Goal, readable: GoalWorld['readable']): Unit | undefined {
  const found = readable.find(({ word }) => word.toLowerCase() === measure.toLowerCase());
  return found?.unit ?? (goalSource(measure)?.kind === 'survey' ? 'share' : undefined);
}

/** The kind of most; of two that are as many, the one that says its unit. */
function mostOf(units: Unit[]): Unit | undefined {
  const count = (unit: Unit): number => units.filter((each) => each === unit).length;
  const kinds: Unit[] = ['share', 'seconds', 'number'];
  return units.length === 0
    ? undefined
    : kinds.reduce((best, unit) => (count(unit) > count(best) ? unit : best));
}

function meant({ value, unit, written }: Amount, wanted: Unit): string | undefined {
  if (unit === 'number' && wanted === 'share')
    return value >= 0 && value <= 100 ? `Did you mean ${written} %?` : undefined;
  if (unit === 'number' && wanted === 'seconds') return `Did you mean ${written} h, or ${written} d?`;
  if (unit === 'share' && wanted === 'number') return `Did you mean ${written.replace(/ *%$/, '')}?`;
  return undefined;
}
