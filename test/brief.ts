import type { Stretch } from '../src/measures/brief/stretch.ts';
import type { ToldNumber } from '../src/measures/brief/told.ts';
import { defaultFilter } from '../src/model/filter.ts';
import type { Answer, NamedEstimate } from '../src/model/finding.ts';
import type { Measure } from '../src/model/measure.ts';

/** The third week of November 2026, all of it in the data. */
export const week: Stretch = {
  filter: { ...defaultFilter, period: 'week' },
  span: { from: '2026-11-16T00:00:00Z', to: '2026-11-23T00:00:00Z', unfinished: false },
  days: { from: '2026-11-16', to: '2026-11-22' },
  earlier: [],
  dataEnd: '2026-11-22',
};

/** The 28 days that end with it. */
export const fourWeeks: Stretch = {
  filter: defaultFilter,
  span: { from: '2026-10-26T00:00:00Z', to: '2026-11-23T00:00:00Z', unfinished: false },
  days: { from: '2026-10-26', to: '2026-11-22' },
  earlier: [],
  dataEnd: '2026-11-22',
};

const measures = new Map<string, Measure>();

/** A measure of that word, the same one each time. */
export function measureOf(word: string): Measure {
  const known = measures.get(word);
  if (known) return known;
  const measure: Measure = {
    word,
    title: `What ${word} tells`,
    headlines: true,
    answer: () => Promise.reject(new Error('nobody answers in this test')),
    rows: () => Promise.reject(new Error('there are no rows in this test')),
  };
  measures.set(word, measure);
  return measure;
}

/** A share with a range of so many points to either side (none for a count of all). */
export function shareOf(value: number, half?: number, n = 100): NamedEstimate {
  const range = half === undefined ? {} : { low: value - half, high: value + half };
  return { name: 'share', label: 'Share', channel: 'a', period: 'now', unit: 'share', n, value, ...range };
}

/** A number of a measure of a question, "QUESTION/MEASURE/CHANNEL". */
export function numberAt(
  place: string,
  now: NamedEstimate,
  before?: NamedEstimate,
  stretch: Stretch = week,
): ToldNumber {
  const [question, measure, channel] = place.split('/');
  const headline = {
    name: 'share',
    channel,
    sentence: [
      `With ${channel}, `,
      { value: now.value, as: 'of100' as const, strong: true as const },
      ' did',
    ],
  };
  const finding = { kind: 'answer', headlines: [headline], figures: [], voices: [] } as unknown as Answer;
  return {
    question: { word: question, title: question },
    measure: measureOf(measure),
    finding,
    headline,
    stretch,
    longer: stretch !== week,
    now: { ...now, channel },
    ...(before ? { before: { ...before, channel, period: 'previous' as const } } : {}),
  };
}
