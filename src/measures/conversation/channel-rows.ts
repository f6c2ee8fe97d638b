import type { TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import type { ChannelFact } from '../channels.ts';
import { beforeWords } from './asking.ts';

type Row = TableFigure['rows'][number];

/** A row for each channel, and under it one for the period that it is compared with, where that can be told. */
export function channelRows<T extends { channel: ChannelFact }>(
  shown: T[],
  compared: Map<number, T>,
  filter: Filter,
  cells: (one: T) => Row['cells'],
): Row[] {
  return shown.flatMap((one) => {
    const then = compared.get(one.channel.channelId);
    return [
      { label: one.channel.word, cells: cells(one) },
      ...(then ? [{ label: beforeWords(filter).row, before: true, cells: cells(then) }] : []),
    ];
  });
}
