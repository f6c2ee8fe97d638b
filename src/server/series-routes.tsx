import type { Hono } from 'hono';
import { readableSeries, readableWaves, seriesIn, seriesShapes, shapeKey } from '../facts/index.ts';
import { seriesGoalWord } from '../measures/readable.ts';
import { SeriesPage } from '../pages/index.tsx';
import { writeCsv } from './csv.ts';
import type { Env } from './env.ts';
import { frameFor } from './frame.ts';
import { csv, html } from './respond.tsx';
import type { Serving } from './serving.ts';

const seriesColumns = [
  'source',
  'series',
  'kind',
  'unit',
  'currency',
  'grain',
  'dimensions',
  'from',
  'to_exclusive',
  'value',
  'n',
];

/** `/series`: what there is from elsewhere; every value as `/series.csv`, every wave as `/series/waves.csv`. */
export function addSeriesRoutes(app: Hono<Env>, serving: Serving): void {
  const { store } = serving.db;
  app.get('/series', async (c) => {
    const [series, shapes] = await Promise.all([readableSeries(store), seriesShapes(store)]);
    return html(
      <SeriesPage
        frame={await frameFor(serving, c, 'series')}
        series={series.map((one) => ({
          ...one,
          goal: seriesGoalWord(one, series),
          shape: shapes.get(shapeKey(one)),
        }))}
        waves={await readableWaves(store)}
      />,
    );
  });
  app.get('/series.csv', async () => {
    const words = [...new Set((await readableSeries(store)).map(({ word }) => word))];
    const rows: (string | number | undefined)[][] = [];
    for (const word of words)
      for (const { source, kind, unit, currency, grain, dimensions, points } of await seriesIn(store, word))
        for (const { from, to, value, n } of points)
          rows.push([source, word, kind, unit, currency, grain, pairs(dimensions), from, to, value, n]);
    return csv(writeCsv(seriesColumns, rows), 'series.csv');
  });
  app.get('/series/waves.csv', async () => {
    const waves = await readableWaves(store);
    return csv(
      writeCsv(
        [
          'survey',
          'wave',
          'from',
          'to_exclusive',
          'told_as',
          'questions',
          'people',
          'self_selected',
          'files',
        ],
        waves.map((wave) => [
          wave.survey,
          wave.wave,
          wave.from,
          wave.to,
          wave.as,
          wave.questions.join('; '),
          wave.n,
          wave.selfSelected,
          wave.files.join('; '),
        ]),
      ),
      'waves.csv',
    );
  });
}

function pairs(dimensions: Record<string, string>): string {
  return Object.entries(dimensions)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
