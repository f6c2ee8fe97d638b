import type { Sentence } from '../../model/sentence.ts';
import type { ChannelFact } from '../channels.ts';

/** Why nothing can be told of other people where no channel's data hold them; undefined where some do. */
export function noOthers(
  channels: ChannelFact[],
  what: string,
): { reason: Sentence; help: string[] } | undefined {
  if (channels.length === 0)
    return {
      reason: [`We do not know which accounts are ours, so ${what} cannot be seen.`],
      help: ['Name your accounts under own: in plan.yaml, or import again with --us NAME.'],
    };
  if (channels.some(({ sides }) => sides === 'both')) return undefined;
  return {
    reason: [
      `These exports hold only our own side: what other people wrote is not in them, so ${what} cannot be seen.`,
    ],
    help: [
      'Bring in a file or connection that holds what other people wrote: their absence here is not silence.',
      'What our side wrote can still be told: how much of it answers somebody stands under "Whom our messages answer".',
    ],
  };
}
