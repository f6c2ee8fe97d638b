import type { Reading } from '../../measures/readable.ts';
import { goalStates, objectives, purposeKinds } from '../../model/goal.ts';
import type { Plan } from '../../model/plan.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { TreeMap } from '../../workspace/plan-tree.ts';
import { at, options, type Part } from './part.ts';

/** A goal as a form: the one with the word, or a new one. */
export function goalPart(
  plan: Plan,
  tree: TreeMap,
  word: string | undefined,
  readable: Reading[],
): Part | undefined {
  const goals = Array.isArray(tree.goals) ? tree.goals : [];
  const index = word === undefined ? goals.length : goals.findIndex((one) => at(one, ['word']) === word);
  if (index < 0) return undefined;
  const others = plan.goals.filter((goal) => goal.word !== word);
  const surveys = [...new Set(plan.surveys.map(({ question }) => `survey/${question}`))];
  return {
    what: word === undefined ? 'new goal' : `goal ${word}`,
    title:
      word === undefined
        ? 'What do we promise?'
        : (plan.goals.find((goal) => goal.word === word)?.title ?? word),
    lead: 'Value has a purpose, a measure, a result and a date. A goal without one of them is refused.',
    base: ['goals', String(index)],
    sets: [
      {
        legend: 'The goal',
        fields: [
          { name: 'title', label: 'The goal in a line', as: 'line' },
          { name: 'word', label: 'Its word', as: 'line', beside: true },
          { name: 'purpose.kind', label: 'Purpose (needed)', as: 'choice', options: options(purposeKinds) },
          { name: 'purpose.eyes', label: 'In whose eyes', as: 'line', beside: true },
          { name: 'purpose.text', label: 'What it is for', as: 'text' },
          {
            name: 'objective',
            label: 'Objective',
            as: 'offer',
            options: objectives.map((value) => ({ value, label: '' })),
          },
          {
            name: 'parent',
            label: 'The broader goal that it serves',
            as: 'choice',
            options: others.map((goal) => ({ value: goal.word, label: goal.title })),
          },
        ],
      },
      {
        legend: 'What is read',
        fields: [
          {
            name: 'measure',
            label: 'Measure (needed)',
            as: 'offer',
            options: [
              ...surveys.map((value) => ({ value, label: 'Planned survey' })),
              ...readable.map(({ word: value, label }) => ({ value, label })),
            ],
            hint: 'A number of this workspace (the page of the plan lists them), or survey/WORD for a planned wave.',
          },
          {
            name: 'direction',
            label: 'Better is',
            as: 'choice',
            options: [
              { value: 'up', label: 'more' },
              { value: 'down', label: 'less' },
            ],
          },
        ],
      },
      {
        legend: 'From where to where, by when',
        note: 'Write 30 % or 0.3, 1200, or 2 h.',
        fields: [
          { name: 'baseline.value', label: 'Baseline', as: 'line' },
          { name: 'baseline.on', label: 'On', as: 'date', beside: true },
          { name: 'result', label: 'Result (needed)', as: 'line' },
          { name: 'by', label: 'By (needed)', as: 'date', beside: true },
          { name: 'horizon', label: 'Months that it takes', as: 'line', beside: true },
        ],
        rows: {
          name: 'milestones',
          label: 'milestone',
          blank: 2,
          columns: [
            { name: 'by', label: 'Milestone by', as: 'date' },
            { name: 'value', label: 'Value', as: 'line' },
          ],
        },
      },
      {
        legend: 'How far its value is',
        note: 'First it is there, then those whom it serves say so, then it is put into numbers.',
        fields: goalStates.flatMap((state) => [
          {
            name: `state.${state}.on`,
            label: `${state[0]?.toUpperCase()}${state.slice(1)} on`,
            as: 'date' as const,
            hint: '',
          },
          {
            name: `state.${state}.evidence`,
            label: 'Evidence',
            as: 'line' as const,
            hint: '',
            beside: true as const,
          },
        ]),
      },
    ],
    ...(word !== undefined && { remove: 'Remove this goal' }),
    also: (changes) => renamed(changes, tree, index, word),
    faults: (typed): Record<string, string> =>
      others.some((goal) => goal.word === typed.get('word')?.trim())
        ? { word: 'Another goal has this word already.' }
        : {},
    goal: (typed) => typed.get('word')?.trim() ?? '',
  };
}

/** Goals that serve this one follow its new word. */
function renamed(
  changes: PlanChange[],
  tree: TreeMap,
  index: number,
  word: string | undefined,
): PlanChange[] {
  const path = ['goals', String(index), 'word'].join('.');
  const value = changes.find((change) => change.path.join('.') === path)?.value;
  if (word === undefined || typeof value !== 'string' || !Array.isArray(tree.goals)) return [];
  return tree.goals.flatMap((goal, other) =>
    at(goal, ['parent']) === word ? [{ path: ['goals', String(other), 'parent'], value }] : [],
  );
}
