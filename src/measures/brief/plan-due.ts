import type { Due } from '../../model/brief.ts';
import type { Plan } from '../../model/plan.ts';
import { dayIn, startOf } from '../decisions/look-back.ts';

const soon = 31;

/** What the plan asks for on a day (ISO date), and the page on which it is done. */
export interface PlanDue {
  on: string;
  what: string;
  why: string;
  href: string;
}

/** Reviews, milestones and waves that are overdue or come within a month, the earliest first. */
export function planDue({ why, channels, goals, surveys }: Plan, today: string): PlanDue[] {
  const until = new Date(Date.parse(today) + soon * 86_400_000).toISOString().slice(0, 10);
  const yearly = why.drawingTable && nextYearly(why.drawingTable, today);
  const all: PlanDue[] = [
    ...(why.review
      ? [
          {
            on: why.review,
            what: 'The why is to be asked again',
            why: 'The plan sets this day for its review.',
            href: '/plan/why',
          },
        ]
      : []),
    ...(yearly
      ? [
          {
            on: yearly,
            what: 'Back to the drawing table',
            why: 'Once a year the plan asks for it.',
            href: '/plan/why',
          },
        ]
      : []),
    ...channels.flatMap(({ word, review }) =>
      review
        ? [
            {
              on: review,
              what: `Review of ${word}`,
              why: 'The plan asks whether to stay there.',
              href: `/plan/channels/${encodeURIComponent(word)}`,
            },
          ]
        : [],
    ),
    ...goals.flatMap(({ word, title, milestones, by, result }) =>
      [...milestones, { by, value: result }].flatMap((one) =>
        one.by && one.by >= today
          ? [
              {
                on: one.by,
                what: `${title}: ${one.value?.written ?? 'a milestone'}`,
                why: 'It is promised by this day.',
                href: `/plan/goals/${encodeURIComponent(word)}`,
              },
            ]
          : [],
      ),
    ),
    ...surveys.flatMap(({ on, question, people }) =>
      on >= today
        ? [
            {
              on,
              what: `Ask ${people > 0 ? people : 'people'}: ${question}`,
              why: 'The wave is planned for this day.',
              href: '/plan/surveys',
            },
          ]
        : [],
    ),
  ];
  return all.filter(({ on }) => on <= until).sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The same among what else is due. */
export function dueOfPlan(plan: Plan, now: Date): Due[] {
  return planDue(plan, dayIn(now, plan.zone)).map(({ on, what, why, href }) => ({
    kind: 'plan',
    at: startOf(on, plan.zone),
    what,
    why: [why],
    href,
  }));
}

/** The next such day of a year, or the date that is stated. */
export function nextYearly(day: string, today: string): string {
  if (day.length > 5) return day;
  const year = Number(today.slice(0, 4));
  return `${year}-${day}` >= today ? `${year}-${day}` : `${year + 1}-${day}`;
}
