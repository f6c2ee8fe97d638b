import { lines, type Seed } from './seed.ts';

const play = (id: string, text: string, reply = '', replied = '') =>
  `com.acme.app,42,1.2.0,de,pixel7,2026-01-05T10:11:12Z,1767607872345,2026-01-05T10:11:12Z,1767607872345,2,,${text},${replied},,${reply},https://play.google.com/console/developers/1/app/2/user-feedback/review-details?reviewId=${id}&corpus=PUBLIC_REVIEWS`;
const apple = (id: string, response?: string) => ({
  type: 'customerReviews',
  id,
  attributes: {
    rating: 4,
    title: 'Good',
    body: 'Does what it says',
    reviewerNickname: 'pumpfan',
    createdDate: '2026-01-05T10:11:12-08:00',
    territory: 'AUT',
  },
  relationships: {
    response: response ? { data: { type: 'customerReviewResponses', id: response } } : { links: {} },
  },
});

/** Reviews of apps. */
export const reviewSeeds: Seed[] = [
  {
    reader: 'google-play-reviews',
    name: 'reviews_com.acme.app_202601.csv',
    coding: 'utf16le',
    content: `\ufeff${lines(
      'Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,Developer Reply Text,Review Link',
      play('gp%3AAOq-1', '"Stürzt ab, leider"', 'Wir schauen nach', '2026-01-06T08:00:00Z'),
      play('gp%3AAOq-2', 'Gut'),
      play('gp%3AAOq-3', '"Sehr ""gut"" 👋"', 'Danke'),
    )}`,
  },
  {
    reader: 'app-store-reviews',
    name: 'reviews.json',
    content: JSON.stringify(
      {
        data: [apple('r1', 'x1'), apple('r2'), apple('r3', 'x3')],
        included: [
          {
            type: 'customerReviewResponses',
            id: 'x1',
            attributes: {
              responseBody: 'Thank you',
              lastModifiedDate: '2026-01-06T09:00:00-08:00',
              state: 'PUBLISHED',
            },
          },
        ],
        links: { self: 'https://api.appstoreconnect.apple.com/v1/apps/123/customerReviews' },
      },
      null,
      1,
    ),
  },
];
