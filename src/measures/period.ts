import type { Span } from '../model/filter.ts';
import type { Asking } from '../model/measure.ts';
import type { Store } from '../model/store.ts';
import { type ChannelFact, channelsOf } from './channels.ts';
import { comparedSpan, type DataRange, spanOf } from './span.ts';

/**
 * The period asked for, resolved against where the data of the channels asked for end: of those whose other side is
 * in the data, where there are any, since only of them can waiting be told. Without any channel, against what came
 * from elsewhere, which is known up to the newest import.
 */
export async function periodOf(
  asking: Asking,
): Promise<{ span: Span; before: Span | undefined; range: DataRange | undefined }> {
  const all = await channelsOf(asking.store, asking.filter);
  const told = all.filter(({ sides }) => sides === 'both');
  const channels = told.length > 0 ? told : all;
  const range = channels.length > 0 ? rangeOf(channels) : await toldRange(asking.store);
  if (!range)
    return {
      span: { from: '1970-01-01T00:00:00Z', to: '1970-01-01T00:00:00Z', unfinished: false },
      before: undefined,
      range,
    };
  return {
    span: spanOf(asking.filter, range, asking.plan.zone),
    before: comparedSpan(asking.filter, range, asking.plan.zone),
    range,
  };
}

function rangeOf(channels: ChannelFact[]): DataRange {
  return {
    first: channels.map(({ firstAt }) => firstAt).sort()[0],
    observedUntil: channels
      .map(({ observedUntil }) => observedUntil)
      .sort()
      .at(-1) as string,
  };
}

async function toldRange(store: Store): Promise<DataRange | undefined> {
  const [row] = await store.query<{ first: string | null; last: string | null }>(
    `SELECT strftime(least((SELECT min(starts_at) FROM point_now), (SELECT min(fielded_from) FROM wave_total_now),
        (SELECT min(fielded_from) FROM respondent_now)), '%Y-%m-%dT%H:%M:%SZ') AS first,
      strftime((SELECT max(made_at) FROM import), '%Y-%m-%dT%H:%M:%SZ') AS last`,
  );
  return row?.first && row.last ? { first: row.first, observedUntil: row.last } : undefined;
}
