import type { RangesFigure } from '../../model/figure.ts';
import type { Expectation } from '../../model/journal.ts';
import type { Sentence } from '../../model/sentence.ts';
import { brierScore, brierSkill, decomposition, type Forecast } from '../../stats/forecast/brier.ts';
import { fewestForecasts, reliabilityTable, spiegelhalter } from '../../stats/forecast/calibration.ts';
import { isRefusal } from '../../stats/refusal.ts';

/** How well expectations foretold, all of them together and never by person. */
export interface ForecastScore {
  /** Expectations of which it was told whether they came; those of which it cannot be told are counted apart. */
  n: number;
  came: number;
  untold: number;
  sentence: Sentence;
  /** From `fewestForecasts` on. */
  brier?: { value: number; low: number; high: number };
  /** 1 less score over that of always saying the share that came; absent where all came out alike. */
  skill?: number;
  reliability?: number;
  resolution?: number;
  /** Spiegelhalter's p of being calibrated. */
  p?: number;
  figure?: RangesFigure;
}

/** Scores those expectations that were looked back on. Fewer than `fewestForecasts` are told in words alone. */
export function scoreOf(expectations: Expectation[]): ForecastScore {
  const looked = expectations.flatMap(({ sure, outcome }) =>
    outcome?.came ? [{ sure, came: outcome.came }] : [],
  );
  const forecasts: Forecast[] = looked
    .filter(({ came }) => came !== 'cannot-tell')
    .map(({ sure, came }) => ({ probability: sure / 100, happened: came === 'yes' }));
  const n = forecasts.length;
  const came = forecasts.filter(({ happened }) => happened).length;
  const counts = { n, came, untold: looked.length - n };
  if (n === 0)
    return { ...counts, sentence: ['No expectation has been looked back on yet, so nothing is scored.'] };
  const said = forecasts.reduce((sum, { probability }) => sum + probability, 0) / n;
  const told: Sentence = [
    'Of ',
    { value: n, as: 'count' },
    n === 1 ? ' expectation ' : ' expectations ',
    { value: came, as: 'count', strong: true },
    ' came true; you were ',
    { value: said, as: 'share', strong: true },
    n === 1 ? ' sure of it.' : ' sure on average.',
  ];
  if (n < fewestForecasts)
    return {
      ...counts,
      sentence: [
        ...told,
        ' A score and a picture come from ',
        { value: fewestForecasts, as: 'count' },
        ' on: with fewer, luck and judgement cannot be told apart.',
      ],
    };
  return { ...counts, ...scored(forecasts, told) };
}

function scored(forecasts: Forecast[], told: Sentence): Omit<ForecastScore, 'n' | 'came' | 'untold'> {
  const brier = brierScore(forecasts);
  const parts = decomposition(forecasts);
  const skill = brierSkill(forecasts);
  const test = spiegelhalter(forecasts);
  const figure = pictureOf(forecasts);
  return {
    sentence: [...told, verdict(isRefusal(test) ? undefined : test.p)],
    ...(isRefusal(brier) ? {} : { brier: { value: brier.value, low: brier.low, high: brier.high } }),
    ...(isRefusal(skill) ? {} : { skill }),
    ...(isRefusal(parts) ? {} : { reliability: parts.reliability, resolution: parts.resolution }),
    ...(isRefusal(test) ? {} : { p: test.p }),
    ...(figure ? { figure } : {}),
  };
}

function verdict(p: number | undefined): string {
  if (p === undefined) return ' Whether that fits cannot be told: everything was said to be even.';
  return p < 0.05
    ? ' What you say and what comes do not fit each other.'
    : ' What you say and what comes fit each other, as far as so few can tell.';
}

function pictureOf(forecasts: Forecast[]): RangesFigure | undefined {
  const table = reliabilityTable(forecasts);
  if (isRefusal(table)) return undefined;
  return {
    form: 'ranges',
    title: 'How often it came, by how sure you were',
    caption:
      'A ring is how sure you were on average; the dot under it is how often it came, with its range at 95 % (Wilson). Calibrated is a dot near its ring.',
    unit: 'share',
    max: 1,
    rows: table.flatMap(({ from, to, n, said, came }) => [
      {
        label: `Said ${Math.round(from * 100)} to ${Math.round(to * 100)} %`,
        value: said,
        low: said,
        high: said,
        tone: 'steady' as const,
        before: true,
      },
      {
        label: `Came, of ${n}`,
        value: came.value,
        low: came.low,
        high: came.high,
        tone: 'steady' as const,
        before: false,
      },
    ]),
  };
}
