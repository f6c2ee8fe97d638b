import type { Filter } from '../../model/filter.ts';
import type { Run, Sentence } from '../../model/sentence.ts';
import { holm } from '../../stats/holm.ts';
import { difference, tailsOf } from '../../stats/interval.ts';
import { beforeWords } from '../conversation/asking.ts';
import { listWords } from '../words.ts';
import { byShare } from './code-figures.ts';
import { sameCode, type ToldChannel, type ToldCode } from './told.ts';

/** The codes with most messages, the first in full: “Question” (34 of 100 messages), then “Request” (21 of 100). */
export function mostOf(codes: readonly ToldCode[], many: number, noun: string): Sentence {
  const told = byShare(codes.filter(({ share }) => share)).slice(0, many);
  return told.flatMap(({ code, share }, at): Sentence => {
    const value: Run = {
      value: share?.value ?? Number.NaN,
      as: 'of100',
      ...(at === 0 && { strong: true as const }),
    };
    const link = at === 0 ? '' : at === 1 ? ', then ' : at === told.length - 1 ? ' and ' : ', ';
    return [`${link}“${code.name}” (`, value, at === 0 ? ` ${noun})` : ')'];
  });
}

/**
 * What is raised more or less than in the period before, where that can be told; empty where nothing is. Among so many
 * codes one changes by chance alone, so a change counts by Holm's correction over all that were compared.
 */
export function changesOf(
  channel: ToldChannel,
  before: readonly ToldChannel[],
  filter: Filter,
): { more: ToldCode[]; fewer: ToldCode[]; sentence: Sentence; compared: number } {
  const pairs = channel.codes.flatMap((told) => {
    const then = sameCode(channel, told.address, before)?.share;
    return told.share && then ? [{ told, change: difference(told.share, then) }] : [];
  });
  const tails = pairs.map(({ change }) => tailsOf(change));
  const clear = holm(tails.map((p) => (Number.isNaN(p) ? 1 : p)));
  const changed = pairs.filter((_, at) => clear[at] < 0.05);
  const more = changed.flatMap(({ told, change }) => (change.value > 0 ? [told] : []));
  const fewer = changed.flatMap(({ told, change }) => (change.value < 0 ? [told] : []));
  const compared = pairs.length;
  const names = (codes: ToldCode[]) =>
    listWords(
      codes.map(({ code }) => `“${code.name}”`),
      3,
    );
  const { inIt, row } = beforeWords(filter);
  const parts = [
    more.length > 0 ? `${names(more)} more` : '',
    fewer.length > 0 ? `${names(fewer)} less` : '',
  ].filter(Boolean);
  const sentence: Sentence =
    parts.length > 0
      ? [` Raised ${parts.join(', ')} than ${inIt}.`]
      : compared > 0
        ? [` No clear change from ${row}.`]
        : [];
  return { more, fewer, sentence, compared };
}
