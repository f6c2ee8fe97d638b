import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import type { Point } from '../model/series.ts';
import { detect } from './detect.ts';
import { newsletter } from './newsletter.ts';
import { readAll } from './read-all.ts';

const mailchimpHeader =
  'Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,Total Bounces,Times Forwarded,Forwarded Opens,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,Total Clicks,Unsubscribes,Abuse Complaints';
const mailchimp = (...rows: string[]) =>
  memoryFile('campaigns.csv', `${[mailchimpHeader, ...rows].join('\n')}\n`);
const sent = (title: string, date: string, sends = '"1,200"', opens = '400') =>
  `${title},Hello,Main,"${date}",Monday,${sends},1190,5,5,10,0,0,${opens},33.61%,700,50,4.2%,80,3,0`;
const points = (told: unknown[]) =>
  (told as Point[]).map(({ series, from, value, dimensions }) =>
    [series, from, value, ...Object.values(dimensions)].join(' '),
  );

describe('newsletter', () => {
  it('reads campaigns of Mailchimp by the day of sending, unique counts, in all and by campaign', async () => {
    const file = mailchimp(
      sent('Spring A', 'Jan 05, 2026 10:00 am'),
      sent('Spring B', 'Jan 05, 2026 11:00 am', '100', '50'),
      sent('May', 'Jan 07, 2026 09:00 pm', '10', '5'),
      sent('Draft', '', '0', '0').replace('1190,5,5,10', '0,0,0,0').replace('700,50,4.2%,80,3', '0,0,0,0,0'),
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'newsletter' },
      detection: {
        questions: [],
        summary:
          'Newsletters of mailchimp: sends, deliveries, opens, clicks, unsubscribes by the day of sending, in all and by campaign',
      },
    });
    const read = await readAll(newsletter.read(file, {}));
    expect({ rejected: read.rejected, accepted: read.accepted, empty: read.empty }).toEqual({
      rejected: [],
      accepted: 3,
      empty: 1,
    });
    const all = points(read.told);
    expect(all).toContain('newsletter-sends 2026-01-05 1300');
    expect(all).toContain('newsletter-sends 2026-01-05 1200 Spring A');
    expect(all).toContain('newsletter-sends 2026-01-06 0');
    expect(all).toContain('newsletter-opens 2026-01-05 450');
    expect(all).toContain('newsletter-unsubscribes 2026-01-07 3 May');
    expect(all.filter((one) => /2026-01-06.*May/.test(one))).toEqual([]);
    expect(read.told[0]).toMatchObject({ source: 'mailchimp', kind: 'input', unit: 'count', grain: 'day' });
    expect(read.summary.notes).toEqual([expect.stringMatching(/^Opens are no measure of reading/)]);
  });

  it('reads lists like those of Brevo and HubSpot', async () => {
    const brevo = memoryFile(
      'brevo_campaigns.csv',
      'Campaign ID;Campaign Name;Subject;Sent Date;Recipients;Delivered;Openers;Clickers;Unsubscribed\n7;News;Hi;23-01-2026 10:00:00;1.200;1.190;400;50;3\n',
    );
    expect(await detect(brevo, {})).toMatchObject({
      reader: { word: 'newsletter' },
      detection: { questions: [] },
    });
    const told = (await readAll(newsletter.read(brevo, {}))).told;
    expect(told).toHaveLength(10);
    expect(told[0]).toMatchObject({
      source: 'brevo',
      series: 'newsletter-sends',
      value: 1200,
      from: '2026-01-23',
    });
    const hubspot = memoryFile(
      'email.csv',
      'Email Name,Email Id,Subject,Send Date (Your time zone),Sent,Delivered,Opened,Clicked,Unsubscribed,Open Rate\nNews,1,Hi,2026-01-23 10:00,1200,1190,400,50,3,33.6\n',
    );
    expect(await detect(hubspot, {})).toMatchObject({ reader: { word: 'newsletter' } });
    expect((await readAll(newsletter.read(hubspot, {}))).told[0]).toMatchObject({
      source: 'hubspot',
      value: 1200,
    });
  });

  it('asks for the order of day and month where no date tells it, and takes the answer', async () => {
    const open = memoryFile(
      'list.csv',
      'Campaign Name;Sent Date;Recipients;Openers;Clickers\nNews;03-02-2026 10:00;1200;400;50\n',
    );
    const found = await detect(open, {});
    if ('refused' in found) throw new Error(found.refused);
    expect(found.detection.questions.map(({ word }) => word)).toEqual(['time.format']);
    const mapping = structuredClone(found.detection.mapping);
    if (mapping?.rows !== 'points') throw new Error('no mapping of series');
    mapping.time.format = 'M-d-yyyy H:mm';
    expect(await detect(open, { mapping })).toMatchObject({
      reader: { word: 'newsletter' },
      detection: { questions: [] },
    });
    expect((await readAll(newsletter.read(open, { mapping }))).told[0]).toMatchObject({ from: '2026-03-02' });
  });

  it('refuses damaged rows', async () => {
    const { rejected, accepted } = await readAll(
      newsletter.read(
        mailchimp(
          sent('A', 'Jan 05, 2026 10:00 am', '12.5%'),
          sent('', 'Jan 05, 2026 10:00 am'),
          sent('B', 'Jan 35, 2026 10:00 am'),
          'C,Hello',
          sent('D', 'Jan 05, 2026 10:00 am'),
          sent('E', 'Jan 06, 2026 10:00 am'),
          sent('F', 'Jan 07, 2026 10:00 am'),
          sent('G', 'Jan 08, 2026 10:00 am'),
        ),
        {},
      ),
    );
    expect(rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    expect(accepted).toBe(4);
  });

  it('never takes a list of recipients, or a table of one’s own', async () => {
    const recipients =
      'Email Address,Title,Send Date,Recipients,Opens,Clicks\na@example.com,News,2026-01-23,1,1,1\n';
    expect(await newsletter.detect(memoryFile('opens.csv', recipients), {})).toBeUndefined();
    const own = 'Date,Newsletter,Opens,Clicks\n2026-01-05,a,4,1\n2026-01-12,b,5,1\n2026-01-19,c,5,1\n';
    expect(await detect(memoryFile('own.csv', own), {})).toMatchObject({ reader: { word: 'series' } });
  });
});
