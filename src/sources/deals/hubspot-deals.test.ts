import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import type { Point } from '../../model/series.ts';
import { detect } from '../detect.ts';
import { preview } from '../preview.ts';
import { readAll } from '../read-all.ts';
import { isWonStage } from './deals-row.ts';
import { hubspotDeals } from './hubspot-deals.ts';

const header =
  'Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date,Deal owner,Pipeline,Associated Company,Associated Contact IDs,Original Source,Original Source Drill-Down 1,Original Source Drill-Down 2';
const file = (...rows: string[]) => memoryFile('deals.csv', `\ufeff${[header, ...rows].join('\n')}\n`);
const deal = (
  id: string,
  stage: string,
  amount: string,
  closed: string,
  created: string,
  source = '',
  network = '',
) =>
  `${id},Secret deal,${stage},${amount},${amount && 'EUR'},${closed},${created},Jane Doe,Sales,Secret GmbH,77,${source},${network},secret-campaign`;
const points = (told: unknown[]) =>
  (told as Point[])
    .map(({ series, from, value, currency, dimensions }) =>
      [series, from, value, currency ?? '', ...Object.values(dimensions)].join(' ').trimEnd(),
    )
    .sort();
const good = file(
  deal(
    '1',
    'Closed Won (Sales Pipeline)',
    '1000.50',
    '2026-01-07 10:00',
    '2026-01-05 09:30',
    'Organic Social',
    'LinkedIn',
  ),
  deal('2', 'closedwon', '99.60', '2026-01-07 11:00', '2026-01-05 10:00'),
  deal('3', 'Closed Lost', '500', '2026-01-06 11:00', '2026-01-07 10:00', 'SOCIAL_MEDIA', 'LinkedIn'),
  deal('4', 'Closed Won', '', '2026-01-05 10:00', '2026-01-05 10:00', 'Referrals', 'partner.example'),
);

describe('hubspot-deals', () => {
  it('counts deals created and won by day, and adds up what was won, in all and by origin', async () => {
    expect(await detect(good, {})).toMatchObject({
      reader: { word: 'hubspot-deals' },
      detection: {
        questions: [],
        words: ['series/deals-created', 'series/deals-won', 'series/amount-won-eur'],
        summary:
          'Deals of HubSpot: deals-created, deals-won, amount-won by day, in all and by original_source; no names',
      },
    });
    const { told, rejected, accepted, summary } = await readAll(hubspotDeals.read(good, {}));
    expect({ rejected, accepted }).toEqual({ rejected: [], accepted: 4 });
    const all = points(told);
    expect(all.filter((one) => !/Social|Referrals/.test(one))).toEqual([
      'amount-won-eur 2026-01-05 0 EUR',
      'amount-won-eur 2026-01-06 0 EUR',
      'amount-won-eur 2026-01-07 1100.1 EUR',
      'deals-created 2026-01-05 3',
      'deals-created 2026-01-06 0',
      'deals-created 2026-01-07 1',
      'deals-won 2026-01-05 1',
      'deals-won 2026-01-06 0',
      'deals-won 2026-01-07 2',
    ]);
    expect(all).toContain('deals-created 2026-01-07 1  Organic Social');
    expect(all).toContain('deals-created 2026-01-05 1  Organic Social LinkedIn');
    expect(all).toContain('amount-won-eur 2026-01-07 1000.5 EUR Organic Social LinkedIn');
    expect(all.join()).not.toContain('partner.example');
    expect(told[0]).toMatchObject({ source: 'hubspot', kind: 'outcome', grain: 'day' });
    expect(summary.notes).toEqual([
      'Names of deals, companies, people and owners are not kept.',
      '1 deals were won without an amount; they count, and add nothing to the amount.',
    ]);
  });

  it('keeps no name, no contact and nothing of a single deal, in refused rows neither', async () => {
    const bad = file(
      deal('1', 'Closed Won', 'much', '2026-01-07', '2026-01-05'),
      deal('2', '', '1', '2026-01-07', '2026-01-05'),
      deal('', 'Open', '1', '2026-01-07', '2026-01-05'),
      deal('4', 'Closed Won', '1', '', '2026-01-05'),
      '5,Secret deal,Open',
      deal('6', 'Open', '1', '2026-01-07', '2026-01-05'),
      deal('6', 'Open', '1', '2026-01-07', '2026-01-05'),
    );
    const read = await readAll(hubspotDeals.read(bad, {}));
    expect(read.rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect({ rows: read.rows, accepted: read.accepted, empty: read.empty }).toEqual({
      rows: 7,
      accepted: 1,
      empty: 1,
    });
    const kept = JSON.stringify([read, await readAll(hubspotDeals.read(good, {})), await preview(good, {})]);
    for (const secret of ['Secret', 'Jane', '77', 'secret-campaign']) expect(kept).not.toContain(secret);
    expect(read.summary.notes).toContain('1 rows are of deals that stand in a row above; they are left out.');
  });

  it('asks for the order of the date and the currency where nothing says them, and takes the answers', async () => {
    const open = memoryFile(
      'deals.csv',
      'Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date\n1,x,closedwon,10.5,02/03/2026,01/03/2026 10:00\n2,y,closedwon,10.5,02/04/2026,01/04/2026 10:00\n',
    );
    const shown = await preview(open, {});
    expect(shown.questions.map(({ word }) => word)).toEqual(['time.format', 'currency']);
    expect(shown.told?.length).toBeGreaterThan(0);
    const mapping = structuredClone(shown.detection?.mapping);
    if (mapping?.rows !== 'points') throw new Error('no mapping of series');
    mapping.currency = 'USD';
    mapping.time.format = 'd/M/yyyy H:mm';
    expect(await detect(open, { mapping })).toMatchObject({
      reader: { word: 'hubspot-deals' },
      detection: { questions: [] },
    });
    const { told } = await readAll(hubspotDeals.read(open, { mapping }));
    expect(points(told).filter((one) => !one.includes(' 0'))).toEqual([
      'amount-won-usd 2026-03-02 10.5 USD',
      'amount-won-usd 2026-04-02 10.5 USD',
      'deals-created 2026-03-01 1',
      'deals-created 2026-04-01 1',
      'deals-won 2026-03-02 1',
      'deals-won 2026-04-02 1',
    ]);
  });

  it('says which stages there are where none reads as won', async () => {
    const own = file(deal('1', 'Signed', '1', '2026-01-07', '2026-01-05'));
    expect((await readAll(hubspotDeals.read(own, {}))).summary.notes).toContain(
      'No stage reads as won (“Closed Won”); the stages are: Signed.',
    );
  });

  it.each([
    ['Closed Won', true],
    ['closedwon', true],
    ['Closed - Won', true],
    ['Gewonnen', true],
    ['Closed Lost', false],
    ['Contract won back', false],
    ['Nicht gewonnen', false],
  ])('takes the stage %s as won: %s', (stage, won) => {
    expect(isWonStage(stage)).toBe(won);
  });

  it('does not take contacts, or a table of one’s own', async () => {
    const contacts =
      'Record ID,Email,First Name,Create Date,Lifecycle Stage\n1,a@example.com,Ann,2026-01-05,lead\n';
    expect(await hubspotDeals.detect(memoryFile('contacts.csv', contacts), {})).toBeUndefined();
    const own = 'Week,Deals,Amount EUR\n2026-01-05,4,1000\n2026-01-12,5,1200\n2026-01-19,5,1200\n';
    expect(await detect(memoryFile('deals.csv', own), {})).toMatchObject({ reader: { word: 'series' } });
  });
});
