import type { Finding, NamedEstimate, NoAnswer } from '../../model/finding.ts';
import type { Asking } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { isRefusal } from '../../stats/refusal.ts';
import type { DayLooks } from '../../store/looks.ts';
import { about, sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { periodOf } from '../period.ts';
import { dateOf, daysOf } from '../why/course.ts';
import { weeklyOf } from '../why/weekly.ts';
import { type Compared, compareWeeks, fewestWeeks, followed, isClear } from './look-weeks.ts';
import { tableOf } from './looking-table.ts';

const title = 'Looking less, and what followed';
const definition = {
  text: `Weeks in which answers were looked at less (parted so that they are as nearly half of all as can be) against weeks in which they were looked at more, by what followed in the four weeks after: the share of messages that still waited after a day, and the share of our messages that answer somebody, each channel apart. Looks are answers shown on pages or by rapport ask, counted by day and metric; nothing says whose. Ranges by moving the weeks round in time; ${fewestWeeks} weeks at the least.`,
  decision: 'Serves the decision: look at fewer numbers, or less often.',
};

/** Always said, in the answer itself. */
const noExperiment =
  'This is no experiment: who looks less may do so because all goes well, or because nobody has time, and either may be why.';

/** With more channels the busiest are told only. */
const mostChannels = 4;
const mostSentences = 2;

/**
 * Whether better or worse weeks follow when answers are looked at less.
 * @param looks the days on which answers were looked at, the earliest first, in the plan's zone.
 */
export async function lookingOf(asking: Asking, looks: DayLooks[]): Promise<Finding> {
  const channels = (await channelsOf(asking.store, asking.filter)).slice(0, mostChannels);
  const { span } = await periodOf(asking);
  const sources = await sourceNotes(asking.store, channels);
  const said = about(
    { word: 'decisions', version: 'looks, definitions 1' },
    asking,
    'looking',
    title,
    definition,
    span,
    sources,
  );
  const base = { ...said, period: undefined, definition: { ...said.definition, docs: 'decisions' } };
  const compared: Compared[] = [];
  const why: string[] = [];
  let most = 0;
  for (const channel of channels)
    for (const weekly of looks.length > 0 ? await weeklyOf(asking, channel) : []) {
      const weeks = followed(weekly, looks);
      most = Math.max(most, weeks.after.filter(Number.isFinite).length);
      const difference = compareWeeks(weeks, asking.level);
      if (isRefusal(difference)) why.push(`${weekly.label}, ${channel.word}: ${difference.because}.`);
      else
        compared.push({
          channel: channel.word,
          name: weekly.name,
          label: weekly.label,
          weeks,
          difference,
        });
    }
  const caveats = caveatsOf(compared.length);
  if (compared.length === 0) return { ...base, ...reasonOf(looks, most, why), caveats };
  const ordered = [...compared.filter(isClear), ...compared.filter((one) => !isClear(one))];
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(ordered),
    n: Math.max(...compared.map(({ weeks }) => weeks.looks.length)),
    estimates: ordered.flatMap(estimatesOf),
    figures: [tableOf(ordered)],
    voices: [],
    openings: [{ label: 'The numbers (.json)', href: '/decisions/looking.json' }],
    caveats,
  };
}

function sentenceOf(ordered: Compared[]): Sentence {
  const clear = ordered.filter(isClear).length;
  const shown = ordered.slice(0, Math.max(1, Math.min(clear, mostSentences)));
  return [
    ...shown.flatMap(({ channel, name, difference, weeks: { atMost } }, at): Sentence => {
      const { marked, unmarked, low, high } = difference;
      return [
        ...(at > 0
          ? [' ']
          : [
              'In the four weeks after weeks with few looks (at most ',
              { value: atMost, as: 'count' as const },
              '), ',
            ]),
        { value: marked.mean, as: 'of100', strong: true },
        name === 'still_waiting_after_1d'
          ? ` messages with ${channel} still waited after a day; after weeks with more, `
          : ` of our messages with ${channel} answered somebody; after weeks with more, `,
        { value: unmarked.mean, as: 'of100' },
        low > 0 ? ', which is fewer. ' : high < 0 ? ', which is more. ' : ', no clear difference. ',
      ];
    }),
    noExperiment,
  ];
}

function estimatesOf({ channel, name: word, label, weeks, difference }: Compared): NamedEstimate[] {
  const base = { channel, period: 'now' as const, unit: 'share' as const, counts: 'values' as const };
  const { value, low, high, marked, unmarked } = difference;
  const n = weeks.after.filter(Number.isFinite).length;
  return [
    { ...base, name: `${word}_fewer_less_more_looks`, label: `${label}, difference`, value, low, high, n },
    {
      ...base,
      name: `${word}_after_fewer_looks`,
      label: `${label}, after fewer`,
      value: marked.mean,
      n: marked.n,
    },
    {
      ...base,
      name: `${word}_after_more_looks`,
      label: `${label}, after more`,
      value: unmarked.mean,
      n: unmarked.n,
    },
  ];
}

function reasonOf(
  looks: DayLooks[],
  most: number,
  why: string[],
): Pick<NoAnswer, 'kind' | 'reason' | 'help'> {
  const first = looks[0]?.day;
  if (!first)
    return {
      kind: 'no-answer',
      reason: ['No look at an answer has been counted yet. ', noExperiment],
      help: ['Looks are counted from now on, by day and metric.'],
    };
  if (most >= fewestWeeks)
    return { kind: 'no-answer', reason: [`${why[0]} `, noExperiment], help: why.slice(1) };
  const ready = dateOf(daysOf(first) + 7 * (fewestWeeks + 5));
  return {
    kind: 'no-answer',
    reason: [
      { value: most, as: 'count' },
      ` ${most === 1 ? 'week' : 'weeks'} of looks with the four weeks after them are here, and ${fewestWeeks} are needed. `,
      noExperiment,
    ],
    help: [`Looks are counted since ${first}: bring in data up to ${ready}, and it can be told.`],
  };
}

function caveatsOf(told: number): string[] {
  return [
    'Looks say how often answers were shown, not whether anybody read them.',
    'A trend in both, of looks and of what followed, would pass for a tie between them.',
    ...(told > 1
      ? [
          `${told} numbers were compared, each at 95 %: of twenty without any difference, one would seem to show one.`,
        ]
      : []),
  ];
}
