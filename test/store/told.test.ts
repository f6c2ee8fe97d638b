import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readableSeries, readableWaves, refreshFacts, seriesIn, wavesOf } from '../../src/facts/index.ts';
import type { SurveyMapping } from '../../src/model/mapping.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { dataVersion, listImports, rejectedRows, totals } from '../../src/store/imports.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { memoryFile } from '../memory-file.ts';
import { importAll, testPlan } from '../reading.ts';
import { incomingOf } from '../series.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const undo = (importId: number) =>
  undoImport(db, importId, {
    now: '2026-12-31T00:00:00Z',
    who: 'test',
    plan: testPlan,
    refresh: refreshFacts,
  });

async function bring(text: string, name = 'crm.csv') {
  return importAll(db, [await incomingOf(memoryFile(name, text))]);
}

const month = (rows: string[]) => ['month,leads,sign-ups', ...rows, ''].join('\n');
const values = async (word: string) =>
  (await seriesIn(db.store, word)).map(({ points }) => points.map(({ from, value }) => `${from} ${value}`));

describe('points of a series', () => {
  it('are taken in once, and a missing cell is missing, not zero', async () => {
    const report = await bring(month(['2026-01,10,3', '2026-02,,4', '2026-03,0,n/a']));
    expect(report.files[0]).toMatchObject({ reader: 'series', rows: 3, accepted: 3, rejected: 0, values: 4 });
    expect(report.values).toEqual({ added: 4, changed: 0, same: 0 });
    expect(await values('leads')).toEqual([['2026-01-01 10', '2026-03-01 0']]);
    expect(await seriesIn(db.store, 'sign-ups')).toEqual([
      {
        source: 'crm',
        word: 'sign-ups',
        label: 'sign-ups',
        kind: 'outcome',
        unit: 'count',
        grain: 'month',
        dimensions: {},
        points: [
          { from: '2026-01-01', to: '2026-02-01', value: 3 },
          { from: '2026-02-01', to: '2026-03-01', value: 4 },
        ],
      },
    ]);
    expect(await totals(db.store)).toMatchObject({ messages: 0, series: 2 });
    expect(await totals(db.store)).not.toHaveProperty('waves');
  });

  it('of a newer file that overlaps change only where they were corrected; an undo brings the old value back', async () => {
    await bring(month(['2026-01,10,3', '2026-02,12,4']));
    const version = await dataVersion(db.store);
    const report = await bring(month(['2026-02,13,4', '2026-03,9,5']));
    expect(report.values).toEqual({ added: 2, changed: 1, same: 1 });
    expect(await values('leads')).toEqual([['2026-01-01 10', '2026-02-01 13', '2026-03-01 9']]);
    expect(await dataVersion(db.store)).toBe(version + 1);
    expect(await undo(2)).toEqual({ removed: 0, restored: 0, values: { removed: 2, restored: 1 } });
    expect(await values('leads')).toEqual([['2026-01-01 10', '2026-02-01 12']]);
    expect(await undo(1)).toMatchObject({ values: { removed: 4, restored: 0 } });
    expect(await readableSeries(db.store)).toEqual([]);
    expect(
      await db.store.query('SELECT value_id FROM point UNION ALL SELECT value_id FROM value_sighting'),
    ).toEqual([]);
  });

  it('keep what a later import told when the first is undone', async () => {
    await bring(month(['2026-01,10,3']));
    await bring(month(['2026-01,10,3', '2026-02,12,4']));
    expect(await undo(1)).toEqual({ removed: 0, restored: 0 });
    expect(await values('leads')).toEqual([['2026-01-01 10', '2026-02-01 12']]);
  });

  it('hold as the newest import tells them, and again as before when an old file is brought in anew', async () => {
    await bring(month(['2026-01,10,3']));
    await bring(month(['2026-01,11,3']));
    const report = await bring(`${month(['2026-01,10,3'])}\n`);
    expect(report.values).toEqual({ added: 0, changed: 1, same: 1 });
    expect(await values('leads')).toEqual([['2026-01-01 10']]);
  });

  it('of the same bytes are known and not read again', async () => {
    await bring(month(['2026-01,10,3']));
    const report = await bring(month(['2026-01,10,3']));
    expect(report).toMatchObject({ importId: 0, values: { added: 0, changed: 0, same: 2 } });
    expect(report.files[0]).toMatchObject({ known: true, values: 2 });
  });

  it('that contradict each other in one file are refused, every row that takes part', async () => {
    const report = await bring(month(['2026-01,10,3', '2026-02,12,4', '2026-01,11,3', '2026-02,12,4']));
    expect(report.files[0]).toMatchObject({ rows: 4, accepted: 2, rejected: 2, empty: 0, values: 4 });
    expect(await rejectedRows(db.store)).toEqual([
      {
        importId: 1,
        shown: 'crm.csv',
        line: 2,
        reason: 'gives leads of 2026-01-01 another value than line 4',
        excerpt: '',
      },
      {
        importId: 1,
        shown: 'crm.csv',
        line: 4,
        reason: 'gives leads of 2026-01-01 another value than line 2',
        excerpt: '',
      },
    ]);
    expect(await values('leads')).toEqual([['2026-02-01 12']]);
  });

  it('that are no numbers or of a time to come are refused with their line', async () => {
    const report = await bring(month(['2026-01,10,3', '2026-02,many,4', '2027-05,1,1', ',1,1']));
    expect(report.files[0]).toMatchObject({ rows: 4, accepted: 1, rejected: 3 });
    expect((await rejectedRows(db.store)).map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '3: "many" in column "leads" is no number',
      '4: is dated 2027-05-01, after the day of the import',
      '5: "" is no month of the form yyyy-MM',
    ]);
  });

  it('are broken down, and never added up', async () => {
    const text = [
      'date,utm_source,utm_medium,sessions',
      '2026-03-01,linkedin,social,5',
      '2026-03-01,x,social,2',
      '2026-03-02,linkedin,social,7',
      '2026-03-02,,,1',
      '',
    ].join('\n');
    await bring(text, 'ga4.csv');
    const all = await seriesIn(db.store, 'visits');
    expect(all.map(({ dimensions, points }) => [dimensions, points.map(({ value }) => value)])).toEqual([
      [{ utm_medium: 'social', utm_source: 'linkedin' }, [5, 7]],
      [{ utm_medium: 'social', utm_source: 'x' }, [2]],
      [{}, [1]],
    ]);
    expect(await seriesIn(db.store, 'visits', { dimensions: { utm_source: 'x' } })).toHaveLength(1);
    expect(await seriesIn(db.store, 'visits', { source: 'other' })).toEqual([]);
    expect((await readableSeries(db.store))[0]).toMatchObject({
      source: 'ga',
      word: 'visits',
      kind: 'visits',
      points: 2,
      from: '2026-03-01',
      to: '2026-03-03',
      files: ['ga4.csv'],
    });
  });
});

const people = (rows: string[]) => ['wave,resp,panelist,weight,size,aware,other', ...rows, ''].join('\n');
const mapping: SurveyMapping = {
  rows: 'respondents',
  source: 'brand',
  columns: { id: 'resp', panel: 'panelist', weight: 'weight', wave: 'wave' },
  questions: [{ column: 'aware', word: 'awareness', wording: 'Have you heard of us?' }],
  margins: ['size'],
  wave: { from: '2026-03-01', to: '2026-03-07' },
  selfSelected: false,
  time: { format: 'iso' },
};
const ask = async (text: string, name: string, given: SurveyMapping = mapping) =>
  importAll(db, [await incomingOf(memoryFile(name, text), { mapping: given })]);

describe('respondents of a survey', () => {
  it('are kept with what weights need, under no id of theirs, and nothing that was not asked for', async () => {
    await ask(
      people(['1,anna@example.org,P-77,1.5,small,yes,secret', '1,bert,P-78,0.5,large,no,x']),
      'w1.csv',
    );
    const [wave] = await wavesOf(db.store, 'brand', 'awareness');
    expect(wave).toMatchObject({
      survey: 'brand',
      wave: '1',
      from: '2026-03-01',
      to: '2026-03-08',
      n: 2,
      selfSelected: false,
      wording: 'Have you heard of us?',
    });
    expect(wave?.told).toEqual({
      as: 'respondents',
      unanswered: 0,
      respondents: expect.arrayContaining([
        { answer: 'yes', weight: 1.5, margins: { size: 'small' } },
        { answer: 'no', weight: 0.5, margins: { size: 'large' } },
      ]),
    });
    const rows = JSON.stringify(await db.store.query('SELECT * FROM respondent'));
    for (const word of ['anna', 'P-77', 'secret']) expect(rows).not.toContain(word);
  });

  it('refused leave no word of theirs in the quarantine', async () => {
    const report = await ask(people(['1,anna,P-77,heavy,small,yes,secret', '1,b']), 'w1.csv');
    expect(report.files[0]).toMatchObject({ rows: 2, rejected: 2 });
    const rows = await rejectedRows(db.store);
    expect(rows.map(({ excerpt }) => excerpt)).toEqual(['', '']);
    expect(JSON.stringify(rows)).not.toMatch(/anna|secret|heavy/);
  });

  it('are the same people where their panel says so, and another wave says what is changed', async () => {
    await ask(people(['1,a,P-1,1,small,yes,', '1,b,P-2,1,small,no,']), 'w1.csv');
    const second: SurveyMapping = {
      ...mapping,
      questions: [{ column: 'aware', word: 'awareness', wording: 'Do you know us?' }],
      wave: { from: '2026-03-05', to: '2026-03-12' },
    };
    await ask(people(['2,c,P-2,1,small,yes,', '2,d,P-3,1,small,no,']), 'w2.csv', second);
    const waves = await wavesOf(db.store, 'brand', 'awareness');
    expect(waves.map(({ before }) => before)).toEqual([
      undefined,
      { wordingChanged: true, overlaps: true, samePeople: 1 },
    ]);
    expect(
      (await readableWaves(db.store)).map(({ wave, n, as, questions }) => [wave, n, as, questions]),
    ).toEqual([
      ['1', 2, 'respondents', ['awareness']],
      ['2', 2, 'respondents', ['awareness']],
    ]);
  });

  it('without ids are the same again in the same file, equal rows counted apart', async () => {
    const { id: _, panel: __, ...columns } = mapping.columns;
    const given = { ...mapping, columns };
    const rows = ['1,,,1,small,yes,', '1,,,1,small,yes,', '1,,,1,small,no,'];
    expect((await ask(people(rows), 'a.csv', given)).values).toEqual({ added: 3, changed: 0, same: 0 });
    const again = await ask(people([...rows, '1,,,1,large,no,']), 'b.csv', given);
    expect(again.values).toEqual({ added: 1, changed: 0, same: 3 });
    expect(again.files[0]?.notes.join()).toMatch(/no ids/);
  });
});

describe('totals of a wave', () => {
  const text = [
    'wave,start date,end date,question,answer,count,n',
    '1,2026-01-05,2026-01-09,aware,yes,30,100',
    '1,2026-01-05,2026-01-09,aware,no,70,100',
    '2,2026-04-05,2026-04-09,aware,yes,44,110',
    '2,2026-04-05,2026-04-09,aware,no,120,110',
    '3,2026-04-09,2026-04-05,aware,no,10,110',
    '4,2026-05-09,2026-05-12,aware,yes,10,',
    '',
  ].join('\n');

  it('come in the order in which they were asked, with their base', async () => {
    const found = await incomingOf(memoryFile('tracker.csv', text), {
      mapping: {
        rows: 'totals',
        source: 'tracker',
        columns: {
          wave: 'wave',
          from: 'start date',
          to: 'end date',
          question: 'question',
          answer: 'answer',
          k: 'count',
          n: 'n',
        },
        selfSelected: true,
        time: { format: 'iso' },
      },
    });
    const report = await importAll(db, [found]);
    expect(report.files[0]).toMatchObject({ rows: 6, accepted: 3, rejected: 3, values: 3 });
    expect((await rejectedRows(db.store)).map(({ reason }) => reason)).toEqual([
      'says that 120 of 110 gave the answer',
      'its wave ends on 2026-04-05, before it begins on 2026-04-09',
      'does not say how many were asked: column "n" is empty',
    ]);
    const waves = await wavesOf(db.store, 'tracker', 'aware');
    expect(waves.map(({ wave, from, to, n, selfSelected }) => [wave, from, to, n, selfSelected])).toEqual([
      ['1', '2026-01-05', '2026-01-10', 100, true],
      ['2', '2026-04-05', '2026-04-10', 110, true],
    ]);
    expect(waves[0]?.told).toEqual({
      as: 'totals',
      answers: [
        { answer: 'no', k: 70, n: 100, share: 0.7, dimensions: {} },
        { answer: 'yes', k: 30, n: 100, share: 0.3, dimensions: {} },
      ],
    });
    expect(waves[1]?.before).toEqual({ overlaps: false });
    expect((await listImports(db.store))[0]?.values).toEqual({ added: 3, changed: 0, same: 0 });
  });
});
