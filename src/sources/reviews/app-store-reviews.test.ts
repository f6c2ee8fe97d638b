import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { appStoreReviews } from './app-store-reviews.ts';

const review = (id: string, response?: string, more: object = {}) => ({
  type: 'customerReviews',
  id,
  attributes: {
    rating: 4,
    title: 'Good',
    body: 'Does what it says',
    reviewerNickname: 'pumpfan',
    createdDate: '2026-01-05T10:11:12-08:00',
    territory: 'AUT',
    ...more,
  },
  relationships: {
    response: response ? { data: { type: 'customerReviewResponses', id: response } } : { links: {} },
  },
});
const answer = (id: string, state: string) => ({
  type: 'customerReviewResponses',
  id,
  attributes: { responseBody: 'Thank you', lastModifiedDate: '2026-01-06T09:00:00-08:00', state },
});
const file = (
  data: object[],
  included: object[],
  self = 'https://api.appstoreconnect.apple.com/v1/apps/123/customerReviews',
) => memoryFile('reviews.json', JSON.stringify({ data, included, links: { self } }, undefined, 2));

describe('app-store-reviews', () => {
  it('reads a review and the response as two messages', async () => {
    const source = file([review('r1', 'x1')], [answer('x1', 'PUBLISHED')]);
    expect(await detect(source, {})).toMatchObject({
      reader: { word: 'app-store-reviews' },
      detection: {
        questions: [],
        summary: "App Store, reviews of the app 123 with the developer's responses",
      },
    });
    const { messages, summary } = await readAll(appStoreReviews.read(source, {}));
    expect(messages).toMatchObject([
      {
        source: 'app-store',
        nativeId: 'r1',
        kind: 'review',
        author: { id: 'pumpfan' },
        own: false,
        text: 'Good\nDoes what it says',
        createdAt: '2026-01-05T18:11:12.000Z',
        rating: 4,
        channel: '123',
      },
      {
        nativeId: 'r1#reply',
        parentId: 'r1',
        kind: 'reply',
        author: { id: '123' },
        own: true,
        createdAt: '2026-01-06T17:00:00.000Z',
      },
    ]);
    expect(summary).toMatchObject({ sides: 'both', ownAccounts: ['123'] });
  });

  it('knows of a response that is not in the file, and leaves one that is not out yet', async () => {
    const { messages } = await readAll(
      appStoreReviews.read(
        file([review('r1', 'x1'), review('r2', 'x2')], [answer('x2', 'PENDING_PUBLISH')]),
        {},
      ),
    );
    expect(messages).toMatchObject([{ nativeId: 'r1', replyIds: ['r1#reply'] }, { nativeId: 'r2' }]);
    expect(messages[1]).not.toHaveProperty('replyIds');
  });

  it('asks which app it is where the file does not say', async () => {
    const source = file([review('r1')], [], 'https://api.appstoreconnect.apple.com/v1/other');
    expect(await detect(source, {})).toMatchObject({ detection: { questions: [{ word: 'us' }] } });
    await expect(readAll(appStoreReviews.read(source, {}))).rejects.toThrow(/which app/);
    const { messages } = await readAll(appStoreReviews.read(source, { us: ['Acme'] }));
    expect(messages[0]).toMatchObject({ channel: 'Acme' });
  });

  it('refuses what is no review, item by item, and a file that was cut off', async () => {
    const { rejected, accepted } = await readAll(
      appStoreReviews.read(
        file(
          [
            review('r1', undefined, { rating: 9 }),
            { type: 'apps' },
            review('r3', undefined, { createdDate: 'now' }),
            review('r4'),
          ],
          [],
        ),
        {},
      ),
    );
    expect(rejected.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(accepted).toBe(1);
    const cut = memoryFile('cut.json', '{"data": [{"type": "customerReviews", "id": "1"');
    await expect(readAll(appStoreReviews.read(cut, { us: ['Acme'] }))).rejects.toThrow(/no whole answer/);
  });

  it('does not take other JSON', async () => {
    expect(
      await appStoreReviews.detect(memoryFile('a.json', '{"data": [{"type": "apps", "id": "1"}]}'), {}),
    ).toBeUndefined();
  });
});
