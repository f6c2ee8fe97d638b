import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import type { Point } from '../../model/series.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { ga4 } from './ga4.ts';

const rule = '# ----------------------------------------';
const above = (title: string, start = '20260105', end = '20260107') =>
  [
    rule,
    `# ${title}`,
    '# Account: Acme',
    '# Property: Acme web',
    rule,
    '#',
    '# All Users',
    `# Start date: ${start}`,
    `# End date: ${end}`,
  ].join('\n');
const report = (start: string, end: string, ...rows: string[]) =>
  memoryFile('Traffic.csv', `\ufeff${above('Traffic acquisition', start, end)}\n\n${rows.join('\n')}\n`);
const exploration = (...rows: string[]) =>
  memoryFile(
    'free.csv',
    `${rule}\n# Acme web\n# Free form-Free form 1\n# 20260105-20260107\n${rule}\n\n${rows.join('\n')}\n`,
  );
const read = (file: ReturnType<typeof memoryFile>) => readAll(ga4.read(file, {}));
const brief = (told: unknown[]) =>
  (told as Point[]).map(({ series, from, grain, value, dimensions }) => [
    series,
    grain,
    from,
    value,
    dimensions,
  ]);

describe('ga4', () => {
  it('reads days by source and medium as parts, and leaves the row of totals out', async () => {
    const file = exploration(
      'Date,Session source / medium,Session campaign,Sessions,Engaged sessions,Engagement rate,Key events',
      ',,,17,9,0.529,2,Grand total',
      '20260105,linkedin / social,spring,12,8,0.6667,2',
      '20260106,(direct) / (none),(direct),5,1,0.2,0',
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'ga4' },
      detection: {
        questions: [],
        summary:
          'Google Analytics 4, 2026-01-05 to 2026-01-07: visits, engaged-sessions, conversions, by utm_source, utm_medium, utm_campaign',
      },
    });
    const { told, rows, empty, rejected, accepted } = await read(file);
    expect({ rows, empty, accepted, rejected }).toEqual({ rows: 3, empty: 1, accepted: 2, rejected: [] });
    const linkedin = { utm_source: 'linkedin', utm_medium: 'social', utm_campaign: 'spring' };
    expect(told[0]).toEqual({
      is: 'point',
      source: 'ga4',
      series: 'visits',
      label: 'Sessions',
      kind: 'visits',
      unit: 'count',
      grain: 'day',
      from: '2026-01-05',
      to: '2026-01-06',
      value: 12,
      dimensions: linkedin,
    });
    expect(brief(told.slice(1, 4))).toEqual([
      ['engaged-sessions', 'day', '2026-01-05', 8, linkedin],
      ['conversions', 'day', '2026-01-05', 2, linkedin],
      [
        'visits',
        'day',
        '2026-01-06',
        5,
        { utm_source: '(direct)', utm_medium: '(none)', utm_campaign: '(direct)' },
      ],
    ]);
  });

  it('reads a snapshot of several tables, each by its own headings, and says which it leaves out', async () => {
    const file = report(
      '20260105',
      '20260107',
      'Nth day,Active users',
      '0000,10',
      '0002,12',
      '0003,1',
      '',
      'Country,Active users',
      'Austria,22',
      '',
      above('Another', '20260201', '20260228'),
      '',
      'Session manual source,Sessions',
      'linkedin,40',
    );
    const { told, rejected, empty, summary } = await read(file);
    expect(brief(told)).toEqual([
      ['active-users', 'day', '2026-01-05', 10, {}],
      ['active-users', 'day', '2026-01-07', 12, {}],
      ['visits', 'month', '2026-02-01', 40, { utm_source: 'linkedin' }],
    ]);
    expect(rejected).toEqual([
      {
        line: 14,
        rejected: '"0003" in column "Nth day" lies behind the end of the file, 2026-01-07',
        excerpt: '0003,1',
      },
    ]);
    expect(empty).toBe(1);
    expect(summary.notes).toEqual(['The table with “Country” is not read: it has no column of dates.']);
  });

  it('reads revenue only where the file says its currency', async () => {
    const bare = await read(exploration('Date,Sessions,Total revenue', '20260105,5,120.5'));
    expect(brief(bare.told)).toEqual([['visits', 'day', '2026-01-05', 5, {}]]);
    expect(
      await ga4.detect(exploration('Date,Sessions,Total revenue', '20260105,5,120.5'), {}),
    ).toMatchObject({ words: ['series/visits'] });
    expect(bare.summary.notes).toEqual([expect.stringMatching(/“Total revenue” is not read.*currency/)]);
    for (const [header, cell] of [
      ['Total revenue (EUR)', '120.5'],
      ['Total revenue', '€120.50'],
    ]) {
      const { told } = await read(exploration(`Date,${header}`, `20260105,${cell}`));
      expect(told).toMatchObject([{ series: 'revenue', unit: 'money', currency: 'EUR', value: 120.5 }]);
    }
  });

  it('understands the names of the API, months and ISO weeks', async () => {
    const api = await read(
      exploration('date,sessionSource,sessionManualAdContent,keyEvents', '20260105,linkedin,post-7,3'),
    );
    expect(brief(api.told)).toEqual([
      ['conversions', 'day', '2026-01-05', 3, { utm_source: 'linkedin', utm_content: 'post-7' }],
    ]);
    expect(brief((await read(exploration('Year month,Sessions', '202602,9'))).told)).toEqual([
      ['visits', 'month', '2026-02-01', 9, {}],
    ]);
    expect(brief((await read(exploration('ISO week of ISO year,Sessions', '202602,9'))).told)).toEqual([
      ['visits', 'week', '2026-01-05', 9, {}],
    ]);
  });

  it('refuses damaged rows one by one', async () => {
    const { rejected, accepted } = await read(
      exploration(
        'Date,Landing page,Sessions',
        '20260231,/,5',
        '20260105,/a',
        '20260105,"/b,5',
        '20260105,/c,many',
        '20260106,/,6',
      ),
    );
    expect(accepted).toBe(1);
    expect(rejected.map(({ rejected: why }) => why)).toEqual([
      '"20260231" in column "Date" is no date',
      'has 2 fields where the header has 3',
      'a quoted field never ends',
      '"many" in column "Sessions" is no number',
    ]);
  });

  it.each([
    ['Datum,Sitzungen', '20260105,5', /in another language.*English.*mapping/],
    ['Nth week,Sessions', '0001,5', /“Nth week” names no day, week or month/],
    ['Country,Sessions', 'Austria,5', /no column of dates.*dimension Date/],
  ])('refuses %s in words', async (header, row, words) => {
    expect(await detect(exploration(header, row), {})).toEqual({ refused: expect.stringMatching(words) });
  });

  it('leaves days out that are counted from one of two starts', async () => {
    const two = above('Compared').replace('# End date', '# Start date: 20250105\n# End date');
    const file = memoryFile('two.csv', `${two}\n\nNth day,Sessions\n0000,5\n`);
    expect(await detect(file, {})).toEqual({
      refused: expect.stringMatching(/compares two ranges of dates/),
    });
  });

  it('leaves the file to a given mapping', async () => {
    const mapping = {
      rows: 'points' as const,
      source: 'web',
      columns: { time: 'Datum' },
      series: [{ column: 'Sitzungen', word: 'visits', unit: 'count' as const }],
      time: { format: 'yyyyMMdd', stretch: 'day' as const },
    };
    const found = await detect(exploration('Datum,Sitzungen', '20260105,5', '20260106,7'), { mapping });
    expect(found).toMatchObject({ reader: { word: 'series' } });
  });

  it('does not take a table of one’s own, with or without comments above', async () => {
    expect(await ga4.detect(memoryFile('a.csv', 'Date,Sessions\n20260105,5\n'), {})).toBeUndefined();
    expect(
      await ga4.detect(memoryFile('a.csv', '# my sessions\nDate,Sessions\n2026-01-05,5\n'), {}),
    ).toBeUndefined();
  });
});
