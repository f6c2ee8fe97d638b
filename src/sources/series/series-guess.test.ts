import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { preview } from '../preview.ts';
import { namedBy } from './series-words.ts';

async function understood(text: string, name = 'shop.csv') {
  const found = await detect(memoryFile(name, text), {});
  if ('refused' in found) throw new Error(found.refused);
  return found.detection;
}
const words = (questions: { word: string }[]) => questions.map(({ word }) => word);

describe('what a header says of a series', () => {
  it.each([
    ['Revenue (EUR)', { word: 'revenue', kind: 'outcome', unit: 'money', currency: 'EUR' }],
    ['Umsatz in €', { word: 'revenue', kind: 'outcome', unit: 'money', currency: 'EUR' }],
    ['Leads', { word: 'leads', kind: 'outcome', unit: 'count' }],
    ['Anmeldungen', { word: 'sign-ups', kind: 'outcome', unit: 'count' }],
    ['Marktanteil %', { word: 'market-share', kind: 'outcome', unit: 'share', percent: true }],
    ['Part de marché', { word: 'market-share', kind: 'outcome', unit: 'share' }],
    ['Sessions', { word: 'visits', kind: 'visits', unit: 'count' }],
    ['Total followers', { word: 'followers', kind: 'platform', unit: 'count' }],
    ['facebook_spend', { word: 'facebook-spend', kind: 'input', unit: 'money' }],
    ['Category rank', { word: 'category-rank', kind: 'outcome', unit: 'rank' }],
    ['Sales', { word: 'sales', kind: 'outcome' }],
    ['wibble', { word: 'wibble', kind: 'outcome' }],
  ])('%s', (header, named) => {
    expect(namedBy(header)).toEqual(named);
  });
});

describe('a table of values over time', () => {
  it('counts who came and left where followers fall below zero', async () => {
    const rows = (values: number[]) =>
      ['channel_name,date,subscriber_count', ...values.map((n, i) => `#acme,5/2${i + 4}/2024,${n}`), ''].join(
        '\n',
      );
    const word = async (values: number[]) => {
      const { mapping } = await understood(rows(values));
      return mapping?.rows === 'points' ? mapping.series?.[0]?.word : undefined;
    };
    expect(await word([-1, 3, 0, 12])).toBe('new-followers');
    expect(await word([101, 103, 103, 112])).toBe('followers');
  });

  it('is known in wide form, with nothing left to ask where headers say it', async () => {
    const found = await understood(
      'Monat;Leads;Umsatz (EUR)\n2026-01;1.200;3.456,70\n2026-02;1.100;3.000,00\n',
    );
    expect(found).toMatchObject({
      reader: 'series',
      questions: [],
      mapping: {
        columns: { time: 'Monat' },
        decimal: ',',
        delimiter: ';',
        series: [
          { column: 'Leads', word: 'leads', unit: 'count' },
          { column: 'Umsatz (EUR)', word: 'revenue', unit: 'money', currency: 'EUR' },
        ],
      },
    });
  });

  it('is known in long form', async () => {
    const found = await understood(
      'week,metric,value\n2026-W10,leads,3\n2026-W10,orders,1\n2026-W11,leads,4\n',
    );
    expect(found.mapping).toMatchObject({ columns: { time: 'week', series: 'metric', value: 'value' } });
    expect(found.mapping).not.toHaveProperty('series');
    expect(words(found.questions)).toEqual(['unit']);
  });

  it('is broken down by names where dates come back, and by UTM always', async () => {
    const found = await understood(
      'date,region,utm_source,sessions\n2026-03-01,north,x,3\n2026-03-01,south,x,4\n2026-03-02,north,x,5\n2026-03-02,south,x,5\n',
    );
    expect(found.mapping).toMatchObject({ dimensions: ['utm_source', 'region'] });
  });

  it('asks what it cannot know: unit, currency, percent, decimal sign', async () => {
    const found = await understood('month,y,cost,growth rate\n2026-01,1.5,2.5,0.2\n2026-02,2.5,3.5,0.3\n');
    expect(words(found.questions)).toEqual(['series.0.unit', 'currency', 'series.2.percent']);
    const unsure = await understood('month;leads\n2026-01;1.234\n2026-02;2.345\n');
    expect(words(unsure.questions)).toContain('decimal');
  });

  it('asks whether rows are messages where one column reads like it', async () => {
    const rows = [1, 2, 3].map((day) => `2026-03-0${day},what we did on day ${day} of the campaign,${day}`);
    const text = `date,what happened,leads\n${rows.join('\n')}\n`;
    const shown = await preview(memoryFile('diary.csv', text), {});
    expect(words(shown.questions)).toEqual(['rows']);
    expect((await preview(memoryFile('diary.csv', text), { rows: 'points' })).questions).toEqual([]);
    const messages = await preview(memoryFile('diary.csv', text), { rows: 'messages' });
    expect(messages.detection?.reader).toBe('table');
  });

  it('is not made of posts with their counts, nor of things with ids', async () => {
    const posts =
      'date,caption,likes\n2026-03-01,Our pump is the quietest,3\n2026-03-09,Come and see us at the fair,4\n';
    expect(await understood(posts)).toMatchObject({ reader: 'table' });
    const things = 'date,post_id,likes\n2026-03-01,1,3\n2026-03-01,2,3\n2026-03-02,3,3\n2026-03-02,4,3\n';
    expect(await detect(memoryFile('posts.csv', things), {})).toHaveProperty('refused');
  });

  it('shows its first values by the best guess while questions are open', async () => {
    const shown = await preview(memoryFile('a.csv', 'month,share of voice\n2026-01,20\n2026-02,25\n'), {});
    expect(shown.told).toMatchObject([
      { from: '2026-01-01', to: '2026-02-01', value: 0.2, unit: 'share' },
      { value: 0.25 },
    ]);
  });
});

describe('a survey', () => {
  it('is known by its base and its answers', async () => {
    const found = await understood(
      'wave,start date,end date,question,answer,percent,base\n1,2026-01-05,2026-01-09,aware,yes,30,100\n1,2026-01-05,2026-01-09,aware,no,70,100\n',
      'tracker 2026.csv',
    );
    expect(found).toMatchObject({ reader: 'survey', mapping: { rows: 'totals', source: 'tracker' } });
    expect(words(found.questions)).toEqual(['selfSelected', 'percent']);
  });

  it('of respondents never offers what names a person', async () => {
    const found = await understood(
      'Respondent ID,Email,IP Address,Weight,Size,Aware,Anything else?\n1,a@example.org,::1,1.1,small,yes,I love it so much\n2,b@example.org,::2,0.9,large,no,\n',
      'brand.csv',
    );
    expect(found.mapping).toMatchObject({
      rows: 'respondents',
      columns: { id: 'Respondent ID', weight: 'Weight' },
      margins: ['Size'],
    });
    expect(JSON.stringify(found)).not.toMatch(/Email|IP Address|example\.org/);
  });
});
