import type { NamedEstimate } from '../../model/finding.ts';
import { isRefusal, type Refusal } from '../../stats/refusal.ts';
import type { ChannelWait, Milestones } from './wait.ts';

/** What is known of one channel's waiting, under the names that JSON and CSV carry. */
export function estimatesOf(
  wait: ChannelWait,
  period: NamedEstimate['period'],
  clock: 'wall' | 'business',
  { times, tauLabel }: Milestones,
): NamedEstimate[] {
  const { n, people, shares, bounds } = wait;
  const base = { n, people, channel: wait.channel.word, period, clock };
  const untold = (
    name: string,
    label: string,
    unit: NamedEstimate['unit'],
    cannotTell: string,
  ): NamedEstimate => ({
    ...base,
    name,
    label,
    unit,
    value: Number.NaN,
    cannotTell,
  });
  const mean = `Mean wait within ${tauLabel}`;
  if (n === 0 && wait.replyMissing + wait.unknownTime === 0) return [];
  if (!shares)
    return [
      untold(
        'still_waiting_after_1d',
        'Still waiting after 1 day',
        'share',
        wait.cannotTell ?? 'cannot tell',
      ),
    ];
  const estimates: NamedEstimate[] = times.flatMap(({ word, label }, index): NamedEstimate[] => {
    const name = `still_waiting_after_${word}`;
    const told = shares.shares[index];
    if (isRefusal(told)) return [untold(name, `Still waiting after ${label}`, 'share', whyNot(told))];
    const { value, low, high } = told.waiting;
    return [
      { ...base, name, label: `Still waiting after ${label}`, unit: 'share', value, low, high },
      ...(bounds
        ? [
            {
              ...base,
              name: `${name}_lowest`,
              label: 'if every uncertain message was answered at once',
              unit: 'share' as const,
              value: bounds.lowest[index],
            },
            {
              ...base,
              name: `${name}_highest`,
              label: 'if no uncertain message was answered',
              unit: 'share' as const,
              value: bounds.highest[index],
            },
          ].filter(({ value }) => !Number.isNaN(value))
        : []),
    ];
  });
  const { median, restrictedMean } = shares;
  return [
    ...estimates,
    isRefusal(median)
      ? untold('median_wait', 'Median wait', 'seconds', whyNot(median))
      : { ...base, name: 'median_wait', label: 'Median wait', unit: 'seconds', ...median },
    isRefusal(restrictedMean)
      ? untold('mean_wait_restricted', mean, 'seconds', whyNot(restrictedMean))
      : {
          ...base,
          name: 'mean_wait_restricted',
          label: mean,
          unit: 'seconds',
          value: restrictedMean.value,
          low: restrictedMean.low,
          high: restrictedMean.high,
        },
    ...counted('reply_not_in_the_data', 'Messages with a reply that is not in the data', wait.replyMissing),
    ...counted('answered_at_unknown_time', 'Messages answered at an unknown time', wait.unknownTime),
  ];

  function counted(name: string, label: string, value: number): NamedEstimate[] {
    return value === 0 ? [] : [{ ...base, name, label, unit: 'count', value }];
  }
}

function whyNot({ refused, because }: Refusal): string {
  if (refused === 'beyond-follow-up') return 'the data end before';
  if (refused === 'not-reached') return 'more than half had no answer when the data end';
  return because;
}
