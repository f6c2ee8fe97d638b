import { type Goal, objectives } from '../model/goal.ts';
import { type GoalFault, type GoalWorld, warn } from './goal-fault.ts';

/** A direction against baseline and result, or one that nobody stated and that such a goal seldom has. */
export function directionFaults(goal: Goal, { readable }: GoalWorld): GoalFault[] {
  const { direction, directionStated, baseline, result } = goal;
  if (baseline?.value && result && baseline.value.unit === result.unit) {
    const up = result.value > baseline.value.value;
    if (baseline.value.value !== result.value && up !== (direction === 'up'))
      return [
        warn(
          'direction',
          `It goes ${direction}, but its result lies the other way.`,
          'Change the direction or the result.',
        ),
      ];
  }
  const usual = usualDirection(goal, readable);
  if (directionStated || !result || !usual || usual.way === direction) return [];
  const start = baseline?.value ?? goal.milestones.find(({ value }) => value)?.value;
  const why = start
    ? `because its result (${result.written}) lies ${direction === 'down' ? 'below' : 'above'} ${start.written}`
    : 'because it says nothing else';
  return [
    warn(
      'direction',
      `It is taken for a goal where ${words[direction]} is better, ${why}. ${usual.why}, ${words[usual.way]} usually is.`,
      `See whether the numbers are right. If they are, write direction: ${direction}.`,
    ),
  ];
}

const words = { up: 'more', down: 'less' };

/** Which way such goals go: by what is counted as waiting, else by the objective. */
function usualDirection(
  { measure = '', objective }: Goal,
  readable: GoalWorld['readable'],
): { way: 'up' | 'down'; why: string } | undefined {
  if (/\/(still_waiting|median_wait)/.test(measure)) return { way: 'down', why: 'Of waiting' };
  const named = objectives.find((one) => one === objective?.toLowerCase());
  if (named) return { way: 'up', why: `Of ${named}` };
  const label = readable.find(({ word }) => word.toLowerCase() === measure.toLowerCase())?.label;
  const counted = /\b(sales|revenue|orders|leads|sign-?ups|members(hips)?|market share|umsatz)\b/i.exec(
    `${measure.startsWith('series/') ? measure : ''} ${label ?? ''}`,
  )?.[0];
  return counted ? { way: 'up', why: `Of ${counted.toLowerCase()}` } : undefined;
}
