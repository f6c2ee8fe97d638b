import { readableSeries, seriesIn } from '../../facts/series.ts';
import type { Span } from '../../model/filter.ts';
import type { Store } from '../../model/store.ts';

/** A number from elsewhere that says that people turned away. */
export interface TurnedAway {
  word: string;
  source: string;
  label: string;
  /** Sum over the points that lie within the period, and how many these are. */
  value: number;
  points: number;
  /** First day, and the day after the last, of what was added. */
  from: string;
  to: string;
}

/** Words by which files name that people turn away, each with what it is. */
export const turningAway: { pattern: RegExp; what: string }[] = [
  { pattern: /unfollow|lost[-_ ]?follow|follow\w*[-_ ]?lost|losing[-_ ]?follow/i, what: 'unfollows' },
  { pattern: /\bhid(?:e|es|den)\b|[-_]hid(?:e|es|den)/i, what: 'hides' },
  { pattern: /\bmut(?:e|es|ed)\b|[-_]mut(?:e|es|ed)/i, what: 'mutes' },
  { pattern: /\bblock(?:s|ed)?\b|[-_]block(?:s|ed)?\b/i, what: 'blocks' },
  { pattern: /unsubscri|opt[-_ ]?out/i, what: 'opt-outs' },
  {
    pattern: /spam[-_ ]?report|report(?:ed|s)?[-_ ]?(?:as[-_ ]?)?spam|negative[-_ ]?feedback/i,
    what: 'reports',
  },
];

/** The series that count people turning away, each added up over the period; never added to another. */
export async function turnedAway(
  store: Store,
  span: Span,
): Promise<{ found: TurnedAway[]; lacking: string[] }> {
  const all = await readableSeries(store);
  const kinds = all.filter(
    ({ word, label, unit, grain }) =>
      unit === 'count' &&
      grain !== 'instant' &&
      turningAway.some(({ pattern }) => pattern.test(word) || pattern.test(label)),
  );
  const from = span.from.slice(0, 10);
  const to = span.to.slice(0, 10);
  const found: TurnedAway[] = [];
  for (const word of new Set(kinds.map((one) => one.word)))
    for (const series of await seriesIn(store, word)) {
      if (series.unit !== 'count' || series.grain === 'instant') continue;
      const points = series.points.filter((point) => point.from >= from && point.to <= to);
      if (points.length === 0) continue;
      const broken = Object.entries(series.dimensions).map(([key, value]) => `${key} ${value}`);
      found.push({
        word,
        source: series.source,
        label: [series.label, ...broken].join(', '),
        value: points.reduce((sum, { value }) => sum + value, 0),
        points: points.length,
        from: points[0].from,
        to: points.at(-1)?.to ?? to,
      });
    }
  const lacking = turningAway.flatMap(({ pattern, what }) =>
    kinds.some(({ word, label }) => pattern.test(word) || pattern.test(label)) ? [] : [what],
  );
  return { found, lacking };
}
