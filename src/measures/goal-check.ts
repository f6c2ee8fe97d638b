import type { Amount, Goal, PurposeKind } from '../model/goal.ts';
import type { Plan } from '../model/plan.ts';
import { directionFaults } from './goal-direction.ts';
import { type GoalFault, type GoalWorld, refuse, warn } from './goal-fault.ts';
import { kindFaults } from './goal-kind.ts';
import { goalSource } from './goal-source.ts';
import { waveFaults } from './goal-waves.ts';

/** Value must have a purpose, be defined by time and results, and be measurable; the rest are warnings. */
export function checkGoal(goal: Goal, world: GoalWorld): GoalFault[] {
  return [
    ...purposeFaults(goal),
    ...measureFaults(goal, world),
    ...resultFaults(goal),
    ...kindFaults(goal, world),
    ...directionFaults(goal, world),
    ...dateFaults(goal),
    ...milestoneFaults(goal),
    ...parentFaults(goal, world.plan),
    ...waveFaults(goal, world),
  ];
}

/** True for a goal that will be read. */
export function isReadable(faults: GoalFault[]): boolean {
  return faults.every(({ kind }) => kind === 'warning');
}

const purposes: PurposeKind[] = ['commercial', 'social', 'political'];

function purposeFaults({ purpose }: Goal): GoalFault[] {
  if (!purpose?.kind && !purpose?.text)
    return [
      refuse(
        'purpose.kind',
        'It has no purpose.',
        `Say what it is for (${purposes.join(', ')}), and in whose eyes it has value.`,
      ),
    ];
  if (!purpose.kind)
    return [refuse('purpose.kind', 'Its purpose is of no kind.', `Take one of ${purposes.join(', ')}.`)];
  if (!purpose.eyes)
    return [
      warn('purpose.eyes', 'It does not say in whose eyes it has value.', 'Name those who would notice.'),
    ];
  return [];
}

function measureFaults({ measure }: Goal, { plan, readable }: GoalWorld): GoalFault[] {
  if (!measure)
    return [
      refuse('measure', 'It has no measure.', 'Choose what is read; the page of the plan lists what can be.'),
    ];
  const found = readable.find(({ word }) => word.toLowerCase() === measure.toLowerCase());
  if (found) return [];
  const source = goalSource(measure);
  if (source?.kind === 'survey') {
    const { question } = source;
    const told = readable.filter((one) => sameQuestion(one.word, source));
    if (told.length > 0 && source.answers) {
      const missing = source.answers.find(
        (answer) => !told.some(({ word }) => word.toLowerCase().endsWith(`=${answer.toLowerCase()}`)),
      );
      if (missing === undefined) return [];
      return [
        refuse(
          'measure',
          `Nobody answered “${missing}” to the question “${question}”.`,
          `Answers are named as in ${told
            .map(({ word }) => word)
            .slice(0, 3)
            .join(', ')}.`,
        ),
      ];
    }
    if (told.length > 0)
      return [
        refuse(
          'measure',
          `It does not say which answer to “${question}” counts.`,
          `Name it, or several with +: ${told
            .map(({ word }) => word)
            .slice(0, 3)
            .join(', ')}.`,
        ),
      ];
    const wave = plan.surveys.find((survey) => survey.question === question);
    return wave
      ? [warn('measure', 'It cannot be read yet.', `It will be once the wave of ${wave.on} is in.`)]
      : [
          refuse(
            'measure',
            `There is no survey with the question “${question}”, and none is planned.`,
            'Plan a wave with that question under surveys, or take another measure.',
          ),
        ];
  }
  const joined =
    source?.kind === 'measure' &&
    plan.channels.find(
      ({ word, accounts }) => accounts.length > 0 && word.toLowerCase() === source.channel.toLowerCase(),
    );
  if (joined)
    return [
      refuse(
        'measure',
        `“${joined.word}” joins ${joined.accounts.join(', ')}, and numbers are told for each account apart.`,
        `Name one of them: ${source.measure}/${source.estimate} @ ${joined.accounts[0]}. A promise on several is several goals.`,
      ),
    ];
  const alike = (stem: string) => readable.filter(({ word }) => stemOf(word) === stem).slice(0, 3);
  const stem = stemOf(measure);
  const near = readable.filter(({ word }) => word.split(' @ ')[0] === measure.split(' @ ')[0]).slice(0, 3);
  if (near.length === 0 && stem.startsWith('series/')) near.push(...alike(stem));
  return [
    refuse(
      'measure',
      `This workspace cannot read “${measure}”.`,
      near.length > 0
        ? `It can read ${near.map(({ word }) => word).join(', ')}.`
        : 'Choose one that it can read, or bring the data in first.',
    ),
  ];
}

/** `series/visits` of a series however it is broken down, added up or told. */
function stemOf(measure: string): string {
  return measure.split(/[/ ]/).slice(0, 2).join('/').toLowerCase();
}

/** True for a reading of the very question, whatever the answer. */
function sameQuestion(word: string, { survey, question }: { survey?: string; question: string }): boolean {
  const one = goalSource(word);
  return (
    one?.kind === 'survey' &&
    one.question.toLowerCase() === question.toLowerCase() &&
    one.survey?.toLowerCase() === survey?.toLowerCase()
  );
}

function resultFaults({ result, baseline }: Goal): GoalFault[] {
  if (!result)
    return [refuse('result', 'It has no result.', 'Say what shall be there in the end: 50 %, 1200 or 2 h.')];
  if (!baseline?.value || baseline.value.unit !== result.unit) return [];
  if (baseline.value.value === result.value)
    return [
      refuse('result', 'Its result is its baseline: nothing would change.', 'Say what shall be different.'),
    ];
  return [];
}

function dateFaults({ by, baseline }: Goal): GoalFault[] {
  if (!by) return [refuse('by', 'It has no date.', 'Say by when the result is there, such as 2027-07-31.')];
  if (baseline?.on && by <= baseline.on)
    return [
      warn(
        'by',
        `It ends (${by}) before it begins (${baseline.on}).`,
        'Put the date after that of the baseline.',
      ),
    ];
  return [];
}

function milestoneFaults({ milestones, baseline, result, by }: Goal): GoalFault[] {
  return milestones.flatMap(({ by: on, value }, index) => {
    const field = `milestones.${index}`;
    if (!on || !value)
      return [
        warn(
          `${field}.${on ? 'value' : 'by'}`,
          'A milestone needs a date and a value.',
          'Add what is missing.',
        ),
      ];
    const before = milestones[index - 1];
    const late = (by !== undefined && on >= by) || (baseline?.on !== undefined && on <= baseline.on);
    return [
      ...(before?.by && before.by >= on
        ? [
            warn(
              `${field}.by`,
              `The milestone of ${on} stands after that of ${before.by}.`,
              'Put them in the order of their dates.',
            ),
          ]
        : []),
      ...(late
        ? [
            warn(
              `${field}.by`,
              `The milestone of ${on} lies outside the goal’s time.`,
              'Put it between baseline and date.',
            ),
          ]
        : []),
      ...(baseline?.value && result && value.unit === result.unit && !between(value, baseline.value, result)
        ? [
            warn(
              `${field}.value`,
              `The milestone of ${value.written} lies outside the way from ${baseline.value.written} to ${result.written}.`,
              'Put it between baseline and result.',
            ),
          ]
        : []),
    ];
  });
}

function between({ value }: Amount, { value: a }: Amount, { value: b }: Amount): boolean {
  return value >= Math.min(a, b) && value <= Math.max(a, b);
}

function parentFaults({ word, parent }: Goal, { goals }: Plan): GoalFault[] {
  const chain = [word];
  let above = parent;
  while (above !== undefined) {
    const found = goals.find((one) => one.word === above);
    if (!found && chain.length === 1)
      return [
        warn('parent', `There is no goal “${above}” for it to serve.`, 'Add that goal, or name another.'),
      ];
    if (!found) return [];
    if (chain.includes(above))
      return above === word
        ? [
            warn(
              'parent',
              `It serves itself: ${[...chain, above].join(' → ')}.`,
              'Take out one of these parents.',
            ),
          ]
        : [];
    chain.push(above);
    above = found.parent;
  }
  return [];
}
