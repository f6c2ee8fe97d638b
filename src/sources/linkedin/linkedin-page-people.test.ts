import { describe, expect, it } from 'vitest';
import { readFile, values } from '../../../test/linkedin-page.ts';
import { type OldCell, oldWorkbookOf } from '../../../test/old-workbook-fixture.ts';
import { workbookOf } from '../../../test/workbook-fixture.ts';

describe('followers, visitors and competitors of a LinkedIn page', () => {
  it('tells gains by day, which may be negative, and followers by kind as of the export', async () => {
    const bytes = oldWorkbookOf({
      'New followers': [
        ['Date', 'Sponsored followers', 'Organic followers', 'Auto-invited followers', 'Total followers'],
        ['02/27/2026', 0, -2, 1, -1],
        ['02/28/2026', 0, 3, 0, 3],
      ],
      Location: [
        ['Location', 'Total followers'],
        ['Graz', 40],
      ],
      Seniority: [
        ['Seniority', 'Total followers'],
        ['Senior', 30],
      ],
    });
    const read = await readFile(bytes, 'acme-pumps_followers_1772500000000.xls');
    expect(values(read.points.slice(0, 4))).toEqual([
      ['sponsored-new-followers', '2026-02-27', 0],
      ['organic-new-followers', '2026-02-27', -2],
      ['auto-invited-new-followers', '2026-02-27', 1],
      ['new-followers', '2026-02-27', -1],
    ]);
    expect(read.points.slice(-2)).toMatchObject([
      { series: 'followers', from: '2026-03-03', value: 40, dimensions: { location: 'Graz' } },
      { series: 'followers', from: '2026-03-03', value: 30, dimensions: { seniority: 'Senior' } },
    ]);
    // without the moment of the export it is as of the last day told
    const renamed = await readFile(bytes, 'acme-pumps_followers.xls');
    expect(renamed.points.at(-1)).toMatchObject({ from: '2026-02-28', to: '2026-03-01' });
  });

  it('tells visitors by tab and device', async () => {
    const header = ['Date'];
    for (const tab of ['Overview', 'Life', 'Jobs', 'Total'])
      for (const what of ['page views', 'unique visitors'])
        header.push(...['desktop', 'mobile', 'total'].map((device) => `${tab} ${what} (${device})`));
    const row = ['02/27/2026', ...Array.from({ length: 24 }, (_, at) => at + 1)];
    const demographic = [
      ['Location', 'Total views'],
      ['Graz', 4],
    ] as OldCell[][];
    const bytes = oldWorkbookOf({ 'Visitor metrics': [header, row], Location: demographic });
    const read = await readFile(bytes, 'acme-pumps_visitors_1772500000000.xls');
    expect(read.points).toHaveLength(24);
    expect(values(read.points)).toContainEqual(['overview-page-views-desktop', '2026-02-27', 1]);
    expect(values(read.points)).toContainEqual(['unique-visitors', '2026-02-27', 24]);
    expect(read.summary.notes).toContain('Sheets that are not read: Location.');
  });

  it('tells followers of competitors, and gains only over a period of the calendar', async () => {
    const header = ['Page', 'Total Followers', 'New Followers', 'Total post engagements', 'Total posts'];
    const row = ['Rival', 900, 12, 40, 5];
    const file = (first: number, last: number) =>
      readFile(
        workbookOf({
          Competitors: [
            [
              { number: first, format: 'date' },
              { number: last, format: 'date' },
            ],
            header,
            row,
          ],
        }),
        'acme-pumps_competitor_analytics_1772500000000.xlsx',
      );
    // 2026-02-01 to 2026-02-28
    const month = await file(46054, 46081);
    expect(month.points).toMatchObject([
      {
        series: 'competitor-followers',
        grain: 'day',
        from: '2026-02-28',
        value: 900,
        dimensions: { page: 'Rival' },
      },
      { series: 'competitor-new-followers', grain: 'month', from: '2026-02-01', to: '2026-03-01', value: 12 },
      { series: 'competitor-engagements', value: 40 },
      { series: 'competitor-posts', value: 5 },
    ]);
    const odd = await file(46053, 46081);
    expect(odd.points.map(({ series }) => series)).toEqual(['competitor-followers']);
    expect(odd.summary.notes.join()).toContain('no day, week, month');
  });
});
