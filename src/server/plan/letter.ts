import { planDue } from '../../measures/brief/plan-due.ts';
import { checkEvent } from '../../measures/event-check.ts';
import { checkPlan } from '../../measures/plan-check.ts';
import { nameFaults } from '../../measures/plan-names.ts';
import type { Reading } from '../../measures/readable.ts';
import type { Plan } from '../../model/plan.ts';
import type { PlanPageProps, PlanWord } from '../../pages/plan/props.ts';

type Told = Pick<
  PlanPageProps,
  'goals' | 'eventFaults' | 'balance' | 'missing' | 'due' | 'readable' | 'roleless'
>;

/** What is to be said of a plan on its page: what is wrong, missing and due. */
export function toldOf(plan: Plan, readable: Reading[], channels: string[], today: string): Told {
  const check = checkPlan({ plan, readable });
  const joined = plan.channels
    .flatMap(({ word, accounts }) => [word, ...accounts])
    .map((one) => one.toLowerCase());
  const roleless = channels.filter((word) => !joined.includes(word.toLowerCase()));
  return {
    goals: Object.fromEntries(
      check.goals.map(({ goal, faults }) => [
        goal.word,
        faults.map(({ kind, message, help }): PlanWord => ({ kind, message, help })),
      ]),
    ),
    eventFaults: Object.fromEntries(
      plan.events.map((event) => [`${event.on} ${event.title}`, checkEvent(event, readable)]),
    ),
    balance: [...check.balance, ...nameFaults(plan, channels)],
    missing: missingIn(plan, roleless),
    due: planDue(plan, today).map(({ on, what, href }) => ({ on, message: `${what}.`, href })),
    readable: readable.map(({ word, label }) => ({ word, label })),
    roleless,
  };
}

function missingIn(
  { why, goals, groups, channels, salesCycle, business }: Plan,
  roleless: string[],
): Told['missing'] {
  const found: [boolean, string, string, string][] = [
    [
      why.answer === undefined,
      'Nobody has written down what you get out of this.',
      '/plan/why',
      'Write the why',
    ],
    [why.success === undefined, 'Success in a social context is not defined.', '/plan/why', 'Define it'],
    [
      why.roi === undefined,
      'The word “return on investment” has no meaning here yet.',
      '/plan/why',
      'Give it one',
    ],
    [why.review === undefined, 'No day is set on which to ask again.', '/plan/why', 'Set a review'],
    [goals.length === 0, 'There is no goal.', '/plan/goals/new', 'Write the first'],
    [groups.length === 0, 'There is no target group.', '/plan/groups', 'Name one'],
    [
      roleless.length > 0 && channels.length > 0,
      `${roleless.slice(0, 3).join(', ')}${roleless.length > 3 ? ` and ${roleless.length - 3} more` : ''}: no role is written down.`,
      '/plan/channels/new',
      'Give a role',
    ],
    [channels.length === 0, 'No channel has a role.', '/plan/channels/new', 'Give one'],
    [salesCycle.months === undefined, 'How long a purchase takes is not said.', '/plan/company', 'Say it'],
    [business.assumed, 'Desk hours are assumed: Monday to Friday, 9 to 17.', '/plan/company', 'State them'],
  ];
  return found.flatMap(([open, message, href, label]) => (open ? [{ message, href, label }] : []));
}
