import type { Figure, RangesFigure, SeriesFigure } from '../../model/figure.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import { type Happening, marksOf } from '../time-marks.ts';
import { type Compared, fewest } from './change.ts';
import { type Stretch, stretchWords } from './stretch.ts';
import { type Answering, estimateOf, type ToldNumber } from './told.ts';

const mostLines = 3;
const mostRows = 6;

/** The same measure's answers of the equal stretches before, the latest last, as its page shows them for those days. */
export async function history(
  { measure, stretch }: Pick<ToldNumber, 'measure' | 'stretch'>,
  answer: Answering,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const days of stretch.earlier) found.push(await answer(measure, historyFilter(stretch, days)));
  return found;
}

function historyFilter({ filter }: Stretch, days: { from: string; to: string }): Filter {
  return { ...filter, period: defaultFilter.period, ...days, compare: 'none' };
}

/** The number in each of those answers; undefined where it could not be told, or is a count of few messages. */
export function inHistory({ headline }: Pick<ToldNumber, 'headline'>, findings: Finding[]) {
  return findings.map((finding) => {
    const one = estimateOf(finding, headline, true);
    return one && (one.low !== undefined || one.n >= fewest) ? one : undefined;
  });
}

/**
 * The small picture of a number: of one that stands, the answer's own curve or ranges where it shows this very number,
 * of a few channels; else the number over the equal stretches before.
 */
export async function pictureOf(
  number: Compared,
  answer: Answering,
  locale: string,
  beside: Happening[] = [],
): Promise<Figure | undefined> {
  const { figure } = number.headline;
  if (figure) return number.finding.figures.find(({ title }) => title === figure);
  const own = ownPicture(number);
  if (own && !number.comparison?.changed) return own;
  const earlier = inHistory(number, await history(number, answer));
  return earlier.filter(Boolean).length >= 2 ? series(number, earlier, locale, beside) : own;
}

function ownPicture({ finding, headline }: ToldNumber): Figure | undefined {
  if (finding.headlines?.[0]?.name !== headline.name) return undefined;
  const [figure] = finding.figures;
  if (figure?.form === 'curve')
    return figure.lines.length <= mostLines && figure.lines.some(({ name }) => name === headline.channel)
      ? figure
      : undefined;
  if (figure?.form !== 'ranges') return undefined;
  const rows = fewRows(figure.rows, headline.channel);
  return rows && { ...figure, rows };
}

/** The rows of a channel and what it is compared with, and those of the first other channels as far as they fit. */
function fewRows(rows: RangesFigure['rows'], channel: string | undefined): RangesFigure['rows'] | undefined {
  const starts = rows.flatMap(({ before }, at) => (before ? [] : [at]));
  const groups = starts.map((start, at) => rows.slice(start, starts[at + 1]));
  const own = groups.find(([{ label }]) => label === channel);
  if (!own) return undefined;
  const kept = [own];
  for (const group of groups)
    if (group !== own && kept.flat().length + group.length <= mostRows) kept.push(group);
  return groups.filter((group) => kept.includes(group)).flat();
}

/** A number over the equal stretches before and its own, which is the last. */
export function series(
  number: Compared,
  earlier: (NamedEstimate | undefined)[],
  locale: string,
  beside: Happening[] = [],
): SeriesFigure {
  const { stretch, headline, now, before, comparison } = number;
  const first = earlier.findIndex(Boolean);
  const points = earlier
    .map((one, at) => pointOf(stretch, stretch.earlier[at].from, one, locale))
    .slice(first);
  const last = {
    ...pointOf(stretch, stretch.days.from, now, locale),
    ...(stretch.span.unfinished ? { unfinished: true } : {}),
  };
  const all = [...points, last];
  const { by, one, many } = stretchWords(stretch);
  const usual = comparison?.usual;
  const apart =
    !usual && before && stretch.filter.compare === 'previous' && differs(before, earlier.at(-1))
      ? ` Compared is ${one} as it stood when it was as old as this one.`
      : '';
  const { channel } = headline;
  const days = { from: all[0]?.at ?? '', to: stretch.days.to };
  const marks = marksOf(beside, { ...days, ...(channel !== undefined && { channel }) }, locale);
  return {
    form: 'series',
    title: [now.label, headline.channel].filter(Boolean).join(', '),
    caption: `${now.label}${headline.channel ? ` with ${headline.channel}` : ''}, ${by}${now.low === undefined ? '' : ', with 95 % ranges'}.${apart}`,
    unit: now.unit,
    tone: isWorse(number) ? 'alert' : 'steady',
    max: topOf(
      now,
      all.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)),
    ),
    points: all,
    ...(marks.length > 0 && { marks }),
    ...(usual
      ? {
          usual: {
            low: Math.max(0, usual.low),
            high: now.unit === 'share' ? Math.min(1, usual.high) : usual.high,
            label: `usual by ${many(usual.count)}`,
          },
        }
      : {}),
  };
}

function differs(before: NamedEstimate, then: NamedEstimate | undefined): boolean {
  return then !== undefined && Math.abs(before.value - then.value) >= 0.005;
}

function isWorse({ headline: { better }, now, before, comparison }: Compared): boolean {
  const then = comparison?.usual?.mean ?? before?.value;
  if (!better || !comparison?.changed || then === undefined) return false;
  return better === 'more' ? now.value < then : now.value > then;
}

function pointOf(
  stretch: Stretch,
  from: string,
  one: NamedEstimate | undefined,
  locale: string,
): SeriesFigure['points'][number] {
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${from}T00:00:00Z`));
  const monthly = stretch.filter.period.endsWith('month') && stretch.filter.from === undefined;
  return {
    at: from,
    label: written(monthly ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' }),
    short: written(monthly ? { month: 'short' } : { day: 'numeric' }),
    ...(one ? { value: one.value, low: one.low, high: one.high } : {}),
  };
}

const tops = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

/** The top of the axis: a round number above everything drawn. */
function topOf({ unit }: NamedEstimate, values: number[]): number {
  const highest = Math.max(...values);
  if (unit === 'share') return tops.find((top) => top >= highest) ?? 1;
  return highest > 0 ? 1.1 * highest : 1;
}
