import type { CurveFigure, CurvePoint, FateFigure, RangesFigure } from '../../src/model/figure.ts';

const hour = 3600;
const day = 24 * hour;
const until = 10 * day;

const ticks = [
  { t: hour, label: '1 hour', short: '1 h' },
  { t: 4 * hour, label: '4 hours', short: '4 h' },
  { t: day, label: '1 day', short: '1 d', emphasis: true },
  { t: 7 * day, label: '7 days', short: '7 d' },
];

/** A falling step line from 1 to `floor`, with a band. */
export function falling(floor: number, pace: number, steps = 24): CurvePoint[] {
  const points: CurvePoint[] = [{ t: 0, value: 1, low: 1, high: 1 }];
  for (let i = 1; i <= steps; i++) {
    const t = 120 * (until / 120) ** (i / steps);
    const value = floor + (1 - floor) * Math.exp(-t / pace);
    points.push({ t, value, low: Math.max(0, value - 0.06), high: Math.min(1, value + 0.06) });
  }
  return points;
}

const flat = (value: number, from = 0): CurvePoint[] => [
  { t: from, value },
  { t: until, value },
];

function curve(lines: [name: string, note: string, points: CurvePoint[]][]): CurveFigure {
  return {
    form: 'curve',
    title: 'Share of messages still waiting, by time since they were written',
    caption: 'Bands are 95 % ranges. All data are made up.',
    until,
    ticks,
    lines: lines.map(([name, note, points], i) => ({
      name,
      note,
      points,
      tone: i % 2 === 0 ? 'alert' : 'steady',
      dashed: i % 3 === 1,
    })),
  };
}

/** Every hard case of the curve by name. */
export const curves: Record<string, CurveFigure> = {
  one: curve([['Film channel', '20 % no answer', falling(0.2, 18 * hour)]]),
  two: curve([
    ['Film channel', '20 % no answer', falling(0.2, 18 * hour)],
    ['Company page', '5 % no answer', falling(0.05, 3 * hour)],
  ]),
  crossing: curve([
    ['Early', '40 % no answer', falling(0.4, 2 * hour)],
    ['Late', '10 % no answer', falling(0.1, 2 * day)],
    ['Between', '25 % no answer', falling(0.25, 8 * hour)],
  ]),
  six: curve(
    ['First', 'Second', 'Third with a name too long for its place', 'Fourth', 'Fifth', 'Sixth'].map(
      (name, i) => [name, '5 % no answer', falling(0.05, (i + 1) * 4 * hour)],
    ),
  ),
  short: curve([
    ['Whole', '20 % no answer', falling(0.2, 18 * hour)],
    ['Ends early', 'data end before', falling(0.1, 9 * hour).filter(({ t }) => t < 3 * day)],
  ]),
  edges: curve([
    ['Nobody answered', '', flat(1)],
    ['All at once', '', [{ t: 0, value: 1 }, ...flat(0, 60)]],
  ]),
  empty: curve([]),
};

export const fate: FateFigure = {
  form: 'fate',
  title: 'What became of messages that expect an answer',
  caption: 'All data are made up.',
  until,
  ticks,
  points: falling(0.1, 10 * hour).map(({ t, value }) => {
    const dismissed = (1 - value) * 0.1;
    const waiting = value * 0.9 + 0.1 * value;
    return { t, waiting, dismissed, answered: 1 - waiting - dismissed };
  }),
};

export const emptyFate: FateFigure = { ...fate, points: [] };

export const ranges: RangesFigure = {
  form: 'ranges',
  title: 'Mean time waited within the first seven days',
  caption: 'With 95 % ranges. All data are made up.',
  unit: 'seconds',
  max: 80 * hour,
  rows: [
    { label: 'Film channel, now', value: 57, low: 47, high: 66, tone: 'alert' as const, before: false },
    { label: 'four weeks before', value: 43, low: 34, high: 52, tone: 'alert' as const, before: true },
    { label: 'Company page, now', value: 16, low: 10, high: 22, tone: 'steady' as const, before: false },
  ].map((row) => ({ ...row, value: row.value * hour, low: row.low * hour, high: row.high * hour })),
};

export const shares: RangesFigure = {
  ...ranges,
  title: 'Still waiting after a day',
  unit: 'share',
  max: 1,
  rows: [
    { label: 'None', value: 0, low: 0, high: 0.04, tone: 'steady', before: false },
    { label: 'All', value: 1, low: 0.9, high: 1, tone: 'alert', before: false },
  ],
};
