import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../test/served.ts';
import { workbookOf } from '../../test/workbook-fixture.ts';

let served: Served;

beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const page = (path: string) => served.page(path);
const post = (path: string, fields: Record<string, string>) => served.post(path, fields);
const upload = async (name: string, content: string | Uint8Array) =>
  (await served.upload([[name, content]])).headers.get('location') ?? '';

describe('a series through the pages', () => {
  it('has a page while there is none', async () => {
    expect(await page('/series')).toContain('No series and no survey wave is here yet.');
    expect(await page('/series.csv')).toBe(
      'source,series,kind,unit,currency,grain,dimensions,from,to_exclusive,value,n\r\n',
    );
  });

  it('is shown as understood, asked about, brought in, listed, and undone', async () => {
    const sales = 'Month,Sales,Leads\n2026-01,"1,200.50",3\n2026-02,"1,300.00",\n2026-03,lots,5\n';
    const where = await upload('shop.csv', sales);
    const shown = await page(where);
    expect(shown).toContain('2 series of shop: sales, leads; one value a month');
    expect(shown).toContain('What are the values in column &quot;Sales&quot;?');
    expect(shown).toContain('would be refused');
    await post(where, { go: 'again', '0.series.0.unit': 'money' });
    expect(await page(where)).toContain('In which currency is the money?');
    await post(where, { go: 'import', '0.series.0.unit': 'money', '0.currency': 'EUR' });
    const report = await served.untilImported();
    const told = await page(report);
    expect(told).toContain('3 values are new');
    expect(told).toContain('href="/series"');
    expect(await page(`${report}/rejected.csv`)).toContain(
      'shop.csv,4,"""lots"" in column ""Sales"" is no number"',
    );
    const list = await page('/series');
    expect(list).toContain('2 series from elsewhere.');
    expect(list.replace(/<.?span[^>]*>/g, '')).toContain('Jan 1, 2026 to Feb 28, 2026');
    expect(list).toContain('<code>series/sales</code>');
    expect(list).toContain('1,300 EUR');
    expect((await page('/series.csv')).split('\r\n').slice(1)).toEqual([
      'shop,leads,outcome,count,,month,,2026-01-01,2026-02-01,3,',
      'shop,sales,outcome,money,EUR,month,,2026-01-01,2026-02-01,1200.5,',
      'shop,sales,outcome,money,EUR,month,,2026-02-01,2026-03-01,1300,',
      '',
    ]);
    await post(`${report}/undo`, {});
    expect(await page('/series')).toContain('No series and no survey wave is here yet.');
  });

  it('is looked into anew when another sheet or another kind of rows is named', async () => {
    const date = (number: number) => ({ number, format: 'date' as const });
    const book = workbookOf({
      North: [
        ['Month', 'Leads'],
        [date(46023), 1],
        [date(46054), 2],
      ],
      South: [
        ['Month', 'Turnover'],
        [date(46023), 10],
        [date(46054), 20],
      ],
    });
    const where = await upload('regions.xlsx', book);
    expect(await page(where)).toContain('Which sheet is meant?');
    await post(where, { go: 'again', '0.sheet': 'South' });
    const south = await page(where);
    expect(south).toContain('1 series of regions: revenue');
    expect(south).toContain('In which currency is the money?');
    expect(south).toMatch(/Answered, and may be changed.*name="0\.sheet"/);
    await post(where, { go: 'import', '0.sheet': 'South', '0.currency': 'CHF' });
    await served.untilImported();
    expect(await page('/series.csv')).toContain(
      'regions,revenue,outcome,money,CHF,month,,2026-02-01,2026-03-01,20,',
    );
  });

  it('can be a survey, whose list of answers is written with commas', async () => {
    const text =
      'respondent,weight,email,size,aware\nr1,1.5,ann@example.org,small,yes\nr2,0.5,bob@example.org,large,no\n';
    const where = await upload('brand.csv', text);
    const shown = await page(where);
    expect(shown).toContain('Respondents of the survey brand');
    expect(shown).not.toContain('example.org');
    const answers = { '0.questions': 'aware', '0.wave.from': '2026-03-02', '0.wave.to': '2026-03-13' };
    const early = await post(where, { go: 'import', ...answers });
    expect(await early.text()).toContain('still a question');
    await post(where, { go: 'import', ...answers, '0.selfSelected': 'yes' });
    await served.untilImported();
    expect(await page('/series')).toContain('1 survey wave from elsewhere');
    expect((await page('/series/waves.csv')).split('\r\n')[1]).toBe(
      'brand,2026-03-02/2026-03-13,2026-03-02,2026-03-14,respondents,aware,2,true,brand.csv',
    );
  });
});
