import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { writtenDays } from '../time/written-day.ts';
import { youtubeStudio } from './youtube-studio.ts';

const header =
  'Content,Video title,Video publish time,Duration,Likes,Views,Watch time (hours),Subscribers,Average view duration,Impressions,Impressions click-through rate (%),Estimated revenue (USD)';
const total = 'Total,,,,90,2775,19.2306,7,0:00:25,7280,4.12,1.5';
const table = (...rows: string[]) => memoryFile('Table data.csv', [header, total, ...rows, ''].join('\n'));
const us = { us: ['@AcmePumps'] };

describe('an export of YouTube Studio', () => {
  it('reads videos with their counts, and takes the totals for an empty row', async () => {
    const file = table(
      'a-B_c1D2e3F,"Pumps, explained",“Mar 15, 2025”,60,144,2775,19.2306,7,0:01:25,728,4.12,0.3'.replace(
        /[“”]/g,
        '"',
      ),
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'youtube-studio' },
      detection: {
        summary: 'YouTube Studio, videos with their counts, of one channel',
        questions: [{ word: 'us' }],
      },
    });
    const read = await readAll(youtubeStudio.read(file, us));
    expect(read).toMatchObject({ rows: 2, accepted: 1, empty: 1, rejected: [] });
    const metric = (name: string, value: number) => ({
      metric: name,
      value,
      definition: `youtube-studio:${name}:1`,
    });
    expect(read.messages).toEqual([
      {
        source: 'youtube',
        nativeId: 'a-B_c1D2e3F',
        kind: 'post',
        author: { id: 'acmepumps' },
        own: true,
        text: 'Pumps, explained',
        createdAt: '2025-03-15T00:00:00.000Z',
        precision: 'day',
        mentions: [],
        url: 'https://www.youtube.com/watch?v=a-B_c1D2e3F',
        metrics: [
          metric('likes', 144),
          metric('views', 2775),
          metric('watch_hours', 19.2306),
          metric('subscribers', 7),
          metric('average_view_seconds', 85),
          metric('impressions', 728),
          metric('clicks_per_impression', 0.0412),
        ],
      },
    ]);
    expect(read.summary.sides).toBe('own');
    expect(read.summary.notes.join()).toContain('Not read: Estimated revenue (USD).');
  });

  it('knows channel and period by the name of the .zip', async () => {
    const file = {
      ...table(' -B_c1D2e3Fa,Hi,2025-03-15,60,,,,,,,,'),
      shown: 'Content 2025-01-01_2025-04-01 Acme Pumps.zip/Table data.csv',
    };
    expect(await youtubeStudio.detect(file, {})).toMatchObject({
      summary: 'YouTube Studio, videos with their counts, of Acme Pumps',
      questions: [],
    });
    const read = await readAll(youtubeStudio.read(file, {}));
    expect(read.messages).toMatchObject([
      { nativeId: '-B_c1D2e3Fa', author: { id: 'acme-pumps', name: 'Acme Pumps' }, metrics: [] },
    ]);
    expect(read.summary).toMatchObject({
      observedUntil: '2025-04-01T00:00:00.000Z',
      ownAccounts: ['acme-pumps'],
    });
    expect(read.summary.notes.join()).toContain('from 2025-01-01 to 2025-04-01');
  });

  it('takes no day that does not exist out of the name', async () => {
    const file = {
      ...table('a-B_c1D2e3F,Hi,2025-03-15,60,,,,,,,,'),
      shown: 'Content 2025-01-01_2025-02-30 Acme Pumps.zip/Table data.csv',
    };
    const read = await readAll(youtubeStudio.read(file, {}));
    expect(read.summary.observedUntil).toBeUndefined();
    expect(read.summary.notes.join()).toContain('that was chosen in Studio');
  });

  it('knows a table in another language by its places', async () => {
    const file = memoryFile(
      'Tabellendaten.csv',
      'Inhalt,Titel,Zeitpunkt,Views,Aufrufe\nGesamt,,,7,7\na-B_c1D2e3F,Die Pumpe,15. März 2025,7,7\nb-B_c1D2e3F,Das Ventil,1. Dez. 2024,0,0\n',
    );
    expect(await detect(file, us)).toMatchObject({ reader: { word: 'youtube-studio' } });
    const read = await readAll(youtubeStudio.read(file, us));
    expect(read.messages.map(({ createdAt }) => createdAt.slice(0, 10))).toEqual([
      '2025-03-15',
      '2024-12-01',
    ]);
    expect(read.messages[0]?.metrics).toEqual([
      { metric: 'views', value: 7, definition: 'youtube-studio:views:1' },
    ]);
    expect(read.summary.notes.join()).toContain('Not read: Aufrufe.');
  });

  it('reads counts by day, of videos and of the channel', async () => {
    const chart = memoryFile(
      'Chart data.csv',
      'Date,Content,Video title,Video publish time,Duration,Views\n2025-03-01,a-B_c1D2e3F,Hi,"Mar 15, 2025",60,5\nsome day,a-B_c1D2e3F,Hi,"Mar 15, 2025",60,5\n',
    );
    expect(await detect(chart, us)).toMatchObject({ reader: { word: 'youtube-studio' } });
    const read = await readAll(youtubeStudio.read(chart, us));
    expect(read.told).toEqual([
      {
        is: 'point',
        source: 'youtube-acmepumps',
        series: 'views',
        label: 'Views',
        kind: 'platform',
        unit: 'count',
        grain: 'day',
        from: '2025-03-01',
        to: '2025-03-02',
        value: 5,
        dimensions: { video: 'a-B_c1D2e3F' },
      },
    ]);
    expect(read.rejected).toMatchObject([{ rejected: '"some day" is no date' }]);
    const totals = memoryFile('x/Totals.csv', 'Date,Views\n2025-03-01,5\n2025-03-02,0\n');
    expect(await detect(totals, us)).toMatchObject({ reader: { word: 'youtube-studio' } });
    const days = await readAll(youtubeStudio.read(totals, us));
    expect(days.told).toMatchObject([
      { value: 5, dimensions: {} },
      { value: 0, dimensions: {} },
    ]);
    const own = memoryFile('visits.csv', 'Date,Views\n2025-03-01,5\n2025-03-02,0\n2025-03-03,0\n');
    expect(await youtubeStudio.detect(own, us)).toBeUndefined();
  });

  it('refuses rows without a date or with a spoilt id', async () => {
    const read = await readAll(
      youtubeStudio.read(
        table(
          'a-B_c1D2e3F,Draft,,60,,,,,,,,',
          '#NAME?,Hi,"Mar 15, 2025",60,,,,,,,,',
          'b-B_c1D2e3F,Hi,"Feb 30, 2025",60,,,,,,,,',
        ),
        us,
      ),
    );
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      'has no publish time',
      '"#NAME?" is no id of a video',
      '"Feb 30, 2025" is no date',
    ]);
  });
});

it.each([
  ['Mar 15, 2025', '2025-03-15'],
  ['15. März 2025', '2025-03-15'],
  ['15 mars 2025', '2025-03-15'],
  ['15 de mar. de 2025', '2025-03-15'],
  ['2025年3月15日', '2025-03-15'],
  ['2025. 3. 15.', '2025-03-15'],
  ['05.03.2025', '2025-03-05'],
  ['2025-03-15', '2025-03-15'],
  ['Mar 32, 2025', undefined],
  ['soon', undefined],
])('the day of %j is %j', (text, day) => {
  expect(writtenDays([text])(text)).toBe(day);
});
