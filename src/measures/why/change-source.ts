import { seriesIn } from '../../facts/index.ts';
import type { Asking } from '../../model/measure.ts';
import { addsUp, isLevel, type Series } from '../../model/series.ts';
import type { ChannelFact } from '../channels.ts';
import { weeklyEstimates } from '../event-check.ts';
import { goalSource } from '../goal-source.ts';
import { dateOf, daysOf } from './course.ts';
import { chosenOf, filterOf } from './series-course.ts';
import { type Stepped, stepFrom, weeklyOf } from './weekly.ts';

/** What a change is read on, or why it cannot be. */
export type Read = Stepped | { because: string };

/** A reader of what events name, which asks each channel and each series once. */
export function changeReader(asking: Asking, channels: ChannelFact[]) {
  const weekly = new Map<number, Promise<Stepped[]>>();
  const series = new Map<string, Promise<Read>>();
  const ofChannel = (channel: ChannelFact): Promise<Stepped[]> => {
    const known = weekly.get(channel.channelId) ?? weeklyOf(asking, channel);
    weekly.set(channel.channelId, known);
    return known;
  };
  const named = async (measure: string): Promise<Read> => {
    const source = goalSource(measure);
    if (source?.kind === 'series') {
      const known = series.get(measure) ?? seriesSteps(asking, measure);
      series.set(measure, known);
      return known;
    }
    if (source?.kind !== 'measure' || !weeklyEstimates.includes(`${source.measure}/${source.estimate}`))
      return {
        because: `“${measure}” is not told by the week: name ${weeklyEstimates.join(' or ')} of a channel, or a series`,
      };
    const channel = channels.find(({ word }) => word.toLowerCase() === source.channel.toLowerCase());
    const found = channel && (await ofChannel(channel)).find(({ name }) => name === source.estimate);
    return (
      found ?? {
        because: `“${measure}” cannot be read: ${source.channel} is not in the data, or tells too little`,
      }
    );
  };
  return { ofChannel, named };
}

async function seriesSteps({ store }: Asking, measure: string): Promise<Read> {
  const source = goalSource(measure);
  if (source?.kind !== 'series') return { because: `“${measure}” is no series` };
  if (source.total)
    return { because: `“${measure}” is a total, which only adds up: name the series without total` };
  const found = await seriesIn(store, source.word, filterOf(source));
  const chosen = chosenOf(found, source);
  return 'because' in chosen ? { because: chosen.because.replace(/\.$/, '') } : steppedOf(chosen);
}

const steps = { day: 'week', week: 'week', month: 'month', quarter: 'quarter' } as const;

/**
 * A series by even steps; days become weeks from Monday on. Of what is added up every day must be told; of the rest a
 * week is the mean of its days, and of what stands, such as followers, of those that were told.
 */
export function steppedOf(series: Series): Read {
  const { grain, unit, word, label, source, points, currency } = series;
  if (grain === 'instant' || grain === 'year' || points.length === 0)
    return {
      because: `“${label}” is told by ${grain === 'year' ? 'the year' : 'single moments'}, not by even steps`,
    };
  const [first] = points;
  const from = grain === 'day' ? mondayFrom(first.from) : first.from.slice(0, 10);
  const base = {
    name: nameOf(word, Object.values(series.dimensions)),
    label: [currency ? `${label} (${currency})` : label, ...Object.values(series.dimensions)].join(', '),
    channel: source,
    unit: unit === 'share' ? ('share' as const) : ('count' as const),
    step: steps[grain],
    from,
    counts: 'values' as const,
  };
  const days: number[][] = [];
  for (const { from: at, value } of points) {
    if (at < from) continue;
    const index =
      grain === 'day' ? Math.floor((daysOf(at) - daysOf(from)) / 7) : stepFrom(base, at.slice(0, 10));
    days[index] = [...(days[index] ?? []), value];
  }
  const enough = grain === 'day' && !isLevel(series) ? 7 : 1;
  const values = Array.from(days, (told) => {
    if (!told || told.length < enough) return Number.NaN;
    const sum = told.reduce((a, b) => a + b, 0);
    return addsUp(series) ? sum : sum / told.length;
  });
  return {
    ...base,
    values,
    n: values.map((value, step) => (Number.isFinite(value) ? (days[step]?.length ?? 0) : 0)),
  };
}

function nameOf(word: string, values: string[]): string {
  return [word, ...values]
    .join('_')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_');
}

function mondayFrom(day: string): string {
  // 1970 began on a Thursday
  const days = Math.floor(daysOf(day));
  return dateOf(days + ((4 - (days % 7) + 7) % 7));
}
