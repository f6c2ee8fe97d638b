import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import type { Point } from '../../model/series.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { matomo } from './matomo.ts';

const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
const header =
  'date,label,nb_uniq_visitors,nb_visits,nb_actions,max_actions,sum_visit_length,bounce_count,nb_visits_converted,nb_conversions,revenue,metadata_url';
const report = (name: string, ...rows: string[]) => memoryFile(name, utf16([header, ...rows, ''].join('\n')));
const brief = (told: unknown[]) =>
  (told as Point[]).map(({ series, grain, from, to, value, dimensions }) => [
    series,
    grain,
    from,
    to,
    value,
    dimensions,
  ]);

describe('matomo', () => {
  it('reads days by what the report is of, from UTF-16', async () => {
    const file = report(
      'Export _ Social Networks _ 2026.csv',
      '2026-01-05,LinkedIn,10,12,30,9,517,4,1,2,0,http://linkedin.com',
      '2026-01-06,LinkedIn,,1,1,1,0,1,0,0,0,http://linkedin.com',
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'matomo' },
      detection: {
        summary: 'Matomo: visits, users, actions, bounces, conversions, by social_network',
        questions: [],
      },
    });
    const { told, summary, accepted } = await readAll(matomo.read(file, {}));
    expect(accepted).toBe(2);
    expect(summary).toMatchObject({ encoding: 'utf-16le', notes: [] });
    const by = { social_network: 'LinkedIn' };
    expect(brief(told).slice(0, 6)).toEqual([
      ['visits', 'day', '2026-01-05', '2026-01-06', 12, by],
      ['users', 'day', '2026-01-05', '2026-01-06', 10, by],
      ['actions', 'day', '2026-01-05', '2026-01-06', 30, by],
      ['bounces', 'day', '2026-01-05', '2026-01-06', 4, by],
      ['conversions', 'day', '2026-01-05', '2026-01-06', 2, by],
      ['visits', 'day', '2026-01-06', '2026-01-07', 1, by],
    ]);
    expect(told).toHaveLength(9);
  });

  it('reads weeks, months and years, and the headings of the pages', async () => {
    const file = memoryFile(
      'Export _ Visits _ 2026.csv',
      'Date,Visits,Unique visitors,Actions,Bounces\n"2026-01-05,2026-01-11",5,4,9,1\n2026-02,50,40,90,10\n2025,500,,900,100\n',
    );
    const { told } = await readAll(matomo.read(file, {}));
    expect(brief(told.filter((one) => (one as Point).series === 'visits'))).toEqual([
      ['visits', 'week', '2026-01-05', '2026-01-12', 5, {}],
      ['visits', 'month', '2026-02-01', '2026-03-01', 50, {}],
      ['visits', 'year', '2025-01-01', '2026-01-01', 500, {}],
    ]);
  });

  it('reads revenue only with its currency', async () => {
    const row = (revenue: string) => `2026-01-05,spring,1,1,1,1,1,1,1,1,${revenue},`;
    const bare = await readAll(matomo.read(report('Export _ Campaigns.csv', row('12.5')), {}));
    expect(bare.told.some((one) => (one as Point).series === 'revenue')).toBe(false);
    expect(bare.summary.notes).toEqual([expect.stringMatching(/Revenue is not read/)]);
    const { told } = await readAll(matomo.read(report('Export _ Campaigns.csv', row('€12.50')), {}));
    expect(told.at(-1)).toMatchObject({
      series: 'revenue',
      currency: 'EUR',
      value: 12.5,
      dimensions: { utm_campaign: 'spring' },
    });
  });

  it('refuses damaged rows, and a report without days', async () => {
    const { rejected, accepted } = await readAll(
      matomo.read(
        report(
          'x.csv',
          '2026-02-30,a,1,1,1,1,1,1,1,1,0,',
          '2026-01-05,,1,1,1,1,1,1,1,1,0,',
          '2026-01-05,a,1,x,1,1,1,1,1,1,0,',
          '"2026-01-05,2026-01-20",a,1,1,1,1,1,1,1,1,0,',
          '2026-01-05,a,1',
          '2026-01-05,a,1,1,1,1,1,1,1,1,0,',
        ),
        {},
      ),
    );
    expect(rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(accepted).toBe(1);
    const undated = memoryFile('Export.csv', 'label,nb_visits,nb_actions\nLinkedIn,5,9\n');
    expect(await detect(undated, {})).toEqual({
      refused: expect.stringMatching(/without days.*period "day"/),
    });
  });

  it('does not take a table of one’s own', async () => {
    const own = memoryFile('web.csv', 'Date,Visits,Leads\n2026-01-05,5,1\n2026-01-06,5,1\n2026-01-07,5,1\n');
    expect(await detect(own, {})).toMatchObject({ reader: { word: 'series' } });
  });
});
