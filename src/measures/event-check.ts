import type { PlannedEvent } from '../model/event.ts';
import { goalSource } from './goal-source.ts';
import type { Reading } from './readable.ts';

/** Numbers of a channel that are told by the week, as goals name them. */
export const weeklyEstimates = [
  'waiting-curve/still_waiting_after_1d',
  'two-way/answers_share_of_our_messages',
];

/** True for what a change can be read on: told by the week, or a series that is no total. */
export function isReadByChange(word: string): boolean {
  const source = goalSource(word);
  if (source?.kind === 'series') return !source.total;
  return source?.kind === 'measure' && weeklyEstimates.includes(`${source.measure}/${source.estimate}`);
}

/** What is wrong with what an event names as `measure` or `control`, with how to mend it. */
export function checkEvent(
  { measures = [], controls = [] }: Pick<PlannedEvent, 'measures' | 'controls'>,
  readable: Reading[],
): { field: 'measure' | 'control'; message: string; help: string }[] {
  const known = new Map(readable.map(({ word }) => [word.toLowerCase(), word]));
  const wrong = (field: 'measure' | 'control') => (word: string) => {
    const good = readable.filter((one) => isReadByChange(one.word)).map((one) => one.word);
    const help =
      good.length > 0
        ? `It can read ${good.slice(0, 3).join(', ')}.`
        : 'Bring in a series, or messages of a channel, first.';
    if (!isReadByChange(word))
      return [
        { field, message: `A change cannot be read on “${word}”: that is not told by even steps.`, help },
      ];
    return known.has(word.toLowerCase())
      ? []
      : [{ field, message: `This workspace cannot read “${word}”.`, help }];
  };
  const again = controls.filter((word) => measures.some((one) => one.toLowerCase() === word.toLowerCase()));
  return [
    ...measures.flatMap(wrong('measure')),
    ...controls.flatMap(wrong('control')),
    ...again.map((word) => ({
      field: 'control' as const,
      message: `“${word}” is held against itself.`,
      help: 'Name as control what the change cannot have touched.',
    })),
    ...(controls.length > 0 && measures.length === 0
      ? [
          {
            field: 'control' as const,
            message: 'It has a control, but no measure to hold against it.',
            help: 'Name under measure what it was meant to change.',
          },
        ]
      : []),
  ];
}
