import type { Sentence } from '../../model/sentence.ts';
import type { ChannelFact } from '../channels.ts';
import { listWords } from '../words.ts';
import type { Talks } from './talks.ts';
import type { Told } from './told.ts';

/** What a reader must know before believing a share of conversations. */
export function talkCaveats(
  all: { talks: Talks; unknown: number; told: Told }[],
  channels: ChannelFact[],
): string[] {
  const unknown = all.reduce((sum, one) => sum + one.unknown, 0);
  const own = channels.filter(({ sides }) => sides === 'own').map(({ word }) => word);
  const few = all
    .filter(({ told }) => !told.ranged && told.n > 0)
    .map(({ talks, told }) => `${talks.channel.word} (${told.n})`);
  return [
    ...(unknown > 0
      ? [
          `${unknown === 1 ? 'Of 1 conversation' : `Of ${unknown} conversations`} the data are not complete, so that nobody can tell who took part or began; left out of those shares: unknown is not silence.`,
        ]
      : []),
    ...(few.length > 0
      ? [
          `Too few conversations to tell: ${listWords(few, 8)}. From 30 on, or when the range is under 40 points, they are told.`,
        ]
      : []),
    ...(own.length > 0 && own.length < channels.length
      ? [
          `No conversation can be told for ${listWords(own, 8)}: the exports hold only our own side. How much of it answers somebody can be told (two-way).`,
        ]
      : []),
    ...(all.length > 0
      ? [
          'Conversations begun in the period, as far as they had come when the data end; the period before is counted as it stood when it was as old.',
        ]
      : []),
  ];
}

/** Why no conversation can be told of, and what would change that. */
export function whyNoTalks(channels: ChannelFact[], talks: Talks[]): { reason: Sentence; help: string[] } {
  if (channels.length === 0)
    return {
      reason: ['We do not know which accounts are ours, so no conversation can be called ours.'],
      help: ['Name your accounts under own: in plan.yaml, or import again with --us NAME.'],
    };
  if (!channels.some(({ sides }) => sides === 'both'))
    return {
      reason: [
        'These exports hold only our own side: what others wrote in our conversations is not in them.',
      ],
      help: [
        'Bring in a file or connection that holds what other people wrote: their absence here is not silence.',
        'What our side wrote can still be told: how much of it answers somebody (two-way).',
      ],
    };
  const n = talks.reduce((sum, one) => sum + one.n, 0);
  return {
    reason:
      n === 0
        ? ['No conversation began in this period.']
        : [
            'Only ',
            { value: n, as: 'count', strong: true },
            n === 1 ? ' conversation' : ' conversations',
            ' of this kind began in this period, too few in any one channel to tell.',
          ],
    help: [
      'A longer period, or more data. We answer from 30 conversations a channel on, or when the range is under 40 points.',
      ...(n > 0 ? ['Or no number at all: read the conversations.'] : []),
    ],
  };
}
