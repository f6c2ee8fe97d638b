import { checkEvent, isReadByChange } from '../../measures/event-check.ts';
import type { Reading } from '../../measures/readable.ts';
import { eventKinds } from '../../model/event.ts';
import type { Plan } from '../../model/plan.ts';
import type { TreeMap } from '../../workspace/plan-tree.ts';
import { at, options, type Part } from './part.ts';

/** A channel's role as a form; a new one asks for its word. */
export function channelPart(plan: Plan, word: string | undefined, accounts: string[]): Part {
  return {
    what: word === undefined ? 'new channel' : `channel ${word}`,
    title: word === undefined ? 'Which channel has a job?' : `What is ${word} there for?`,
    lead: 'The role first, then the target that follows from it. The word is that of an own account, or a name for several.',
    base: word === undefined ? ['channels'] : ['channels', word],
    ...(word === undefined && { named: true as const }),
    sets: [
      {
        legend: 'The channel',
        fields: [
          ...(word === undefined
            ? [
                {
                  name: 'word',
                  label: 'Word',
                  as: 'offer' as const,
                  options: accounts.map((value) => ({ value, label: '' })),
                  hint: 'Such as: linkedin',
                },
              ]
            : []),
          { name: 'role', label: 'Its job', as: 'text' },
          {
            name: 'for',
            label: 'For whom',
            as: 'ticks',
            options: plan.groups.map(({ word: value, name: label }) => ({ value, label })),
            hint: plan.groups.length === 0 ? 'There are no target groups yet.' : '',
          },
          { name: 'why', label: 'Why we are there', as: 'text' },
          { name: 'target', label: 'What it lets us expect', as: 'text' },
        ],
      },
      {
        legend: 'Accounts and dates',
        fields: [
          { name: 'accounts', label: 'Own accounts that it joins', as: 'words' },
          { name: 'since', label: 'There since', as: 'date' },
          { name: 'review', label: 'Next review', as: 'date', beside: true },
          { name: 'note', label: 'Note', as: 'text' },
        ],
      },
    ],
    ...(word !== undefined && { remove: 'Take this channel out' }),
    faults: (typed, tree): Record<string, string> => {
      if (word !== undefined) return {};
      const given = typed.get('word')?.trim() ?? '';
      if (given === '') return { word: 'A channel needs a word.' };
      return at(tree, ['channels', given]) === undefined
        ? {}
        : { word: 'This channel is in the plan already.' };
    },
  };
}

/** An entry of the calendar as a form: the one at the index of the file, or a new one. */
export function eventPart(
  plan: Plan,
  tree: TreeMap,
  index: number | undefined,
  accounts: string[],
  readable: Reading[],
): Part | undefined {
  const offered = readable
    .filter(({ word }) => isReadByChange(word))
    .map(({ word: value, label }) => ({ value, label }));
  const events = Array.isArray(tree.events) ? tree.events : [];
  if (index !== undefined && events[index] === undefined) return undefined;
  const title = at(tree, ['events', String(index), 'title']);
  const channels = [...new Set([...plan.channels.map(({ word }) => word), ...accounts])];
  return {
    what: index === undefined ? 'new event' : `event ${typeof title === 'string' ? title : index + 1}`,
    title: index === undefined ? 'What else happens?' : typeof title === 'string' ? title : 'An event',
    lead: 'Campaigns, newsletters, press, fairs and changes: where a bump may come from that no post of yours has made.',
    base: ['events', String(index ?? events.length)],
    sets: [
      {
        legend: 'The event',
        fields: [
          { name: 'title', label: 'Title', as: 'line' },
          { name: 'kind', label: 'Kind', as: 'choice', options: options(eventKinds), beside: true },
          { name: 'on', label: 'On (needed)', as: 'date' },
          { name: 'to', label: 'To', as: 'date', beside: true },
          { name: 'cost.low', label: 'Cost, at least', as: 'line' },
          { name: 'cost.high', label: 'Cost, at most', as: 'line', beside: true },
          {
            name: 'channels',
            label: 'Channels',
            as: 'ticks',
            options: channels.map((value) => ({ value, label: value })),
            hint: '',
          },
        ],
      },
      {
        legend: 'What it was meant to change',
        note: 'For changes of tactics, and whatever else is to be looked back on. Without a measure, the two numbers of its channels are read.',
        fields: [
          { name: 'measure', label: 'Measure', as: 'offer', options: offered },
          { name: 'control', label: 'Held against', as: 'offer', options: offered },
        ],
      },
    ],
    faults: (typed): Record<string, string> => {
      const wordsOf = (name: string) =>
        (typed.get(name) ?? '')
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean);
      const wrong = checkEvent({ measures: wordsOf('measure'), controls: wordsOf('control') }, readable);
      return Object.fromEntries(
        wrong.reverse().map(({ field, message, help }) => [field, `${message} ${help}`]),
      );
    },
    ...(index !== undefined && { remove: 'Remove this event' }),
  };
}
