import { workbookParts } from '../workbook-fixture.ts';
import { lines, type Seed } from './seed.ts';

const simulated = {
  rapport: 'simulated',
  version: 1,
  notice: 'Simulated: no person and no message in this file is real.',
  company: 'Acme',
  source: 'linkedin',
  accounts: ['acme'],
  sides: 'both',
  observedUntil: '2026-11-18T07:30:00Z',
};

/** Tables, series and surveys of one's own, and simulated messages. */
export const ownSeeds: Seed[] = [
  {
    reader: 'simulated',
    name: 'linkedin.jsonl',
    content: lines(
      simulated,
      {
        id: 'a1',
        at: '2026-11-01T08:00:00Z',
        author: 'ann_x',
        name: 'Ann X',
        text: '@acme does it fit?',
        channel: 'acme',
      },
      {
        id: 'a2',
        at: '2026-11-01T09:00:00Z',
        author: 'acme',
        text: 'It does.',
        parent: 'a1',
        channel: 'acme',
      },
    ),
  },
  {
    reader: 'table',
    name: 'google_play_reviews.csv',
    content: lines(
      'reviewId,userName,content,score,thumbsUpCount,at,replyContent,repliedAt,company',
      'r1,Ann,The app is slow,2,4,2024-06-11 18:20:30,Sorry about that,2024-06-13 16:05:06,Acme',
      'r2,Ben,It is great &amp; fast,5,0,2024-07-28 10:00:00,,,Acme',
      'r3,Cid,"It never, ever\nopens",1,,2024-07-30 10:00:00,Please write to us,2024-07-01 09:00:00,Acme',
    ),
  },
  {
    reader: 'table',
    name: 'comments.csv',
    content: lines(
      'comment_id;parent_id;name;text;date',
      '1;;Ann;"Wie groß; wie schwer?";01.10.2026 10:00',
      '2;1;Acme;Fünf Kilo.;01.10.2026 10:30',
      '3;;Zoë;مرحبا بالعالم;13.10.2026 08:00',
    ),
  },
  {
    reader: 'table',
    name: 'comments.xlsx',
    content: workbookParts({
      Comments: [
        ['Comment ID', 'Author', 'Text', 'Date', 'Likes'],
        ['c1', 'Ann', 'Does it fit?', { number: 46082.75, format: 'date' }, 3],
        ['c2', 'Acme', { inline: 'It does.' }, { number: 46083.5, format: 'date' }, 0],
        ['c3', 'Ben', 'Good & cheap', { number: 46084.25, format: 'date' }, 12],
      ],
      Notes: [['Nothing here']],
    }),
  },
  {
    reader: 'series',
    name: 'sales.csv',
    content: lines(
      'Monat;Leads;Umsatz (EUR)',
      '2026-01;1.200;3.456,70',
      '2026-02;1.100;3.000,00',
      '2026-03;980;2.999,50',
    ),
  },
  {
    reader: 'series',
    name: 'visits.xlsx',
    content: workbookParts({
      Visits: [
        ['Date', 'Visits', 'Leads'],
        [{ number: 46082, format: 'date' }, 120, 3],
        [{ number: 46083, format: 'date' }, 131, 4],
        [{ number: 46084, format: 'date' }, 99, 0],
      ],
    }),
  },
  {
    reader: 'survey',
    name: 'Markenstudie.csv',
    content: lines(
      'Welle;Von;Bis;Frage;Antwort;Anzahl;Befragte',
      '1;02.01.2026;31.01.2026;bekannt;ja;48;400',
      '1;02.01.2026;31.01.2026;bekannt;nein;352;400',
    ),
  },
  {
    reader: 'survey',
    name: 'Kunden.csv',
    content: lines(
      'Kunde;Datum;Wie zufrieden?;Empfehlung',
      'K1;05.10.2026;gut;ja',
      'K2;07.10.2026;schlecht;nein',
      'K3;07.10.2026;gut;ja',
    ),
  },
];
