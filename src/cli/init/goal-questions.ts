import { objectives, purposeKinds } from '../../model/goal.ts';
import { Problem } from '../../model/problem.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { Tree } from '../../workspace/plan-tree.ts';
import { type InitQuestion, type InitState, plain, valueIn, wordOf } from './question.ts';

/** The first goal of the file is the one that is asked about, key by key. */
const goal = (...path: string[]): string[] => ['goals', '0', ...path];
const begun = ({ tree }: InitState): boolean => valueIn(tree, goal('word')) !== undefined;

function part(
  word: string,
  path: string[],
  ask: string,
  such: string,
  more: Partial<InitQuestion> = {},
): InitQuestion {
  return plain(`goal: ${word}`, goal(...path), ask, such, {
    open: (state) => begun(state) && valueIn(state.tree, goal(...path)) === undefined,
    ...more,
  });
}

const question = ({ plan }: InitState): string | undefined =>
  /^survey\/(.+)$/.exec(plan.goals[0]?.measure ?? '')?.[1];

/** One goal with its milestones: purpose, measure, baseline, result, date. */
export const goalQuestions: InitQuestion[] = [
  {
    word: 'goal',
    ask: () => 'What do you promise? One goal is enough to begin with.',
    such: 'Plant engineers know our name',
    open: ({ plan }) => plan.goals.length === 0,
    changes: (typed): PlanChange[] => [
      { path: ['goals'], value: [{ word: wordOf(typed), title: typed }] as Tree },
    ],
  },
  part('purpose', ['purpose', 'kind'], 'What kind of change is it for?', 'commercial', {
    choices: () => purposeKinds.map((value) => ({ value, label: value })),
  }),
  part('eyes', ['purpose', 'eyes'], 'In whose eyes does it have value?', 'plant engineers'),
  part('objective', ['objective'], 'Which objective comes nearest?', 'brand awareness', {
    choices: () => objectives.map((value) => ({ value, label: value })),
  }),
  part(
    'measure',
    ['measure'],
    'How will you see it? Choose a number of your data, or survey/WORD for a question that you will ask people.',
    'survey/aware',
    {
      choices: ({ readings }) => readings.slice(0, 12).map(({ word, label }) => ({ value: word, label })),
    },
  ),
  {
    word: 'survey',
    ask: (state) => `When will you first ask “${question(state)}”, and how many people? A date and a number.`,
    such: '2027-01-15 400',
    open: (state) => {
      const asked = question(state);
      return asked !== undefined && state.plan.surveys.every((wave) => wave.question !== asked);
    },
    changes(typed, state) {
      const [on, people, ...more] = typed.split(/[\s,]+/);
      if (!on || !people || more.length > 0)
        throw new Problem('That is not a date and a number.', 'Write it like 2027-01-15 400.');
      const there = Array.isArray(state.tree.surveys) ? state.tree.surveys : [];
      return [{ path: ['surveys'], value: [...there, { on, people, question: question(state) ?? '' }] }];
    },
  },
  part('baseline', ['baseline', 'value'], 'Where do you stand today?', '4 %'),
  part('baseline date', ['baseline', 'on'], 'Since when, or on which day was that?', '2026-11-01', {
    open: ({ tree }) =>
      valueIn(tree, goal('baseline', 'value')) !== undefined &&
      valueIn(tree, goal('baseline', 'on')) === undefined,
    guess: ({ today }) => today,
  }),
  part('result', ['result'], 'What shall be there in the end?', '50 %'),
  part('date', ['by'], 'By when? What takes its time may.', '2028-05-31'),
  part(
    'milestones',
    ['milestones'],
    'What shall be there on the way? Date and value, a semicolon between several.',
    '2027-05-31 30 %; 2027-11-30 40 %',
    {
      changes: (typed) => [
        {
          path: goal('milestones'),
          value: typed
            .split(';')
            .map((one) => one.trim())
            .filter(Boolean)
            .map(milestone),
        },
      ],
    },
  ),
];

function milestone(typed: string): Tree {
  const [, by, value] = /^(\S+)\s+(.+)$/.exec(typed) ?? [];
  if (!by || !value)
    throw new Problem(`“${typed}” is no date with a value.`, 'Write it like 2027-05-31 30 %.');
  return { by, value };
}
