import type { Filter } from '../../model/filter.ts';
import type { Headline } from '../../model/finding.ts';
import type { Run, Sentence } from '../../model/sentence.ts';
import { difference } from '../../stats/interval.ts';
import { isRefusal } from '../../stats/refusal.ts';
import type { ChannelWait } from './wait.ts';

/** The share still waiting after a day with its interval, where it can be told. */
export function afterADay(wait: ChannelWait | undefined) {
  const told = wait?.shares?.shares[2];
  return told && !isRefusal(told) ? told.waiting : undefined;
}

/** The channel in which most messages still waited after a day. */
export function worstOf(told: ChannelWait[]): ChannelWait | undefined {
  const waiting = (wait: ChannelWait) => wait.n * (afterADay(wait)?.value ?? 0);
  const known = told.filter((wait) => afterADay(wait));
  return known.length === 0
    ? undefined
    : known.reduce((most, wait) => (waiting(wait) > waiting(most) ? wait : most));
}

/**
 * One or two channels in words: the one in which most messages still waited after a day, then the largest other.
 * A change is claimed only where the interval of the difference leaves out zero.
 */
export function sentenceOf(
  told: ChannelWait[],
  compared: Map<number, ChannelWait>,
  filter: Filter,
): Sentence {
  const known = told.filter((wait) => afterADay(wait));
  if (known.length === 0) return ['The data end too early to tell how many still wait after a day.'];
  const first = worstOf(known) ?? known[0];
  const second = known.find((wait) => wait !== first);
  const day = filter.clock === 'wall' ? 'a day' : 'a working day';
  return [
    `With ${first.channel.word}, `,
    of100(first),
    ` messages still waited for a first answer after ${day}`,
    change(first, compared, filter),
    '.',
    ...(second
      ? [` With ${second.channel.word} it was `, of100(second), change(second, compared, filter), '.']
      : []),
  ];
}

/** How many still waited after a day, channel by channel: as in the sentence the one in which most did, then those with most messages. */
export function headlinesOf(told: ChannelWait[], filter: Filter): Headline[] {
  const day = filter.clock === 'wall' ? 'a day' : 'a working day';
  const worst = worstOf(told);
  return [...(worst ? [worst] : []), ...told.filter((wait) => wait !== worst)]
    .filter((wait) => afterADay(wait))
    .map((wait) => ({
      name: 'still_waiting_after_1d',
      channel: wait.channel.word,
      sentence: [
        `With ${wait.channel.word}, `,
        of100(wait),
        ` messages still waited for a first answer after ${day}`,
      ],
      better: 'less',
    }));
}

function of100(wait: ChannelWait): Run {
  return { value: afterADay(wait)?.value ?? Number.NaN, as: 'of100', strong: true };
}

function change(wait: ChannelWait, compared: Map<number, ChannelWait>, filter: Filter): string {
  const now = afterADay(wait);
  const before = afterADay(compared.get(wait.channel.channelId));
  if (!now || !before) return '';
  const { low, high } = difference(now, before);
  const then = filter.compare === 'year' ? 'a year before' : 'in the period before';
  if (low > 0) return `, more than ${then}`;
  if (high < 0) return `, fewer than ${then}`;
  return `, no clear change from ${filter.compare === 'year' ? 'a year before' : 'the period before'}`;
}
