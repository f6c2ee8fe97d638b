import type { Cell, CurveFigure, FateFigure, Figure, RangesFigure, TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { rowAt } from '../../stats/survival/life-table.ts';
import { type Asked, dismissed } from './asked.ts';
import { afterADay, worstOf } from './sentence.ts';
import { type ChannelWait, gridUntil, type Milestones } from './wait.ts';

const mostLines = 3;
const mostRows = 10;
const mostMeans = 6;

/** The channel in which the largest share waits stands out, where it is clearly not the smallest. */
function alertOf(told: ChannelWait[]): ChannelWait | undefined {
  const known = told.filter((wait) => afterADay(wait));
  if (known.length < 2) return undefined;
  const value = (wait: ChannelWait) => afterADay(wait)?.value ?? 0;
  const most = known.reduce((a, b) => (value(b) > value(a) ? b : a));
  const least = Math.min(...known.map((wait) => afterADay(wait)?.high ?? 1));
  return (afterADay(most)?.low ?? 0) > least ? most : undefined;
}

/** The channels drawn: the one in which most messages still waited after a day, then those with most messages. */
function drawnOf(told: ChannelWait[]): ChannelWait[] {
  const worst = worstOf(told);
  return [...(worst ? [worst] : []), ...told.filter((wait) => wait !== worst)].slice(0, mostLines);
}

/** The waiting curves of a few channels, a line each. */
export function curveFigure(told: ChannelWait[], { times, tau }: Milestones, filter: Filter): CurveFigure {
  const drawn = drawnOf(told);
  const alert = alertOf(drawn);
  const left = told.length - drawn.length;
  return {
    form: 'curve',
    title: 'Share still waiting for a first answer',
    caption: `Share of messages still waiting, by time since they were written${filter.clock === 'business' ? ', counted in business hours' : ''}; the time axis grows by steps of the same factor. Bands are 95 % ranges. ${drawn.map(({ channel, n }) => `${n.toLocaleString('en')} messages with ${channel.word}`).join(', ')}. Those never answered are counted as still waiting.${left > 0 ? ` ${left} more ${left === 1 ? 'channel is' : 'channels are'} in the table.` : ''}`,
    lines: drawn.map((wait, index) => ({
      name: wait.channel.word,
      note: noteOf(wait),
      tone: wait === alert ? 'alert' : 'steady',
      dashed: index === drawn.length - 1 && index > 0,
      points: wait.curve?.() ?? [],
    })),
    ticks: times.map(({ t, label, short, emphasis }) => ({ t, label, short, emphasis })),
    until: tau,
  };
}

function noteOf({ shares }: ChannelWait): string {
  const last = shares?.shares[3];
  if (!last || isRefusal(last)) return 'data end before';
  return `${Math.round(last.waiting.value * 100)} % no answer`;
}

/** Shares still waiting at the milestones, channel by channel, with the period before. */
export function sharesTable(
  told: ChannelWait[],
  compared: Map<number, ChannelWait>,
  { times }: Milestones,
  filter: Filter,
): TableFigure {
  const shown = told.slice(0, mostRows);
  const rows = shown.flatMap((wait) => {
    const before = compared.get(wait.channel.channelId);
    return [
      { label: wait.channel.word, cells: cellsOf(wait) },
      ...(before?.shares
        ? [
            {
              label: filter.compare === 'year' ? 'a year before' : 'the period before',
              before: true,
              cells: cellsOf(before),
            },
          ]
        : []),
    ];
  });
  const left = told.length - shown.length;
  return {
    form: 'table',
    title: 'Still waiting after',
    note: `Share of messages that expect an answer, with 95 % range${left > 0 ? `. ${left} smaller channels are in the numbers (.csv)` : ''}`,
    columns: [
      { label: 'Channel', numeric: false },
      ...times.map(({ label }) => ({ label, numeric: true })),
      { label: 'Half have an answer after', numeric: true },
      { label: 'n', numeric: true },
    ],
    rows,
  };
}

function cellsOf({ shares, n }: ChannelWait): Cell[] {
  if (!shares) return [];
  const { median } = shares;
  return [
    ...shares.shares.map((told, index): Cell => {
      if (isRefusal(told)) return 'cannot tell';
      const { value, low, high } = told.waiting;
      return { value, as: 'share', low, high, ...(index === 2 ? { strong: true as const } : {}) };
    }),
    isRefusal(median)
      ? 'not in sight'
      : median.value === 0 && median.high === 0
        ? 'at once'
        : { value: median.value, as: 'duration', low: median.low, high: median.high },
    { value: n, as: 'count' },
  ];
}

/** Mean waits within the first seven days, now and before, a dot with a whisker each. */
export function meanFigure(
  told: ChannelWait[],
  compared: Map<number, ChannelWait>,
  { tau, tauLabel }: Milestones,
  filter: Filter,
): RangesFigure[] {
  const drawn = told.slice(0, mostMeans);
  const alert = alertOf(drawn);
  const rows = drawn.flatMap((wait) => {
    const before = compared.get(wait.channel.channelId);
    const tone = wait === alert ? ('alert' as const) : ('steady' as const);
    return [
      ...meanRow(wait, wait.channel.word, tone, false),
      ...(before
        ? meanRow(before, filter.compare === 'year' ? 'a year before' : 'the period before', tone, true)
        : []),
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      form: 'ranges',
      title: `Mean wait within the first ${tauLabel}`,
      caption: `Mean time waited within the first ${tauLabel}, with 95 % ranges${rows.some(({ before }) => before) ? '; a ring is the period it is compared with' : ''}.`,
      unit: 'seconds',
      max: Math.min(tau, 1.1 * Math.max(...rows.map(({ high }) => high))),
      rows,
    },
  ];
}

function meanRow({ shares }: ChannelWait, label: string, tone: 'steady' | 'alert', before: boolean) {
  const mean = shares?.restrictedMean;
  if (!mean || isRefusal(mean)) return [];
  return [{ label, value: mean.value, low: mean.low, high: mean.high, tone, before }];
}

/** What became of the messages over time, for channels in which people marked some as needing no answer. */
export function fateFigures(told: ChannelWait[], asked: Map<number, Asked>, marks: Milestones): Figure[] {
  return told
    .filter(({ channel }) => asked.get(channel.channelId)?.cause.includes(dismissed))
    .slice(0, 3)
    .map((wait): FateFigure => {
      const incidence = wait.shares?.incidence;
      const grid = gridUntil(marks).filter((t) => t <= (wait.shares?.followUp ?? 0));
      return {
        form: 'fate',
        title: `What became of messages with ${wait.channel.word}`,
        caption: `Answered, marked as needing no answer, or still waiting, by time since they were written (Aalen and Johansen). ${wait.n} messages.`,
        points: grid.flatMap((t) => {
          if (!incidence) return [];
          const row = rowAt(incidence.curve.time, t);
          return [
            {
              t,
              answered: incidence.incidence[0][row],
              dismissed: incidence.incidence[1][row],
              waiting: incidence.curve.survival[row],
            },
          ];
        }),
        ticks: marks.times.map(({ t, label, short }) => ({ t, label, short })),
        until: marks.tau,
      };
    });
}
