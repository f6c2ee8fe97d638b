import type { Goal } from '../model/goal.ts';
import type { Plan } from '../model/plan.ts';
import { checkGoal, isReadable } from './goal-check.ts';
import type { GoalFault, GoalWorld } from './goal-fault.ts';

/** The goals of a plan with what is wrong with each, and what is to be said of all of them. */
export interface PlanCheck {
  goals: { goal: Goal; faults: GoalFault[] }[];
  /** Warnings on the whole: all hard, all short. */
  balance: { message: string; help: string }[];
}

/** Checks every goal of the plan, and how they stand together. */
export function checkPlan(world: GoalWorld): PlanCheck {
  const { plan } = world;
  const goals = plan.goals.map((goal) => ({ goal, faults: checkGoal(goal, world) }));
  const good = goals.filter(({ faults }) => isReadable(faults)).map(({ goal }) => goal);
  return { goals, balance: good.length > 0 ? balanceOf(good, plan) : [] };
}

const counts = ['market share', 'leads', 'sales', 'memberships', 'short-term results'];

/** A commercial goal that counts something, such as leads or sales. */
export function isHard({ purpose, objective, measure }: Goal): boolean {
  if (purpose?.kind !== 'commercial') return false;
  if (objective) return counts.includes(objective.toLowerCase());
  return measure?.startsWith('series/') ?? false;
}

/** A goal of under a year, or shorter than the quickest purchase. */
export function isShort({ months }: Goal, { salesCycle }: Plan): boolean {
  return months !== undefined && months < Math.max(12, salesCycle.months?.low ?? 0);
}

function balanceOf(goals: Goal[], plan: Plan): PlanCheck['balance'] {
  const all = goals.length === 1 ? 'The only goal is' : `All ${goals.length} goals are`;
  const cycle = plan.salesCycle.months?.low ?? 0;
  return [
    ...(goals.every(isHard)
      ? [
          {
            message: `${all} hard: commercial counts. They make social rigid, and tell nothing of conversation.`,
            help: 'Add one that people would notice: that they come back, that they know you, that they are answered.',
          },
        ]
      : []),
    ...(goals.every((goal) => isShort(goal, plan))
      ? [
          {
            message: `${all} short: under ${cycle > 12 ? `the ${cycle} months that your customers take to buy` : 'a year'}.`,
            help: 'Add one that may take its time; what grows slowly is not seen by a year’s end.',
          },
        ]
      : []),
  ];
}
