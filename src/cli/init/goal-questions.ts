import { goalSource } from '../../measures/goal-source.ts';
import { objectives, purposeKinds } from '../../model/goal.ts';
import { Problem } from '../../model/problem.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { Tree } from '../../workspace/plan-tree.ts';
import { type InitQuestion, type InitState, plain, valueIn, wordOf } from './question.ts';

/** What a further goal must lack to be asked about: the first is asked for everything. */
const essential = [['purpose', 'kind'], ['measure'], ['result'], ['by'], ['milestones']];

/** The questions of one goal, counted from 0: purpose, measure, baseline, result, date, milestones. */
export function goalQuestions(at: number): InitQuestion[] {
  const name = at === 0 ? 'goal' : `goal ${at + 1}`;
  const goal = (...path: string[]): string[] => ['goals', String(at), ...path];
  const begun = ({ tree }: InitState): boolean =>
    valueIn(tree, goal('word')) !== undefined &&
    (at === 0 || essential.some((path) => valueIn(tree, goal(...path)) === undefined));
  const question = ({ plan }: InitState): string | undefined => {
    const source = goalSource(plan.goals[at]?.measure ?? '');
    return source?.kind === 'survey' ? source.question : undefined;
  };
  const part = (
    word: string,
    path: string[],
    ask: string,
    such: string,
    more: Partial<InitQuestion> = {},
  ): InitQuestion =>
    plain(`${name}: ${word}`, goal(...path), ask, such, {
      open: (state) => begun(state) && valueIn(state.tree, goal(...path)) === undefined,
      ask: ({ plan }) => (at === 0 ? ask : `${plan.goals[at]?.title}: ${ask}`),
      ...more,
    });
  return [
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
      word: `${name}: survey`,
      ask: (state) =>
        `When will you first ask “${question(state)}”, and how many people? A date and a number.`,
      such: '2027-01-15 400',
      open: (state) => {
        const asked = question(state);
        return (
          begun(state) && asked !== undefined && state.plan.surveys.every((wave) => wave.question !== asked)
        );
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
      open: (state) =>
        begun(state) &&
        valueIn(state.tree, goal('baseline', 'value')) !== undefined &&
        valueIn(state.tree, goal('baseline', 'on')) === undefined,
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
}

/** What is promised: the first goal, or one more after those that are there. */
export function promiseQuestion(at: number): InitQuestion {
  return {
    word: at === 0 ? 'goal' : `goal ${at + 1}`,
    ask: () =>
      at === 0
        ? 'What do you promise? One goal is enough to begin with.'
        : 'Do you promise anything else? Enter goes on without another goal.',
    such: at === 0 ? 'Plant engineers know our name' : 'Nobody waits longer than a day',
    open: ({ plan }) => plan.goals.length === at,
    ...(at > 0 ? { more: true as const } : {}),
    changes(typed, { plan }): PlanChange[] {
      const word = wordOf(
        typed,
        plan.goals.map((goal) => goal.word),
      );
      const goal = { word, title: typed } as Tree;
      return [at === 0 ? { path: ['goals'], value: [goal] } : { path: ['goals', String(at)], value: goal }];
    },
  };
}

function milestone(typed: string): Tree {
  const [, by, value] = /^(\S+)\s+(.+)$/.exec(typed) ?? [];
  if (!by || !value)
    throw new Problem(`“${typed}” is no date with a value.`, 'Write it like 2027-05-31 30 %.');
  return { by, value };
}
