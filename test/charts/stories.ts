import type {
  CurveFigure,
  CurvePoint,
  FateFigure,
  RangesFigure,
  SeriesFigure,
  TimeMark,
  TrajectoryFigure,
} from '../../src/model/figure.ts';

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

/** Eight weeks of a number; a value is one, one with its range, or none where it cannot be told. */
function weeks(
  values: (number | [value: number, low: number, high: number] | undefined)[],
  more: Partial<SeriesFigure> = {},
): SeriesFigure {
  const starts = ['28 Sep', '5 Oct', '12 Oct', '19 Oct', '26 Oct', '2 Nov', '9 Nov', '16 Nov'];
  return {
    form: 'series',
    title: 'Two-way share of conversations, week by week',
    caption: 'With 95 % ranges. All data are made up.',
    unit: 'share',
    tone: 'steady',
    max: 0.6,
    points: values.map((one, i) => ({
      at: `2026-10-0${i + 1}`,
      label: starts[i],
      short: starts[i].split(' ')[0],
      ...(Array.isArray(one) ? { value: one[0], low: one[1], high: one[2] } : { value: one }),
    })),
    ...more,
  };
}

const talked: [number, number, number][] = [
  [0.22, 0.17, 0.28],
  [0.25, 0.19, 0.31],
  [0.21, 0.16, 0.27],
  [0.26, 0.2, 0.32],
  [0.23, 0.18, 0.29],
  [0.24, 0.19, 0.3],
  [0.24, 0.19, 0.3],
  [0.41, 0.34, 0.48],
];

const marked = (at: string, label: string, kind: TimeMark['kind'] = 'event', to?: string): TimeMark => ({
  at,
  label,
  kind,
  when: to ? `${at} to ${to}` : at,
  ...(to && { to }),
});

const steady = weeks(talked);

/** Every hard case of the series by name. */
export const series: Record<string, SeriesFigure> = {
  steady,
  marked: {
    ...steady,
    marks: [
      marked('2026-10-03', 'New desk hours', 'change'),
      marked('2026-10-06', 'Trade fair', 'event', '2026-10-07'),
    ],
  },
  unfinished: {
    ...steady,
    tone: 'alert',
    points: steady.points.map((point, i) => (i === 7 ? { ...point, unfinished: true } : point)),
  },
  gaps: weeks([undefined, talked[1], undefined, talked[3], talked[4], undefined, talked[6], talked[7]]),
  missing: weeks([...talked.slice(0, 7), undefined]),
  usual: weeks([0.52, 0.48, 0.55, 0.5, 0.47, 0.53, 0.51, 0.31], {
    tone: 'alert',
    max: 0.8,
    usual: { low: 0.44, high: 0.58, label: 'usually 44 to 58 %' },
  }),
  within: weeks([12, 9, 14, 11, 8, 13, 12, 12], {
    unit: 'count',
    max: 20,
    usual: { low: 9, high: 14, label: 'usually 9 to 14' },
  }),
  spoken: weeks([0.52, 0.48, 0.55, 0.5, 0.47, 0.53, 0.51, 0.5], {
    max: 0.6,
    usual: { low: 0.44, high: 0.58, label: 'usual by the eight weeks before' },
  }),
  edges: weeks([0, 1, 0, 1, [1, 0.8, 1], [0, 0, 0.2], 1, 1], { max: 1 }),
  long: weeks(
    [9, 14, 11, 8, 13, 12, 9, 30].map((hours): [number, number, number] => [
      hours * hour,
      hours * hour * 0.7,
      hours * hour * 1.2,
    ]),
    { unit: 'seconds', max: 40 * hour },
  ),
  one: weeks([0.5]),
  empty: weeks([undefined, undefined]),
};

const awareness: TrajectoryFigure = {
  form: 'trajectory',
  title: 'Plant engineers know our name',
  caption: 'All data are made up.',
  unit: 'share',
  tone: 'steady',
  max: 0.6,
  points: [
    { at: '2026-04-10', value: 0.03, low: 0.01, high: 0.06 },
    { at: '2026-10-10', value: 0.34, low: 0.28, high: 0.41 },
  ],
  promised: [
    { at: '2026-04-01', value: 0 },
    { at: '2026-10-01', value: 0.3 },
    { at: '2027-04-01', value: 0.4 },
    { at: '2027-10-01', value: 0.5 },
  ],
  expected: [
    { at: '2027-04-01', value: 0.34, low: 0.26, high: 0.45 },
    { at: '2027-10-01', value: 0.34, low: 0.23, high: 0.48 },
  ],
  ticks: ['2027-10-01', '2027-04-01', '2026-10-01', '2026-04-01'].map((at) => ({
    at,
    label: `${at.slice(5, 7) === '04' ? 'Apr' : 'Oct'} ${at.slice(0, 4)}`,
    short: at.slice(2, 7),
  })),
};

/** Every hard case of the trajectory by name. */
export const trajectories: Record<string, TrajectoryFigure> = {
  awareness,
  behind: {
    ...awareness,
    tone: 'alert',
    points: [awareness.points[0], { at: '2026-10-10', value: 0.12, low: 0.08, high: 0.17 }],
    expected: [
      { at: '2027-04-01', value: 0.12, low: 0.07, high: 0.2 },
      { at: '2027-10-01', value: 0.12, low: 0.06, high: 0.22 },
    ],
  },
  months: {
    ...awareness,
    title: 'Leads a month',
    unit: 'count',
    max: 80,
    points: Array.from({ length: 18 }, (_, month) => ({
      at: new Date(Date.UTC(2025, month + 4, 0)).toISOString().slice(0, 10),
      value: 30 + ((month * 7) % 13),
    })),
    promised: [
      { at: '2026-04-01', value: 36 },
      { at: '2027-10-01', value: 60 },
    ],
    expected: [{ at: '2027-10-01', value: 37, low: 22, high: 55 }],
  },
  waits: {
    ...awareness,
    title: 'Half have an answer after',
    unit: 'seconds',
    max: 40 * hour,
    points: [{ at: '2026-10-10', value: 30 * hour, low: 22 * hour, high: 38 * hour }],
    promised: [{ at: '2027-10-01', value: 4 * hour }],
    expected: [],
    ticks: [{ at: '2027-10-01', label: 'Oct 2027', short: '27-10' }],
  },
  'marked-one': { ...awareness, marks: [marked('2026-07-01', 'We answer within the day', 'change')] },
  'marked-many': {
    ...awareness,
    marks: [
      marked('2026-05-04', 'Newsletter to all customers'),
      marked('2026-05-11', 'Press on the new seal'),
      marked('2026-05-18', 'Newsletter'),
      marked('2026-09-01', 'We answer within the day', 'change'),
      marked('2027-03-01', 'Trade fair', 'event', '2027-04-20'),
      marked('2027-09-28', 'Campaign'),
      marked('2031-01-01', 'Beyond the end'),
    ],
  },
  one: { ...awareness, points: [], promised: [{ at: '2027-10-01', value: 0.5 }], expected: [], ticks: [] },
  empty: { ...awareness, points: [], promised: [], expected: [], ticks: [] },
};
