import { Temporal } from 'temporal-polyfill';
import { type Company, seenOn, simulateCompany } from './company.ts';
import type { Parameters, Platform } from './parameters.ts';
import { expectsAnswer } from './said.ts';
import { type TacticChange, tacticChanges, withoutChange } from './tactics.ts';

const day = 86_400_000;
/** Whole weeks after a change that count, and messages without which a week has no share. */
const weeks = 26;
const fewest = 5;

/** The two numbers that a change of tactics may move, by the names that Findings carry. */
export const changedNumbers = ['still_waiting_after_1d', 'answers_share_of_our_messages'] as const;
export type ChangedNumber = (typeof changedNumbers)[number];

/** The mean of the weeks after a change, with it and had everything gone on as before. */
export interface TrueEffect extends TacticChange {
  channel: string;
  number: ChangedNumber;
  with: number;
  without: number;
  effect: number;
}

/**
 * The true effects of the changes: each company lived once with the change and once without, with the same luck, and
 * averaged over the companies of these seeds.
 */
export function trueEffects(seeds: readonly number[], parameters: Parameters): TrueEffect[] {
  return tacticChanges.flatMap((change) => {
    const { platform, on } = change;
    const channel = parameters.channels.find((one) => one.platform === platform);
    if (!channel?.regimes.some(({ from }) => from === on)) return [];
    const sums = changedNumbers.map(() => ({ with: 0, without: 0 }));
    const only = { ...parameters, channels: [channel] };
    const before = withoutChange(parameters, change);
    for (const seed of seeds)
      for (const [word, one] of [
        ['with', only],
        ['without', before],
      ] as const) {
        const company = simulateCompany({ seed, parameters: one });
        changedNumbers.forEach((number, at) => {
          sums[at][word] += meanOfWeeks(weeklyShares(company, platform, on, number)) / seeds.length;
        });
      }
    return changedNumbers.map((number, at) => ({
      ...change,
      channel: `${platform}:${channel.account}`,
      number,
      with: rounded(sums[at].with),
      without: rounded(sums[at].without),
      effect: rounded(sums[at].with - sums[at].without),
    }));
  });
}

/** A number week by week from a Monday on; undefined in weeks with too few messages, or in which the desk is hardly open. */
export function weeklyShares(
  company: Company,
  platform: Platform,
  monday: string,
  number: ChangedNumber,
): (number | undefined)[] {
  const { zone, desk } = company.parameters;
  const first = Temporal.PlainDate.from(monday);
  const closed = (week: number) =>
    [0, 1, 2, 3, 4].filter((step) =>
      desk.holidays.includes(first.add({ weeks: week, days: step }).toString()),
    ).length > 2;
  const starts = Array.from(
    { length: weeks + 1 },
    (_, week) => first.add({ weeks: week }).toZonedDateTime(zone).epochMilliseconds,
  );
  const found = starts.slice(1).map(() => ({ part: 0, whole: 0 }));
  const weekOf = (at: number) => starts.findLastIndex((start) => start <= at);
  const answeredAt = new Map<unknown, number>();
  const seen = seenOn(company, platform);
  for (const { person, parent, at } of seen)
    if (!person && parent) answeredAt.set(parent, Math.min(at, answeredAt.get(parent) ?? at));
  for (const said of seen) {
    const week = found[weekOf(said.at)];
    const counts =
      number === 'still_waiting_after_1d'
        ? said.person !== undefined && expectsAnswer(said)
        : said.person === undefined;
    if (!week || !counts) continue;
    const hit =
      number === 'still_waiting_after_1d'
        ? (answeredAt.get(said) ?? Number.POSITIVE_INFINITY) - said.at > day
        : said.parent !== undefined;
    week.whole++;
    if (hit) week.part++;
  }
  return found.map(({ part, whole }, week) => (whole >= fewest && !closed(week) ? part / whole : undefined));
}

function meanOfWeeks(values: (number | undefined)[]): number {
  const told = values.filter((value) => value !== undefined);
  return told.reduce((sum, value) => sum + value, 0) / told.length;
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
