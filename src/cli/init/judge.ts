import { checkGoal } from '../../measures/goal-check.ts';
import type { GoalFault } from '../../measures/goal-fault.ts';
import { goalSource } from '../../measures/goal-source.ts';
import type { Plan } from '../../model/plan.ts';
import type { InitState } from './question.ts';

/**
 * What keeps a goal from being read, but for what is only missing yet: a survey that is asked about next, and numbers
 * where no data was brought in.
 */
export function badIn(plan: Plan, at: number, { readings }: Pick<InitState, 'readings'>): GoalFault[] {
  return faultsIn(plan, at, readings).filter(({ kind, field, message }) => {
    if (kind !== 'refused' || /^It has no /.test(message) || field.startsWith('purpose')) return false;
    const source = goalSource(plan.goals[at]?.measure ?? '');
    if (field !== 'measure' || source === undefined) return true;
    return readings.length > 0 && (source.kind !== 'survey' || /which answer|Nobody answered/.test(message));
  });
}

/** What an answer makes wrong that was not wrong before it: what cannot stay, and what should be known. */
export function judge(before: Plan, after: Plan, state: InitState): { refused: string[]; warned: string[] } {
  const told = after.goals.map((_, at) => {
    const was = faultsIn(before, at, state.readings).map(({ message }) => message);
    const bad = badIn(after, at, state).filter(({ message }) => !was.includes(message));
    const warned = faultsIn(after, at, state.readings).filter(
      ({ kind, field, message }) => kind === 'warning' && field === 'direction' && !was.includes(message),
    );
    return { bad, warned };
  });
  const line = ({ message, help }: GoalFault): string => `${message} ${help}`;
  return {
    refused: told.flatMap(({ bad }) => bad.map(line)),
    warned: told.flatMap(({ warned }) => warned.map(line)),
  };
}

function faultsIn(plan: Plan, at: number, readable: InitState['readings']): GoalFault[] {
  const goal = plan.goals[at];
  return goal ? checkGoal(goal, { plan, readable }) : [];
}
