import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { googlePlayReviews } from './google-play-reviews.ts';

const header =
  'Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,Developer Reply Text,Review Link';
const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
const file = (...rows: string[]) =>
  memoryFile('reviews_com.acme.app_202601.csv', utf16([header, ...rows, ''].join('\r\n')));
const link = (id: string) =>
  `https://play.google.com/console/developers/1/app/2/user-feedback/review-details?reviewId=${id}&corpus=PUBLIC_REVIEWS`;
const row = (text: string, id: string, reply = '', replied = '', at = '2026-01-05T10:11:12Z', stars = '2') =>
  `com.acme.app,42,1.2.0,de,pixel7,${at},1767607872345,${at},1767607872345,${stars},,${text},${replied},,${reply},${id && link(id)}`;

describe('google-play-reviews', () => {
  it('reads a review and the developer’s reply as two messages, from UTF-16', async () => {
    const source = file(row('"Stürzt ab, leider"', 'gp%3AAOq-1', 'Wir schauen nach', '2026-01-06T08:00:00Z'));
    expect(await detect(source, {})).toMatchObject({
      reader: { word: 'google-play-reviews' },
      detection: {
        questions: [],
        summary: "Google Play, reviews of com.acme.app with the developer's replies",
      },
    });
    const { messages, summary } = await readAll(googlePlayReviews.read(source, {}));
    expect(messages).toEqual([
      {
        source: 'google-play',
        nativeId: 'gp:AOq-1',
        kind: 'review',
        author: { id: 'A Google user#gp:AOq-1', name: 'A Google user' },
        own: false,
        text: 'Stürzt ab, leider',
        createdAt: '2026-01-05T10:11:12.345Z',
        precision: 'instant',
        channel: 'com.acme.app',
        rating: 2,
        url: link('gp%3AAOq-1'),
        lang: 'de',
      },
      {
        source: 'google-play',
        nativeId: 'gp:AOq-1#reply',
        parentId: 'gp:AOq-1',
        kind: 'reply',
        author: { id: 'com.acme.app' },
        own: true,
        text: 'Wir schauen nach',
        createdAt: '2026-01-06T08:00:00.000Z',
        precision: 'instant',
        channel: 'com.acme.app',
      },
    ]);
    expect(summary).toMatchObject({ encoding: 'utf-16le', sides: 'both', ownAccounts: ['com.acme.app'] });
    expect(JSON.stringify(messages)).not.toContain('pixel7');
  });

  it('leaves ratings without words out, and knows of a reply without a date', async () => {
    const read = await readAll(googlePlayReviews.read(file(row('', ''), row('Good', 'a', 'Thanks')), {}));
    expect({ rows: read.rows, empty: read.empty, accepted: read.accepted }).toEqual({
      rows: 2,
      empty: 1,
      accepted: 1,
    });
    expect(read.messages).toMatchObject([{ nativeId: 'a', replyIds: ['a#reply'] }]);
  });

  it('refuses rows without id, rating or time', async () => {
    const { rejected, accepted } = await readAll(
      googlePlayReviews.read(
        file(
          row('Good', ''),
          row('Good', 'b', '', '', undefined, '7'),
          row('Good', 'c', '', '', 'yesterday').replaceAll('1767607872345', ''),
          'com.acme.app,1,2',
          row('Good', 'd'),
          row('Good', 'e'),
        ),
        {},
      ),
    );
    expect(rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    expect(accepted).toBe(2);
  });

  it('does not take a table of one’s own', async () => {
    const own = 'reviewId,userName,content,score,at\n1,Ann,It is good,5,2026-01-05 10:00\n';
    expect(await googlePlayReviews.detect(memoryFile('own.csv', own), {})).toBeUndefined();
  });
});
