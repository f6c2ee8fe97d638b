import type { Cell, Figure, RangesFigure, TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import { beforeWords } from './asking.ts';
import type { Depth } from './depth.ts';
import { cellOf, type Told } from './told.ts';

const mostRows = 10;
const mostDrawn = 6;

/** Shares of two-way conversations, a dot with a whisker each. */
export function ranges(told: Depth[], compared: Map<number, Depth>, filter: Filter): RangesFigure {
  const drawn = told.slice(0, mostDrawn);
  const row = ({ ranged }: Told, label: string, before: boolean) =>
    ranged
      ? [{ label, value: ranged.value, low: ranged.low, high: ranged.high, tone: 'steady' as const, before }]
      : [];
  const rows = drawn.flatMap((one) => {
    const then = compared.get(one.talks.channel.channelId);
    return [
      ...row(one.twoWay, one.talks.channel.word, false),
      ...(then ? row(then.twoWay, beforeWords(filter).row, true) : []),
    ];
  });
  return {
    form: 'ranges',
    title: 'Conversations with both sides in them',
    caption: `Share of conversations begun in the period in which somebody from outside and our side wrote, with 95 % ranges${rows.some(({ before }) => before) ? '; a ring is the period it is compared with, as it stood when it was as old' : ''}.`,
    unit: 'share',
    max: 1,
    rows,
  };
}

/** Who takes part: both sides, only ours, only others. */
export function partiesTable(told: Depth[], compared: Map<number, Depth>, filter: Filter): TableFigure {
  const cells = ({ twoWay, ours, theirs }: Depth): Cell[] => [
    cellOf(twoWay, true),
    cellOf(ours),
    cellOf(theirs),
    { value: twoWay.n, as: 'count' },
  ];
  const shown = told.slice(0, mostRows);
  const left = told.length - shown.length;
  return {
    form: 'table',
    title: 'Who takes part',
    note: `Share of conversations, with 95 % range${left > 0 ? `. ${left} smaller ${left === 1 ? 'channel is' : 'channels are'} in the numbers (.csv)` : ''}`,
    columns: ['Channel', 'Both sides', 'Only our side', 'Only others', 'n'].map((label, index) => ({
      label,
      numeric: index > 0,
    })),
    rows: shown.flatMap((one) => {
      const then = compared.get(one.talks.channel.channelId);
      return [
        { label: one.talks.channel.word, cells: cells(one) },
        ...(then?.twoWay.ranged
          ? [{ label: beforeWords(filter).row, before: true, cells: cells(then) }]
          : []),
      ];
    }),
  };
}

/** Back and forth, turns, balance and chain, in conversations with both sides. */
export function depthTable(told: Depth[], closedAfter: number): Figure[] {
  const shown = told.filter(({ backAndForth }) => backAndForth.n > 0).slice(0, mostRows);
  if (shown.length === 0) return [];
  const labels = ['Channel', 'Back and forth', 'Our share of turns', 'Balance', 'Turns', 'Chain', 'n'];
  return [
    {
      form: 'table',
      title: 'In conversations with both sides',
      note: `Back and forth, our share of the turns and balance with 95 % range; turns and longest chain of answers are medians. A conversation is closed after ${closedAfter} silent days, these may go on`,
      columns: labels.map((label, index) => ({ label, numeric: index > 0 })),
      rows: shown.map(({ talks, backAndForth, ourTurns, balance, turns, chain }) => ({
        label: talks.channel.word,
        cells: [
          cellOf(backAndForth, true),
          cellOf(ourTurns),
          cellOf(balance),
          { value: turns.median, as: 'count' },
          { value: chain, as: 'count' },
          { value: backAndForth.n, as: 'count' },
        ],
      })),
    },
  ];
}
