import { unknownBeforeDays } from '../../facts/returning-person.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { ChannelFact } from '../channels.ts';
import { listWords } from '../words.ts';
import { noOthers } from './no-others.ts';
import type { Returns } from './returns.ts';

/** What to mind about who comes back. */
export function returnCaveats(now: Returns[], channels: ChannelFact[]): string[] {
  const leftOut = sum(now, (one) => one.leftOut);
  const back = sum(now, (one) => one.back);
  const withinDay = sum(now, (one) => one.withinDay);
  const few = now.filter(({ cannotTell, n }) => cannotTell && n > 0);
  const own = channels.filter(({ sides }) => sides === 'own').map(({ word }) => word);
  return [
    ...(leftOut > 0
      ? [
          `${leftOut} ${leftOut === 1 ? 'person was' : 'people were'} first seen within ${unknownBeforeDays} days of the start of the data of their channel and ${leftOut === 1 ? 'is' : 'are'} left out: nobody can tell whether they had written before.`,
        ]
      : []),
    ...(withinDay > 0
      ? [
          `${withinDay} of the ${back} who came back did so within a day, in a new conversation: some of them go on with the same matter.`,
        ]
      : []),
    ...(few.length > 0
      ? [
          `Too little to tell: ${listWords(
            few.map(({ channel, n, cannotTell }) => `${channel.word} (${cannotTell ?? `${n} people`})`),
            8,
          )}. From 30 people on, or when the range is under 40 points, they are told.`,
        ]
      : []),
    ...(own.length > 0
      ? [`Nobody can be seen coming back to ${listWords(own, 8)}: the exports hold only our own side.`]
      : []),
    'A person is one account on one channel: who changes the account or the channel is taken for somebody else, unless somebody linked the two.',
  ];
}

/** Why nothing can be told, and what would change that. */
export function whyNoReturns(now: Returns[], channels: ChannelFact[]): { reason: Sentence; help: string[] } {
  const unseen = noOthers(channels, 'who comes back');
  if (unseen) return unseen;
  const n = sum(now, (one) => one.n);
  const leftOut = sum(now, (one) => one.leftOut);
  if (n === 0 && leftOut === 0)
    return {
      reason: ['Nobody wrote with us for the first time in this period.'],
      help: ['A longer period, such as --period all.'],
    };
  const first = channels
    .filter(({ sides }) => sides === 'both')
    .map(({ firstAt }) => firstAt)
    .sort()[0];
  if (n === 0)
    return {
      reason: [
        ...(leftOut === 1
          ? ['The one person who first wrote with us in this period was']
          : [
              'All ',
              { value: leftOut, as: 'count' as const, strong: true as const },
              ' people who first wrote with us in this period were',
            ]),
        ` seen within ${unknownBeforeDays} days of the start of the data: nobody can tell whether ${leftOut === 1 ? 'that is somebody new or one who' : 'they are new or'} had written before.`,
      ],
      help: [
        `Older data: exports that begin more than ${unknownBeforeDays} days before the period. These begin on ${first.slice(0, 10)}.`,
        `Or later data: people first seen more than ${unknownBeforeDays} days after the start can be told.`,
      ],
    };
  return {
    reason:
      n === 1
        ? ['Only one person is known to have written with us for the first time in this period.']
        : [
            'Of the ',
            { value: n, as: 'count', strong: true },
            ' people known to have written with us for the first time in this period, no one channel has enough, or the data follow them too briefly.',
          ],
    help: [
      'A longer period, such as --period year: people are then followed for longer too.',
      'We answer from 30 people a channel on, or when the range is under 40 points, and after 7 days at the least.',
    ],
  };
}

function sum(all: Returns[], count: (one: Returns) => number): number {
  return all.reduce((total, one) => total + count(one), 0);
}
