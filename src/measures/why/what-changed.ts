import type { SeriesFigure, TableFigure } from '../../model/figure.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { aboutWhy, lookedAt } from './about.ts';
import { type ChangeEffect, changeEffects } from './change-effect.ts';
import { dayRun } from './told.ts';
import { weekDay } from './weekly.ts';

const title = 'What changed when we changed';
const definition = {
  text: 'For each change of tactics in the calendar, channel by channel and week by week: the share of messages that expect an answer and still waited after a day, and the share of our messages that answer somebody. The mean of the whole weeks after the change (26 at most, up to the next change) less what the weeks before lead one to expect (104 at most; the 4 just before are left out, because one changes things after bad weeks). Refused where the same calculation finds changes on a third of the dates on which nothing was changed.',
  decision: 'Serves the decision: keep the change, or take it back.',
};
const mostSentences = 2;
const mostPictures = 3;
const weeksShown = 24;

/** What each change of tactics on a date did, or that it cannot be told. */
export const whatChanged: Measure = {
  word: 'what-changed',
  title,
  readsOfPlan: ['events', 'channels'],
  answer,
  async rows({ plan }) {
    return {
      sql: `SELECT json_extract_string(event, '$.on') AS "on", json_extract_string(event, '$.title') AS title,
        json_extract_string(event, '$.channels') AS channels
      FROM (SELECT unnest(from_json($events, '["JSON"]')) AS event)
      WHERE json_extract_string(event, '$.kind') = 'change-of-tactics'`,
      params: { events: JSON.stringify(plan.events) },
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { plan, store, filter } = asking;
  const channels = await channelsOf(store, filter);
  const base = aboutWhy(
    asking,
    whatChanged.word,
    title,
    definition,
    undefined,
    await sourceNotes(store, channels),
  );
  const until = await lookedAt(asking);
  const events = plan.events.filter(({ kind, on }) => kind === 'change-of-tactics' && on <= until);
  const openings = [{ label: 'The calendar', href: '/plan' }];
  if (events.length === 0 || channels.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: [
        events.length === 0
          ? 'The calendar has no change of tactics up to now, so there is nothing to compare.'
          : 'There is no channel in the data yet.',
      ],
      help: [
        'Write a change of tactics into the calendar of the plan, with its day and the channels it was made on.',
      ],
      caveats: [],
      openings,
    };
  const effects = await changeEffects(asking, events, channels);
  const told = effects.filter(({ effect }) => effect);
  const caveats = caveatsOf(told.length);
  if (told.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: [
        `${events[0].title}, `,
        dayRun(events[0].on, plan.zone),
        `: ${effects[0]?.because ?? 'its channels tell nothing'}.`,
      ],
      help: ['28 weeks of the channel before the change and 4 after it are needed, with 5 messages in each.'],
      caveats,
      openings,
    };
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told, plan.zone),
    n: told.reduce((sum, one) => sum + messagesOf(one), 0),
    estimates: effects.flatMap(estimatesOf),
    figures: [
      ...told.slice(0, mostPictures).map((one) => pictureOf(one, plan.locale)),
      table(effects, plan.locale),
    ],
    voices: [],
    openings,
    caveats,
  };
}

const shownPoints = (value: number) => {
  const whole = Math.round(100 * value);
  return whole === 0 ? '0' : `${whole < 0 ? '\u2212' : '+'}${Math.abs(whole)}`;
};

/** "higher", "lower", or neither where the range holds 0. */
function verdict({ effect }: ChangeEffect): 'higher' | 'lower' | 'cannot tell' {
  if (!effect) return 'cannot tell';
  return effect.low > 0 ? 'higher' : effect.high < 0 ? 'lower' : 'cannot tell';
}

function sentenceOf(told: ChangeEffect[], zone: string): Sentence {
  const more = told.length - mostSentences;
  return [
    ...told.slice(0, mostSentences).flatMap((one, at): Sentence => {
      const { event, channel, weekly, effect } = one;
      if (!effect || !weekly) return [];
      const way = verdict(one);
      return [
        `${at > 0 ? ' ' : ''}Since “${event.title}” (`,
        dayRun(event.on, zone),
        `), “${weekly.label}” with ${channel} is `,
        { value: effect.expected.value + effect.value, as: 'of100', strong: true },
        way === 'cannot tell'
          ? ', and whether that is a change cannot be told; expected were '
          : `, ${way} than the `,
        { value: effect.expected.value, as: 'of100' },
        way === 'cannot tell' ? '.' : ' to be expected.',
      ];
    }),
    ...(more > 0 ? [` ${more} more ${more === 1 ? 'comparison is' : 'comparisons are'} in the table.`] : []),
  ];
}

function messagesOf({ weekly, at = 0, end = 0 }: ChangeEffect): number {
  return (weekly?.n ?? []).slice(at, end).reduce((sum, n) => sum + n, 0);
}

function estimatesOf(one: ChangeEffect): NamedEstimate[] {
  const { event, channel, weekly, effect, because } = one;
  if (!weekly) return [];
  const name = `${weekly.name === 'waiting' ? 'still_waiting_after_1d' : 'answers_share_of_our_messages'}_changed_${event.on}`;
  const base = { channel, period: 'now' as const, unit: 'share' as const, n: messagesOf(one) };
  const label = `${event.title}, ${event.on}: ${weekly.label}`;
  if (!effect)
    return [{ ...base, name, label, value: Number.NaN, cannotTell: because ?? 'nothing was read' }];
  const { value, low, high, expected } = effect;
  return [
    { ...base, name, label: `${label}, difference`, value, low, high },
    { ...base, name: `${name}_expected`, label: `${label}, expected without it`, ...expected },
  ];
}

function pictureOf(
  { event, channel, weekly, effect, at = 0, end = 0 }: ChangeEffect,
  locale: string,
): SeriesFigure {
  const words = (date: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  const start = Math.max(0, at - weeksShown / 2);
  const shown = (weekly?.values ?? []).slice(start, Math.min(end, start + weeksShown));
  const expected = effect?.expected ?? { low: 0, high: 0 };
  const highest = Math.max(0, expected.high, ...shown.filter(Number.isFinite));
  return {
    form: 'series',
    title: `${weekly?.label}, ${channel}`,
    caption: `${weekly?.label} with ${channel}, week by week. “${event.title}” is of ${words(event.on, { day: 'numeric', month: 'long', year: 'numeric' })}; the band is the 95 % range of the mean to be expected without it.`,
    unit: 'share',
    tone: 'steady',
    max: [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1].find((top) => top >= highest) ?? 1,
    points: shown.map((value, index) => {
      const day = weekly ? weekDay(weekly, start + index) : '';
      return {
        at: day,
        label: words(day, { day: 'numeric', month: 'short' }),
        short: words(day, { day: 'numeric' }),
        ...(Number.isFinite(value) && { value }),
      };
    }),
    usual: {
      low: Math.max(0, expected.low),
      high: Math.min(1, expected.high),
      label: 'expected without it',
    },
  };
}

function table(effects: ChangeEffect[], locale: string): TableFigure {
  const day = (date: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  return {
    form: 'table',
    title: 'Changes of tactics',
    note: 'Means of weekly shares, with 95 % ranges. Placebo: dates without a change at which as much was found',
    columns: [
      { label: 'Change', numeric: false },
      { label: 'Number', numeric: false },
      { label: 'Since', numeric: true },
      { label: 'Expected', numeric: true },
      { label: 'Difference in points', numeric: true },
      { label: 'Placebo', numeric: true },
      { label: 'It is', numeric: false },
    ],
    rows: effects.map((one) => {
      const { event, channel, weekly, effect, because } = one;
      return {
        label: `${event.title}, ${day(event.on)}`,
        cells: [
          [weekly?.label, channel].filter(Boolean).join(', '),
          effect ? { value: effect.expected.value + effect.value, as: 'share', strong: true } : '',
          effect
            ? {
                value: effect.expected.value,
                as: 'share',
                low: Math.max(0, effect.expected.low),
                high: Math.min(1, effect.expected.high),
              }
            : '',
          effect
            ? `${shownPoints(effect.value)} (${shownPoints(effect.low)} to ${shownPoints(effect.high)})`
            : '',
          effect ? (effect.placebo ? `${effect.placebo.asLarge} of ${effect.placebo.dates}` : 'too few') : '',
          effect ? verdict(one) : `cannot tell: ${because}`,
        ],
      };
    }),
  };
}

function caveatsOf(told: number): string[] {
  return [
    'A change on a date is no experiment: whatever else began in those weeks is in the difference too.',
    'No season is in what is expected.',
    ...(told > 1
      ? [
          `${told} numbers were compared, each at 95 %: of twenty without any change, one would seem to show one.`,
        ]
      : []),
  ];
}
