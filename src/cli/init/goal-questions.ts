import { goalSource } from '../../measures/goal-source.ts';
import { objectives, purposeKinds } from '../../model/goal.ts';
import { Problem } from '../../model/problem.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { Tree } from '../../workspace/plan-tree.ts';
import { badIn } from './judge.ts';
import { type InitQuestion, type InitState, plain, valueIn, wordOf } from './question.ts';

const groups = ['Waiting', 'Conversation', 'Answers of surveys', 'Series from elsewhere'];

/** Under which heading something is offered that a goal can be read on. */
function groupOf(word: string, question: string): string {
  if (word.startsWith('survey/')) return 'Answers of surveys';
  if (word.startsWith('series/')) return 'Series from elsewhere';
  return question === 'ignoring' ? 'Waiting' : 'Conversation';
}

/** What a further goal must lack to be asked about: the first is asked for everything. */
const essential = [['purpose', 'kind'], ['measure'], ['result'], ['by'], ['milestones']];

/** The questions of one goal, counted from 0: purpose, measure, baseline, result, date, milestones. */
export function goalQuestions(at: number): InitQuestion[] {
  const name = at === 0 ? 'goal' : `goal ${at + 1}`;
  const goal = (...path: string[]): string[] => ['goals', String(at), ...path];
  const begun = (state: InitState): boolean =>
    valueIn(state.tree, goal('word')) !== undefined &&
    (at === 0 ||
      essential.some((path) => valueIn(state.tree, goal(...path)) === undefined) ||
      badIn(state.plan, at, state).length > 0);
  const badAt = (state: InitState, field: string): string | undefined => {
    const bad = badIn(state.plan, at, state).find((one) => `${one.field}.`.startsWith(`${field}.`));
    return bad && `${bad.message} ${bad.help}`;
  };
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
      open: (state) =>
        begun(state) &&
        (valueIn(state.tree, goal(...path)) === undefined || badAt(state, path.join('.')) !== undefined),
      ask: (state) =>
        [
          at === 0 ? '' : `${state.plan.goals[at]?.title}:`,
          valueIn(state.tree, goal(...path)) === undefined ? '' : badAt(state, path.join('.')),
          ask,
        ]
          .filter(Boolean)
          .join(' '),
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
        choices: ({ readings }) =>
          readings
            .map(({ word, label, question }) => ({ value: word, label, group: groupOf(word, question) }))
            .sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group)),
        searched: (typed) => goalSource(typed) === undefined,
        changes(typed, { readings }) {
          if (goalSource(typed) === undefined)
            throw new Problem(
              `“${typed}” names nothing that can be read.`,
              readings.length > 0
                ? `Choose one of the ${readings.length} in the list, type a word of one to look for it, or write survey/WORD for a question that you will ask people.`
                : 'Write survey/WORD for a question that you will ask people, or series/WORD for numbers that you will bring in. Enter skips it until then.',
            );
          return [{ path: goal('measure'), value: typed }];
        },
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
        const others = there.filter((one) => valueIn(one, ['question']) !== question(state));
        return [{ path: ['surveys'], value: [...others, { on, people, question: question(state) ?? '' }] }];
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
      if (/^\d/.test(typed) && (typed.match(/\p{L}{2,}/gu) ?? []).length < 2)
        throw new Problem(
          `“${typed}” looks like the answer to another question.`,
          'Say in words what you promise; the numbers are asked for next. back asks the question before this one.',
        );
      if (plan.goals[at]) return [{ path: ['goals', String(at), 'title'], value: typed }];
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
