import { readableSeries, type SeriesFilter, seriesIn } from '../../facts/index.ts';
import type { Asking } from '../../model/measure.ts';
import { addsUp, isLevel, type Series, type SeriesHead } from '../../model/series.ts';
import { dimensionWords, type GoalSource } from '../goal-source.ts';
import { listWords } from '../words.ts';
import { type Course, type CoursePoint, dateOf, daysOf, type NoCourse } from './course.ts';
import { aheadOfSteps, seasonCaveat, stepMethod, stepsOf } from './step-course.ts';
import { seasonOf, stepOf } from './steps.ts';

type SeriesSource = Extract<GoalSource, { kind: 'series' }>;

/**
 * A series from elsewhere up to a day: each finished stretch, or the total since `since`. What stands, such as followers,
 * is also read on a day that is not over, and holds until it is told anew. What counts things and never did cannot fall
 * below 0; instants have no steps, so that nothing is expected of them.
 */
export async function seriesCourse(
  { store, level = 0.95 }: Asking,
  source: SeriesSource,
  until: string,
  since: string | undefined,
): Promise<Course | NoCourse> {
  const found = await seriesIn(store, source.word, filterOf(source));
  const series = chosenOf(found, source);
  if ('because' in series) return series;
  const known = await lastImport(store);
  const stands = isLevel(series);
  const told = series.points.filter(
    ({ to }) => daysOf(to) <= Math.floor(daysOf(until)) + 1 && (known === undefined || stands || to <= known),
  );
  const { grain, unit, word } = series;
  const adds = addsUp(series);
  if (source.total && !adds)
    return {
      because: `A total of “${word}” means nothing: it is no count of things that happen.`,
      help: `Read it as series/${word}.`,
    };
  const counted =
    source.total && since !== undefined ? told.filter(({ from }) => from >= since.slice(0, 10)) : told;
  if (counted.length === 0)
    return { because: `No finished stretch of “${word}” is in yet.`, help: 'Bring in a newer file of it.' };
  const points: CoursePoint[] = [];
  let sum = 0;
  for (const { from, to, value, n } of counted) {
    sum += value;
    points.push({
      from: from.slice(0, 10),
      to: to.slice(0, 10),
      at: grain === 'instant' ? from.slice(0, 10) : dateOf(daysOf(to) - 1),
      value: source.total ? sum : value,
      n: n ?? 1,
    });
  }
  const last = points.at(-1) as CoursePoint;
  // what can be taken back (returns, followers who leave) may fall below 0 for a day
  const kind =
    (unit === 'count' || unit === 'money') && told.every(({ value }) => value >= 0) ? 'count' : 'plain';
  const steps =
    grain === 'instant'
      ? undefined
      : stepsOf(
          told.map(({ from, value }) => ({
            step: stepOf(from, grain, (told[0] as { from: string }).from),
            value,
          })),
          kind,
          seasonOf[grain],
        );
  const gaps = steps?.values.filter(Number.isNaN).length ?? 0;
  const { files } = (await readableSeries(store)).find(
    (one) => one.word === word && one.source === series.source && sameDimensions(one, series),
  ) ?? { files: [] };
  return {
    unit: unit === 'share' ? 'share' : 'count',
    of: 'values',
    per: [series.currency, source.total ? 'in total' : grain === 'instant' || !adds ? '' : `a ${grain}`]
      .filter(Boolean)
      .join(' '),
    points,
    covering: (date) => {
      if (source.total) return date <= last.at ? points.filter(({ at }) => at <= date).at(-1) : undefined;
      const within = points.find(({ from, to }) => from <= date && date < to);
      if (within || (grain !== 'instant' && !stands)) return within;
      return date <= last.at ? points.filter(({ at }) => at <= date).at(-1) : undefined;
    },
    ahead: (date, promised, random) =>
      steps && grain !== 'instant'
        ? aheadOfSteps(
            steps,
            {
              step: stepOf(date, grain, (told[0] as { from: string }).from),
              promised,
              ...(source.total && { soFar: sum }),
            },
            random,
            level,
          )
        : { because: 'values of single moments have no even steps to go on from' },
    method: `Each ${grain === 'instant' ? 'value' : grain} as ${series.source} tells it. ${stepMethod}`,
    caveats: [
      ...(steps ? seasonCaveat(steps, `“${series.label}”`) : []),
      ...(gaps > 0
        ? [
            `“${series.label}” was not told for ${gaps} of ${steps?.values.length} stretches${source.total ? '; the total counts nothing for them, so it is a lowest value' : ''}.`,
          ]
        : []),
    ],
    sources: [
      { name: `series ${word}${dimensionWords(series.dimensions)} (${series.source})`, files, to: last.at },
    ],
  };
}

/** What to look for in the store. */
export function filterOf({ source, dimensions }: SeriesSource): SeriesFilter {
  return { ...(source && { source }), ...(dimensions && { dimensions }) };
}

/** The one series that a source names; where it names several, that none is added to another. */
export function chosenOf(found: Series[], { word, source, dimensions }: SeriesSource): Series | NoCourse {
  const named = Object.keys(dimensions ?? {}).length;
  const whole = found.filter((one) => Object.keys(one.dimensions).length === named);
  const candidates = whole.length > 0 ? whole : found;
  const [first] = candidates;
  const broken = dimensions ? dimensionWords(dimensions) : '';
  if (!first)
    return {
      because: `There is no series “${word}${broken}”${source ? ` of ${source}` : ''} yet.`,
      help: 'Bring it in as CSV or XLSX with a date and a value; /series lists what is there.',
    };
  if (candidates.length === 1) return first;
  const sources = [...new Set(candidates.map((one) => one.source))];
  return {
    because: `“${word}${broken}” is ${candidates.length} series that are not added up${sources.length > 1 ? `, of ${listWords(sources, 4)}` : ', by unit or breakdown'}.`,
    help:
      sources.length > 1
        ? `Name one in the goal: series/${word}${broken} @ ${sources[0]}.`
        : candidates.every((one) => sameDimensions(one, first))
          ? 'They differ by unit or by stretch: bring one of them in under a word of its own.'
          : `Name one in the goal: series/${word}${dimensionWords(first.dimensions)}.`,
  };
}

/** The time of the newest import, ISO: a stretch that ends later was not over when it was told. */
async function lastImport(store: Asking['store']): Promise<string | undefined> {
  const [row] = await store.query<{ at: string | null }>(
    `SELECT strftime(max(made_at), '%Y-%m-%dT%H:%M:%SZ') AS "at" FROM import`,
  );
  return row?.at ?? undefined;
}

function sameDimensions(a: SeriesHead, b: SeriesHead): boolean {
  const names = Object.keys(a.dimensions);
  return (
    names.length === Object.keys(b.dimensions).length &&
    names.every((name) => a.dimensions[name] === b.dimensions[name])
  );
}
