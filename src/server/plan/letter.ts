import { checkEvent } from '../../measures/event-check.ts';
import { checkPlan } from '../../measures/plan-check.ts';
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
    balance: check.balance,
    missing: missingIn(plan, roleless),
    due: dueIn(plan, today),
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

const soon = 31;

/** Reviews, milestones and waves that are overdue or come within a month, the earliest first. */
function dueIn({ why, channels, goals, surveys }: Plan, today: string): Told['due'] {
  const until = new Date(Date.parse(today) + soon * 86_400_000).toISOString().slice(0, 10);
  const yearly = why.drawingTable && nextYearly(why.drawingTable, today);
  const all: Told['due'] = [
    ...(why.review ? [{ on: why.review, message: 'The why is to be asked again.', href: '/plan/why' }] : []),
    ...(yearly ? [{ on: yearly, message: 'Back to the drawing table.', href: '/plan/why' }] : []),
    ...channels.flatMap(({ word, review }) =>
      review
        ? [{ on: review, message: `Review of ${word}.`, href: `/plan/channels/${encodeURIComponent(word)}` }]
        : [],
    ),
    ...goals.flatMap(({ word, title, milestones, by, result }) =>
      [...milestones, { by, value: result }].flatMap((one) =>
        one.by && one.by >= today
          ? [
              {
                on: one.by,
                message: `${title}: ${one.value?.written ?? 'a milestone'}.`,
                href: `/plan/goals/${encodeURIComponent(word)}`,
              },
            ]
          : [],
      ),
    ),
    ...surveys.flatMap(({ on, question, people }) =>
      on >= today
        ? [{ on, message: `Ask ${people > 0 ? people : 'people'}: ${question}.`, href: '/plan/surveys' }]
        : [],
    ),
  ];
  return all.filter(({ on }) => on <= until).sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The next such day of a year, or the date that is stated. */
export function nextYearly(day: string, today: string): string {
  if (day.length > 5) return day;
  const year = Number(today.slice(0, 4));
  return `${year}-${day}` >= today ? `${year}-${day}` : `${year + 1}-${day}`;
}
