import type { Span } from '../model/filter.ts';
import type { Asking } from '../model/measure.ts';
import { channelsOf } from './channels.ts';
import { comparedSpan, type DataRange, spanOf } from './span.ts';

/**
 * The period asked for, resolved against where the data of the channels asked for end: of those whose other side is
 * in the data, where there are any, since only of them can waiting be told.
 */
export async function periodOf(
  asking: Asking,
): Promise<{ span: Span; before: Span | undefined; range: DataRange | undefined }> {
  const all = await channelsOf(asking.store, asking.filter);
  const told = all.filter(({ sides }) => sides === 'both');
  const channels = told.length > 0 ? told : all;
  if (channels.length === 0)
    return {
      span: { from: '1970-01-01T00:00:00Z', to: '1970-01-01T00:00:00Z', unfinished: false },
      before: undefined,
      range: undefined,
    };
  const range = {
    first: channels.map(({ firstAt }) => firstAt).sort()[0],
    observedUntil: channels
      .map(({ observedUntil }) => observedUntil)
      .sort()
      .at(-1) as string,
  };
  return {
    span: spanOf(asking.filter, range, asking.plan.zone),
    before: comparedSpan(asking.filter, range, asking.plan.zone),
    range,
  };
}
