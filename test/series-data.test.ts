import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts, seriesIn, wavesOf } from '../src/facts/index.ts';
import type { SeriesMapping, SurveyMapping } from '../src/model/mapping.ts';
import type { ReadOptions } from '../src/model/reader.ts';
import { readAll } from '../src/sources/index.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { rejectedRows } from '../src/store/imports.ts';
import { undoImport } from '../src/store/undo-import.ts';
import { memoryFile } from './memory-file.ts';
import { importAll, testPlan } from './reading.ts';
import { incomingOf } from './series.ts';
import { dataFile, noSharedData } from './shared-data.ts';
import { stateOfJs } from './state-of-js.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const dataOf = (...names: string[]) => readFileSync(dataFile(...names), 'utf8');

/**
 * Brings a file in, then once more with an empty line at its end (so that its bytes are others) and undoes both. Every
 * row must be accounted for, and the second time nothing be new.
 */
async function throughAll(name: string, text: string, options: ReadOptions, look: () => Promise<void>) {
  const report = await importAll(db, [await incomingOf(memoryFile(name, text), options)]);
  const [file] = report.files;
  if (!file || !report.values) throw new Error('no file was read');
  expect(file.accepted + file.rejected + file.empty).toBe(file.rows);
  const again = await importAll(db, [await incomingOf(memoryFile(name, `${text}\n`), options)]);
  expect(again.values).toEqual({ added: 0, changed: 0, same: report.values.added });
  const refused = (await rejectedRows(db.store, report.importId)).map(({ reason }) => reason);
  await look();
  for (const { importId } of [again, report])
    await undoImport(db, importId, {
      now: '2026-12-31T00:00:00Z',
      who: 'test',
      plan: testPlan,
      refresh: refreshFacts,
    });
  const left = ['point', 'wave_total', 'respondent', 'value_sighting'].map(
    (table) => `(SELECT count(*) FROM ${table})`,
  );
  expect(await db.store.query(`SELECT (${left.join(' + ')})::INTEGER AS n`)).toEqual([{ n: 0 }]);
  return { file, values: report.values, refused };
}

describe.skipIf(noSharedData)(`real series and surveys${noSharedData ? ` (${noSharedData})` : ''}`, () => {
  it('followers of a LinkedIn page are a series of every day', async () => {
    const text = dataOf('linkedin-page-wai', 'women_in_ai_usa_followers.csv');
    const { file, refused } = await throughAll('acme_followers.csv', text, {}, async () => {
      const [total, ...more] = await seriesIn(db.store, 'new-followers');
      expect(more).toEqual([]);
      expect(total).toMatchObject({ source: 'linkedin-acme', kind: 'platform', unit: 'count', grain: 'day' });
      expect(total?.points).toHaveLength(365);
      const sum = (total?.points ?? []).reduce((all, { value }) => all + value, 0);
      const grown = text.trim().split('\n').at(-1)?.split(',')[5];
      expect(sum).toBe(Number(grown));
    });
    expect(file).toMatchObject({ rows: 365, accepted: 365, values: 4 * 365 });
    expect(refused).toEqual([]);
  });

  it('weekly sales and spend are series of weeks', async () => {
    const text = dataOf('mmm-robyn', 'dt_simulated_weekly.csv');
    const mapping: SeriesMapping = {
      rows: 'points',
      source: 'shop',
      columns: { time: 'DATE' },
      series: [
        { column: 'revenue', word: 'revenue', unit: 'money', kind: 'outcome' },
        { column: 'tv_S', word: 'tv-spend', unit: 'money', kind: 'input' },
        { column: 'newsletter', word: 'newsletters', unit: 'count', kind: 'input' },
      ],
      currency: 'EUR',
      time: { format: 'iso', stretch: 'week' },
    };
    const { file } = await throughAll('weekly.csv', text, { mapping }, async () => {
      const [revenue] = await seriesIn(db.store, 'revenue');
      expect(revenue).toMatchObject({ unit: 'money', currency: 'EUR', grain: 'week' });
      expect(revenue?.points).toHaveLength(208);
      expect(revenue?.points[0]).toEqual({ from: '2015-11-23', to: '2015-11-30', value: 2754371.66666667 });
    });
    expect(file).toMatchObject({ rows: 208, accepted: 208, values: 3 * 208 });
  });

  it('regions of one series stay apart', async () => {
    const text = dataOf('mmm-meridian', 'geo_media.csv');
    const mapping: SeriesMapping = {
      rows: 'points',
      source: 'shop',
      columns: { time: 'time' },
      series: [{ column: 'conversions', word: 'conversions', unit: 'count' }],
      dimensions: ['geo'],
      time: { format: 'iso', stretch: 'week' },
    };
    await throughAll('geo.csv', text, { mapping }, async () => {
      const regions = await seriesIn(db.store, 'conversions');
      expect(regions).toHaveLength(20);
      expect(new Set(regions.map(({ points }) => points.length))).toEqual(new Set([156]));
      expect(await seriesIn(db.store, 'conversions', { dimensions: { geo: 'Geo7' } })).toHaveLength(1);
    });
  });

  it('polls are waves with their sizes', async () => {
    const text = dataOf('waves-polls', 'generic_ballot_polls.csv');
    const mapping: SurveyMapping = {
      rows: 'totals',
      source: 'generic-ballot',
      columns: { wave: 'question_id', from: 'start_date', to: 'end_date', n: 'sample_size' },
      question: 'vote',
      answers: ['dem', 'rep', 'ind'].map((column) => ({ column, word: column })),
      dimensions: ['population'],
      percent: true,
      selfSelected: false,
      time: { format: 'M/d/yy' },
    };
    const { file, refused } = await throughAll('polls.csv', text, { mapping }, async () => {
      const waves = await wavesOf(db.store, 'generic-ballot', 'vote');
      const wave = waves.find((each) => each.wave === '140352');
      expect(wave).toMatchObject({ from: '2021-03-15', to: '2021-03-22', n: 1008, selfSelected: false });
      expect(wave?.told).toEqual({
        as: 'totals',
        answers: [
          { answer: 'dem', n: 1008, share: 0.46, dimensions: { population: 'rv' } },
          { answer: 'rep', n: 1008, share: 0.42, dimensions: { population: 'rv' } },
        ],
      });
      expect(waves.map(({ from }) => from)).toEqual(waves.map(({ from }) => from).sort());
    });
    expect(file.rows).toBe(912);
    expect(file.accepted).toBe(912);
    expect(refused).toEqual([]);
  });

  it('a stratified sample keeps its weights: the mean of api00 is 662.29 (R survey, apistrat)', async () => {
    const text = dataOf('survey-weights', 'apistrat.csv');
    const mapping: SurveyMapping = {
      rows: 'respondents',
      source: 'schools',
      columns: { id: 'cds', weight: 'pw', stratum: 'stype', population: 'fpc' },
      questions: [{ column: 'api00', word: 'api00' }],
      margins: ['stype'],
      wave: { word: '2000', from: '2000-01-01', to: '2000-12-31' },
      selfSelected: false,
      time: { format: 'iso' },
    };
    const { file } = await throughAll('apistrat.csv', text, { mapping }, async () => {
      const [wave] = await wavesOf(db.store, 'schools', 'api00');
      if (wave?.told.as !== 'respondents') throw new Error('no respondents');
      const { respondents } = wave.told;
      const weights = respondents.reduce((sum, { weight = 0 }) => sum + weight, 0);
      const total = respondents.reduce((sum, { weight = 0, answer }) => sum + weight * Number(answer), 0);
      expect(total / weights).toBeCloseTo(662.29, 2);
      expect(new Set(respondents.map(({ stratum, population }) => `${stratum} ${population}`))).toEqual(
        new Set(['E 4421', 'H 755', 'M 1018']),
      );
    });
    expect(file).toMatchObject({ rows: 200, accepted: 200, values: 200 });
  });

  it('State of JS is an awareness of three tools by year, equal to the published ratio', async () => {
    const tools = ['react', 'svelte', 'solid'];
    const { rows, text, mapping } = stateOfJs(tools);
    const { file } = await throughAll('state-of-js.csv', text, { mapping }, async () => {
      for (const tool of tools) {
        const waves = await wavesOf(db.store, 'state-of-js', tool);
        const published = rows.filter(({ cells }) => cells[3] === tool && cells[4] === 'aware');
        expect(waves.map(({ wave }) => wave)).toEqual(published.map(({ cells }) => cells[0]));
        for (const [index, { told }] of waves.entries()) {
          if (told.as !== 'totals') throw new Error('no totals');
          const aware = told.answers.find(({ answer }) => answer === 'aware');
          // published with two digits, some of them cut and not rounded
          expect(Math.abs((aware?.share ?? 0) - (published[index]?.awareness ?? 0))).toBeLessThan(0.01);
        }
      }
    });
    expect(file.rejected).toBe(0);
    expect(file.accepted).toBe(rows.length);
  });

  it('messages in workbooks are read as in a CSV', async () => {
    const names = ['AmazonHelp-200-inbound', 'AppleSupport-100-outbound', 'SpotifyCares-preprocessed-56'];
    for (const name of names) {
      const path = dataFile('twcs-ericsson-labelled', `twcs-${name}.xlsx`);
      const file = memoryFile(basename(path), readFileSync(path));
      const incoming = await incomingOf(file, { zone: 'UTC', us: ['x'], withoutIds: true });
      expect(incoming.reader).toBe('table');
      const read = await readAll(incoming.reading);
      expect(read.accepted + read.rejected.length + read.empty).toBe(read.rows);
      expect(read.accepted).toBe(Number(/\d+/.exec(name)?.[0]));
    }
  });
});
