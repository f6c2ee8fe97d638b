import type { Facet } from '../../model/codebook.ts';
import type { NoAnswer, Opening } from '../../model/finding.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { ChannelFact } from '../channels.ts';
import { listWords } from '../words.ts';
import type { Reading } from './reading.ts';
import type { ToldStretch } from './told.ts';

type Why = Pick<NoAnswer, 'reason' | 'help' | 'openings' | 'invites'>;

/** The way to draw a sample and to code. */
export const codeOpening: Opening = { label: 'Draw a sample and code it', href: '/code/new' };

/**
 * Why nothing is told while nobody has judged one of these facets in a random sample: what to do first. Undefined
 * where somebody has.
 */
export function nothingRead(
  { side, samples, codes, outgrown }: Reading,
  facets: readonly Facet[],
): Why | undefined {
  const asked = new Set(facets.map(({ word }) => word));
  const random = new Set(samples.map(({ word }) => word));
  if (codes.some(({ sample, facet }) => random.has(sample) && asked.has(facet))) return undefined;
  const drawn = samples.find((sample) => sample.facets.some((facet) => asked.has(facet)));
  if (!drawn && outgrown.length > 0)
    return {
      reason: [outgrownWords(outgrown[0])],
      help: ['Draw another sample: from then on it speaks of all messages that are there now.'],
      openings: [codeOpening],
    };
  const whose = side === 'own' ? 'our own messages' : 'the messages of people';
  return {
    invites: true,
    reason: drawn
      ? [
          'Code the ',
          { value: drawn.size, as: 'count', strong: true },
          ` messages of the sample ${drawn.word}: a hundred take about ten minutes.`,
        ]
      : [`Draw a random sample of ${whose} and code a hundred of them: it takes about ten minutes.`],
    help: [
      'A share is told from 30 coded messages on, and once two people have coded 30 of them.',
      'Alone? Code 30 of them again a week later, without looking: that is accepted, and named as the weaker thing.',
    ],
    openings: [
      drawn ? { label: `Code ${drawn.word}`, href: `/code/${encodeURIComponent(drawn.word)}` } : codeOpening,
    ],
  };
}

/** Why a sample no longer counts, in a sentence. */
export function outgrownWords({ sample, drawnFrom, now }: Reading['outgrown'][number]): string {
  return `The sample ${sample} was drawn from ${drawnFrom} messages where there are ${now} now, so it no longer speaks of them.`;
}

/** Why nothing is told though messages were coded: too few in this period, or agreement that does not hold. */
export function tooLittle({ told, few }: ToldStretch, channels: ChannelFact[]): Why {
  const withheld = told.flatMap(({ codes }) => codes.flatMap(({ agreement }) => agreement.withheld ?? []));
  if (told.length > 0 && withheld.length > 0)
    return {
      reason: [
        { value: told[0].coded, as: 'count', strong: true },
        ` messages with ${told[0].name} have been read, and their shares are withheld: nobody can tell yet whether another reader would read them alike.`,
      ],
      help: [...new Set(withheld)].slice(0, 3).map((one) => `${one[0].toUpperCase()}${one.slice(1)}.`),
      openings: [codeOpening],
    };
  const reasons = [
    ...new Set(told.flatMap(({ codes }) => codes.flatMap(({ cannotTell }) => cannotTell ?? []))),
  ];
  const coded = few.reduce((sum, one) => sum + one.coded, 0);
  const reason: Sentence =
    reasons.length > 0
      ? [`With ${told[0].name}: ${reasons[0]}.`]
      : [
          'Of the messages of this period, only ',
          { value: coded, as: 'count', strong: true },
          ` have been read${
            channels.length > 1
              ? `, on ${listWords(
                  channels.map(({ word }) => word),
                  4,
                )}`
              : ''
          }; it takes 30.`,
        ];
  return {
    reason,
    help: [
      'Code more of the sample, or ask of the period that it was drawn from.',
      'Draw a sample of the days and channels that you ask of.',
    ],
    openings: [codeOpening],
  };
}
