import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import { type ChannelFact, channelsOf } from '../channels.ts';
import { conversation } from '../conversation/index.ts';
import { type GoalSource, goalSource } from '../goal-source.ts';
import { ignoring } from '../ignoring/index.ts';
import { type Course, type CoursePoint, dateOf, daysOf, type NoCourse } from './course.ts';
import { aheadOfLevels, levelsOf, priorOf, type SampledPoint } from './level-course.ts';
import { aheadOfSteps, seasonCaveat, stepMethod, stepsOf } from './step-course.ts';
import { stepOf } from './steps.ts';

type MeasureSource = Extract<GoalSource, { kind: 'measure' }>;

/** So many months before the last finished one are asked at most. */
const mostMonths = 18;
/** Months asked at the same time: while one waits for the database, another is reckoned. */
const atOnce = 3;

/** A measure of this workspace, asked of each finished month up to a day, the way its own page tells that month. */
export async function measureCourse(
  asking: Asking,
  source: MeasureSource,
  until: string,
): Promise<Course | NoCourse> {
  const { store, level = 0.95 } = asking;
  const measure = measureOf(source.measure);
  const channel = (await channelsOf(store, defaultFilter)).find(
    ({ word }) => word.toLowerCase() === source.channel.toLowerCase(),
  );
  if (!measure || !channel)
    return {
      because: `This workspace cannot read “${source.measure}/${source.estimate} @ ${source.channel}”.`,
      help: 'The page of the plan lists what it can read.',
    };
  const points: SampledPoint[] = [];
  let census = false;
  let unit: Course['unit'] = 'share';
  const told = await monthsTold(asking, measure, until);
  for (const { from, to } of monthsOf(channel, until)) {
    const one = told[from]?.find(
      ({ name, channel: word }) => name === source.estimate && word === channel.word,
    );
    if (!one) continue;
    unit = one.unit;
    const { value, low, high, n } = one;
    if (low === undefined || high === undefined) census = true;
    points.push({
      from,
      to,
      at: dateOf(daysOf(to) - 1),
      value,
      n,
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      effective: effectiveOf(value, low, high, n),
    });
  }
  if (points.length === 0)
    return {
      because: `No finished month holds enough of ${channel.word} to tell it.`,
      help: 'Bring in more of the channel, or wait until a month is over.',
    };
  const sampled = unit === 'share' && !census;
  const levels = sampled ? levelsOf(points) : undefined;
  const step = (date: string) => stepOf(date, 'month', date);
  const steps = stepsOf(
    points.map(({ from, value }) => ({ step: step(from), value })),
    unit === 'share' ? 'plain' : 'count',
    12,
  );
  const last = points.at(-1) as CoursePoint;
  const levelAhead = levels && aheadOfLevels(levels, level);
  return {
    unit,
    of: 'messages',
    per: 'in a month',
    points: points.map(({ effective: _, ...point }) => point),
    covering: (date) => points.find(({ from, to }) => from <= date && date < to),
    ahead: (date, promised, random) => {
      if (date < last.to) return { because: 'that month cannot be told' };
      if (levelAhead) return levelAhead(date, promised, random);
      const expected = aheadOfSteps(steps, { step: step(date), promised }, random, level);
      return unit === 'share' ? asShare(expected) : expected;
    },
    method: `The measure asked of each finished month. ${levels ? priorOf(levels) : stepMethod}`,
    caveats: levels ? [] : seasonCaveat(steps, `“${source.measure}/${source.estimate}”`),
    sources: [],
  };
}

/** First day and the day after the last, ISO dates. */
interface Month {
  from: string;
  to: string;
}

/** What a measure tells of finished months, by their first day: only what can be told. */
type Told = Record<string, NamedEstimate[]>;

/**
 * A measure asked of the months of every channel that a goal reads it on, all channels at once: several goals rest on
 * the same answers, and a change of the plan leaves them as they are.
 */
async function monthsTold(asking: Asking, measure: Measure, until: string): Promise<Told> {
  const { plan, filter, level = 0.95 } = asking;
  const wanted = plan.goals.flatMap(({ measure: written = '' }) => {
    const source = goalSource(written);
    return source?.kind === 'measure' && source.measure.toLowerCase() === measure.word.toLowerCase()
      ? [source.channel.toLowerCase()]
      : [];
  });
  const channels = (await channelsOf(asking.store, defaultFilter)).filter(({ word }) =>
    wanted.includes(word.toLowerCase()),
  );
  const words = channels.map(({ word }) => word).sort();
  const months = new Map(
    channels.flatMap((channel) => monthsOf(channel, until).map((one) => [one.from, one])),
  );
  const find = async () => {
    const told: Told = {};
    const left = [...months.values()];
    const next = async (): Promise<void> => {
      for (let month = left.shift(); month; month = left.shift()) {
        const estimates = await monthTold(asking, measure, month, words);
        if (estimates) told[month.from] = estimates;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
    return told;
  };
  const key = ['months', measure.word, filter.clock, level, ...words, ...[...months.keys()].sort()].join(' ');
  return asking.remembered ? asking.remembered(key, find) : find();
}

/** A share that was counted is worked on as it stands; what is expected of it ends at none and all. */
function asShare(expected: ReturnType<typeof aheadOfSteps>): ReturnType<typeof aheadOfSteps> {
  if ('because' in expected) return expected;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const { value, low, high } = expected;
  return { ...expected, value: within(value), low: within(low), high: within(high) };
}

function measureOf(word: string): Measure | undefined {
  return [ignoring, conversation]
    .flatMap(({ measures }) => measures)
    .find((one) => one.word.toLowerCase() === word.toLowerCase());
}

/** What a measure tells of the channels in one month; undefined where it tells nothing. */
async function monthTold(
  asking: Asking,
  measure: Measure,
  { from, to }: Month,
  channels: string[],
): Promise<NamedEstimate[] | undefined> {
  const { clock: counted } = asking.filter;
  const days = { from, to: dateOf(daysOf(to) - 1) };
  const filter: Filter = { ...defaultFilter, ...days, channels, compare: 'none', clock: counted };
  const finding = await measure.answer({ ...asking, filter });
  if (finding.kind !== 'answer') return undefined;
  return finding.estimates.filter(
    ({ period, clock, cannotTell, value }) =>
      period === 'now' &&
      (clock === undefined || clock === counted) &&
      cannotTell === undefined &&
      Number.isFinite(value),
  );
}

/** As many independent messages as the interval of a share is worth, at most all there are. */
function effectiveOf(value: number, low: number | undefined, high: number | undefined, n: number): number {
  if (low === undefined || high === undefined || !(high > low)) return n;
  const se = (high - low) / (2 * 1.96);
  const spread = Math.max(value * (1 - value), 1 / (4 * n));
  return Math.max(1, Math.min(n, spread / se ** 2));
}

/** Calendar months within the data that are over: first day and the day after the last. */
function monthsOf({ firstAt: first, observedUntil: end }: ChannelFact, until: string): Month[] {
  const last = Math.min(daysOf(end), Math.floor(daysOf(until)) + 1);
  const months: Month[] = [];
  for (let [year, month] = first.split('-').map(Number) as [number, number]; ; month++) {
    const from = dateOf(Date.UTC(year, month - 1, 1) / 86_400_000);
    const to = dateOf(Date.UTC(year, month, 1) / 86_400_000);
    if (daysOf(to) > last + 1 / 1440) break;
    if (from >= first.slice(0, 10) || months.length > 0) months.push({ from, to });
  }
  return months.slice(-mostMonths);
}
