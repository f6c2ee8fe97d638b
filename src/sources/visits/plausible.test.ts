import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import type { Point } from '../../model/series.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { plausible } from './plausible.ts';

const sources = (...rows: string[]) =>
  memoryFile(
    'imported_sources_20260105_20260107.csv',
    `${[
      '"date","source","referrer","utm_source","utm_medium","utm_campaign","utm_content","utm_term","pageviews","visitors","visits","visit_duration","bounces"',
      ...rows,
    ].join('\n')}\n`,
  );
const visitors = (...rows: string[]) =>
  memoryFile(
    'imported_visitors_20260105_20260107.csv',
    `${['"date","visitors","pageviews","bounces","visits","visit_duration"', ...rows].join('\n')}\n`,
  );
const brief = (told: unknown[]) =>
  (told as Point[]).map(({ series, from, value, dimensions }) => [series, from, value, dimensions]);

describe('plausible', () => {
  it('reads the days of a site', async () => {
    const file = visitors('"2026-01-05",10,30,4,12,600', '"20260106",1,1,1,1,0');
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'plausible' },
      detection: { questions: [] },
    });
    const { told, accepted } = await readAll(plausible.read(file, {}));
    expect(accepted).toBe(2);
    expect(brief(told).slice(0, 4)).toEqual([
      ['visits', '2026-01-05', 12, {}],
      ['users', '2026-01-05', 10, {}],
      ['page-views', '2026-01-05', 30, {}],
      ['bounces', '2026-01-05', 4, {}],
    ]);
    expect(told[0]).toMatchObject({
      source: 'plausible',
      kind: 'visits',
      unit: 'count',
      grain: 'day',
      to: '2026-01-06',
    });
  });

  it('adds up visits by source and by UTM, with 0 on days that the site was visited from elsewhere', async () => {
    const file = sources(
      '"2026-01-05","LinkedIn","linkedin.com","linkedin","social","spring","post-7","",6,3,4,60,1',
      '"2026-01-05","LinkedIn","linkedin.com/feed","linkedin","social","autumn","","",6,3,2,60,1',
      '"2026-01-07","","","","","","","",9,9,9,0,9',
    );
    expect(await detect(file, {})).toMatchObject({ reader: { word: 'plausible' } });
    const { told, rejected } = await readAll(plausible.read(file, {}));
    expect(rejected).toEqual([]);
    const of = (dimensions: object) =>
      brief(told.filter((one) => JSON.stringify((one as Point).dimensions) === JSON.stringify(dimensions)))
        .map(([series, from, value]) => `${series} ${from} ${value}`)
        .sort();
    expect(of({ source: 'LinkedIn' })).toEqual(['visits 2026-01-05 6', 'visits 2026-01-07 0']);
    expect(of({ source: '(direct)' })).toEqual(['visits 2026-01-05 0', 'visits 2026-01-07 9']);
    expect(of({ utm_source: 'linkedin' })).toEqual(['visits 2026-01-05 6', 'visits 2026-01-07 0']);
    expect(of({ utm_source: 'linkedin', utm_medium: 'social', utm_campaign: 'autumn' })).toContain(
      'visits 2026-01-05 2',
    );
    expect(JSON.stringify(told)).not.toContain('referrer');
  });

  it('counts events by name', async () => {
    const file = memoryFile(
      'imported_custom_events_20260105_20260105.csv',
      '"date","name","link_url","path","visitors","events"\n"2026-01-05","Signup","","",2,3\n"2026-01-05","Signup","","/x",1,1\n',
    );
    const { told } = await readAll(plausible.read(file, {}));
    expect(told).toMatchObject([
      { series: 'events', kind: 'outcome', value: 4, dimensions: { event: 'Signup' } },
    ]);
  });

  it('refuses damaged rows, and leaves files of the export out on which nothing rests', async () => {
    const { rejected, accepted } = await readAll(
      plausible.read(
        visitors(
          '"2026-01-32",1,1,1,1,1',
          '"2026-01-05",many,1,1,1,1',
          '"2026-01-06",1,1',
          '"2026-01-07",1,1,1,1,1',
        ),
        {},
      ),
    );
    expect(accepted).toBe(1);
    expect(rejected.map(({ line }) => line)).toEqual([2, 3, 4]);
    const devices = memoryFile(
      'imported_devices.csv',
      '"date","device","visitors","visits","visit_duration","bounces","pageviews"\n"2026-01-05","Mobile",1,1,1,1,1\n',
    );
    expect(await detect(devices, {})).toMatchObject({
      detection: { summary: 'Plausible: devices, of which nothing is read', questions: [] },
    });
    const left = await readAll(plausible.read(devices, {}));
    expect({ rows: left.rows, empty: left.empty, told: left.told }).toEqual({ rows: 1, empty: 1, told: [] });
    expect(left.summary.notes).toEqual([expect.stringMatching(/devices of Plausible are not read/)]);
  });

  it('does not take a table of one’s own', async () => {
    const own = memoryFile(
      'visits.csv',
      'date,visits,leads\n2026-01-05,5,1\n2026-01-06,5,1\n2026-01-07,5,1\n',
    );
    expect(await detect(own, {})).toMatchObject({ reader: { word: 'series' } });
  });
});
