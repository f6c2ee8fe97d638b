import type { Cell, SeriesFigure, TableFigure } from '../../model/figure.ts';
import { type Happening, marksOf } from '../time-marks.ts';
import type { ChangeEffect } from './change-effect.ts';
import { type Stepped, stepDay } from './weekly.ts';

const stepsShown = 24;
const tops = [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

/** A number around a change, with the range that was to be expected without it. */
export function changePicture(
  { event, channel, stepped, effect, at = 0, end = 0 }: ChangeEffect,
  beside: Happening[],
  locale: string,
): SeriesFigure[] {
  if (!stepped || !effect) return [];
  const words = (date: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  const { step, unit, label } = stepped;
  const start = Math.max(0, at - stepsShown / 2);
  const until = Math.min(end, start + stepsShown);
  const shown = stepped.values.slice(start, until);
  const { expected } = effect;
  const highest = Math.max(0, expected.high, ...shown.filter(Number.isFinite));
  const share = unit === 'share';
  const marks = marksOf(
    beside,
    {
      from: stepDay(stepped, start),
      to: stepDay(stepped, until),
      ...(stepped.counts === 'messages' && { channel }),
    },
    locale,
  );
  return [
    {
      form: 'series',
      title: `${label}, ${channel}`,
      caption: `${label} with ${channel}, ${step} by ${step}. \u201c${event.title}\u201d is of ${words(event.on, { day: 'numeric', month: 'long', year: 'numeric' })}; the band is the 95 % range of the mean to be expected without it${heldAgainst(event.controls)}.`,
      unit,
      tone: 'steady',
      max: share ? (tops.find((top) => top >= highest) ?? 1) : highest > 0 ? 1.1 * highest : 1,
      points: shown.map((value, index) => {
        const day = stepDay(stepped, start + index);
        return {
          at: day,
          label: words(
            day,
            step === 'week' ? { day: 'numeric', month: 'short' } : { month: 'short', year: 'numeric' },
          ),
          short: words(day, step === 'week' ? { day: 'numeric' } : { month: 'short' }),
          ...(Number.isFinite(value) && { value }),
        };
      }),
      usual: {
        low: share ? Math.max(0, expected.low) : expected.low,
        high: share ? Math.min(1, expected.high) : expected.high,
        label: 'expected without it',
      },
      ...(marks.length > 0 && { marks }),
    },
  ];
}

const heldAgainst = (controls: string[] = []) =>
  controls.length > 0 ? `, held against ${controls.join(' and ')}` : '';

/** "higher", "lower", or neither where what is told beside it leaves room for chance. */
export const claims = { higher: 'higher', lower: 'lower', unclear: 'cannot tell' } as const;

/** Every change and number, with what was to be expected. */
export function changeTable(effects: ChangeEffect[], locale: string): TableFigure {
  const day = (date: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  return {
    form: 'table',
    title: 'Changes of tactics',
    note: 'Means, with 95 % ranges; differences of shares in points. Called higher or lower after correction for how many are told here (Holm, 5 %). Placebo: at how many dates without a change as much was found',
    columns: [
      { label: 'Change', numeric: false },
      { label: 'Number', numeric: false },
      { label: 'Since', numeric: true },
      { label: 'Expected', numeric: true },
      { label: 'Difference', numeric: true },
      { label: 'It is', numeric: false },
    ],
    rows: effects.map((one) => {
      const { event, channel, stepped, effect, because, claim } = one;
      const number = `${[stepped && namedBy(stepped), channel].filter(Boolean).join(', ')}${heldAgainst(event.controls)}`;
      return {
        label: event.title,
        cells: [
          `${number}, from ${day(event.on)}`,
          ...(effect && stepped ? cellsOf(effect, stepped, locale) : (['', '', ''] satisfies Cell[])),
          claim ? `${claims[claim]} (placebo ${placeboWords(effect)})` : `cannot tell: ${because}`,
        ],
      };
    }),
  };
}

const namedBy = ({ label, step }: Stepped) => (step === 'week' ? label : `${label} a ${step}`);

function cellsOf(
  { value, low, high, expected }: NonNullable<ChangeEffect['effect']>,
  { unit }: Stepped,
  locale: string,
): Cell[] {
  const share = unit === 'share';
  const inside = (one: number) => (share ? Math.min(1, Math.max(0, one)) : one);
  return [
    { value: inside(expected.value + value), as: unit, strong: true },
    { value: expected.value, as: unit, low: inside(expected.low), high: inside(expected.high) },
    `${signed(value, unit, locale)} (${signed(low, unit, locale)} to ${signed(high, unit, locale)})`,
  ];
}

function placeboWords(effect: ChangeEffect['effect']): string {
  const placebo = effect?.placebo;
  return placebo ? `${placebo.asLarge} of ${placebo.dates}` : 'dates too few';
}

/** "+4", "-3": points of a share, or things. */
function signed(value: number, unit: Stepped['unit'], locale: string): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  return format.format(unit === 'share' ? 100 * value : value).replace('-', '\u2212');
}
