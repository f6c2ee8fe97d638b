import type { TableFigure } from '../../model/figure.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import { type Goal, type GoalState, goalStates } from '../../model/goal.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Plan } from '../../model/plan.ts';
import type { Sentence } from '../../model/sentence.ts';
import { isShort } from '../plan-check.ts';
import { listWords } from '../words.ts';
import { aboutWhy, lookedAt } from './about.ts';

const title = 'Value delivered, recognised, quantified';
const definition = {
  text: 'What the plan says of each goal: on which day its value was delivered (it was there), recognised (those whom it serves said so) and quantified (it was put into numbers), each with its evidence. Goals stand in two layers: value now (under a year, or shorter than the quickest purchase) and change later. A day after the one that is looked at does not count. Nothing is converted to money, and nothing added up over goals.',
  decision: 'Serves the decision: which value to show, which to ask for, which to leave uncounted.',
};

/** How far the value of each goal has come, now and later, and what leaves no trace. */
export const valueStates: Measure = {
  word: 'value-states',
  title,
  readsOfPlan: ['goals', 'why', 'salesCycle'],
  answer,
  async rows({ plan }) {
    return {
      sql: `SELECT json_extract_string(goal, '$.word') AS goal, json_extract_string(goal, '$.title') AS title,
        json_extract_string(goal, '$.purpose.kind') AS purpose, json_extract_string(goal, '$.by') AS "by",
        json_extract_string(goal, '$.states.delivered.on') AS delivered,
        json_extract_string(goal, '$.states.recognised.on') AS recognised,
        json_extract_string(goal, '$.states.quantified.on') AS quantified
      FROM (SELECT unnest(from_json($goals, '["JSON"]')) AS goal)`,
      params: { goals: JSON.stringify(plan.goals) },
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { plan } = asking;
  const base = aboutWhy(asking, valueStates.word, title, definition, undefined, []);
  const { goals, why } = plan;
  const openings = [{ label: 'The plan', href: '/plan' }];
  if (goals.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: ['The plan has no goals yet, so no value is defined that could be delivered.'],
      help: ['Write down one goal on the page of the plan; the day on which its value was there can follow.'],
      caveats: untracedCaveat(plan),
      openings,
    };
  const until = await lookedAt(asking);
  const now = goals.filter((goal) => isShort(goal, plan));
  const later = goals.filter((goal) => !isShort(goal, plan));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(plan, now, later, until),
    n: goals.length,
    counts: 'goals',
    estimates: [...estimatesOf('now', now, until), ...estimatesOf('later', later, until)],
    figures: [
      ...tableOf(
        'Value now',
        'Goals of under a year, or shorter than the quickest purchase',
        now,
        plan,
        until,
      ),
      ...tableOf('Change later', 'Goals that take a year and more', later, plan, until),
      ...untraced(why.untraceable),
    ],
    voices: [],
    openings,
    caveats: [
      ...untracedCaveat(plan),
      ...goals.flatMap((goal) => oddities(goal, until)),
      ...moneyless(goals),
    ],
  };
}

/** True where the plan says that the state was reached, on a day that is not ahead. */
function isReached({ states }: Goal, state: GoalState, until: string): boolean {
  const said = states[state];
  return said !== undefined && (said.on === undefined || said.on <= until);
}

function sentenceOf({ why }: Plan, now: Goal[], later: Goal[], until: string): Sentence {
  const layer = (name: string, goals: Goal[]): Sentence => {
    if (goals.length === 0) return [];
    const counts = goalStates.flatMap((state, at): Sentence => {
      const reached = goals.filter((goal) => isReached(goal, state, until)).length;
      const before = at === 0 ? '' : at === goalStates.length - 1 ? ' and ' : ', ';
      return [before, { value: reached, as: 'count', strong: true }, ` ${state}`];
    });
    return [
      `${name}: of `,
      { value: goals.length, as: 'count' },
      goals.length === 1
        ? ' goal the value was, by our own word, '
        : ' goals the value was, by our own word, ',
      ...counts,
      '. ',
    ];
  };
  const { untraceable } = why;
  return [
    ...layer('Value now', now),
    ...layer('Change later', later),
    ...(untraceable.length > 0
      ? [`What leaves no trace and is in none of these numbers: ${listWords(untraceable.map(plainEnd), 3)}.`]
      : []),
  ].filter((run) => run !== '');
}

const plainEnd = (text: string) => text.replace(/\.+$/, '');

function estimatesOf(layer: 'now' | 'later', goals: Goal[], until: string): NamedEstimate[] {
  if (goals.length === 0) return [];
  return goalStates.map((state) => ({
    name: `goals_${state}_${layer}`,
    label: `${layer === 'now' ? 'Value now' : 'Change later'}: goals whose value was ${state}`,
    unit: 'count',
    value: goals.filter((goal) => isReached(goal, state, until)).length,
    n: goals.length,
    counts: 'goals',
    period: 'now',
  }));
}

function tableOf(name: string, note: string, goals: Goal[], plan: Plan, until: string): TableFigure[] {
  if (goals.length === 0) return [];
  const day = (date: string) =>
    new Intl.DateTimeFormat(plan.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  const cell = (goal: Goal, state: GoalState) => {
    const said = goal.states[state];
    if (!said || !isReached(goal, state, until)) return 'not yet';
    return [said.on ? day(said.on) : 'yes, no day', said.evidence].filter(Boolean).join(': ');
  };
  return [
    {
      form: 'table',
      title: name,
      note,
      columns: [
        { label: 'Goal', numeric: false },
        { label: 'Value in whose eyes', numeric: false },
        { label: 'By', numeric: false },
        { label: 'Delivered', numeric: false },
        { label: 'Recognised', numeric: false },
        { label: 'Quantified', numeric: false },
      ],
      rows: goals.map((goal) => ({
        label: goal.title,
        href: `/plan/goals/${encodeURIComponent(goal.word)}`,
        cells: [
          [goal.purpose?.eyes ?? 'nobody named', goal.purpose?.kind].filter(Boolean).join(', '),
          goal.by ? day(goal.by) : 'no date',
          ...goalStates.map((state) => cell(goal, state)),
        ],
      })),
    },
  ];
}

function untraced(things: string[]): TableFigure[] {
  if (things.length === 0) return [];
  return [
    {
      form: 'table',
      title: 'What leaves no trace',
      note: 'Known to be there, and in no number of these pages',
      columns: [{ label: 'What', numeric: false }],
      rows: things.map((label) => ({ label, cells: [] })),
    },
  ];
}

function untracedCaveat({ why }: Plan): string[] {
  return why.untraceable.length > 0
    ? []
    : [
        'The plan names nothing that leaves no trace. Much of what social does leaves none (a talk that began with a post, a name remembered): say so under why on the page of the plan, or these numbers pass for all there is.',
      ];
}

/** What does not go together: an earlier state left out, days out of order, days ahead, no evidence. */
function oddities({ title, states }: Goal, until: string): string[] {
  const given = goalStates.filter((state) => states[state]);
  const skipped = goalStates.find(
    (state, at) => !states[state] && given.some((one) => goalStates.indexOf(one) > at),
  );
  const days = given.flatMap((state) => states[state]?.on ?? []);
  const ahead = given.filter((state) => (states[state]?.on ?? '') > until);
  const bare = given.filter((state) => !states[state]?.evidence);
  return [
    ...(skipped ? [`${title}: its value is said to be ${given.at(-1)}, but not ${skipped}.`] : []),
    ...(days.some((day, at) => at > 0 && day < (days[at - 1] as string))
      ? [`${title}: the days of ${listWords(given, 3)} are out of order.`]
      : []),
    ...(ahead.length > 0
      ? [`${title}: the day of ${listWords(ahead, 3)} lies ahead and does not count yet.`]
      : []),
    ...(bare.length > 0 ? [`${title}: ${listWords(bare, 3)} by our own word only, without evidence.`] : []),
  ];
}

function moneyless(goals: Goal[]): string[] {
  const titles = goals.filter(({ purpose }) => purpose?.kind !== 'commercial').map((goal) => goal.title);
  return titles.length > 0
    ? [`${listWords(titles, 6)}: value in its own terms. It is not converted to money, here or anywhere.`]
    : [];
}
