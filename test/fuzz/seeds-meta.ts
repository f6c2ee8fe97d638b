import { lines, type Seed } from './seed.ts';

/** Files of Meta. */
export const metaSeeds: Seed[] = [
  {
    reader: 'meta-posts',
    name: 'Aug-01-2025_Aug-31-2025_1.csv',
    content: lines(
      'Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Is share,Post type,Date,Views,Reach,Reactions',
      '122104533866000001,100200300,Acme Pumps,,"Hello ""world"", it’s spring",08/05/2025 21:00,https://www.facebook.com/1/posts/2,0,Photos,Lifetime,"1,200",900,20',
      '122104533866000002,100200300,Acme Pumps,,,08/13/2025 9:05,https://www.facebook.com/1/posts/3,1,Photos,Lifetime,12,9,2',
    ),
  },
  {
    reader: 'instagram-dyi',
    name: 'instagram-acme-2025-08-20-AbCd/posts_1.json',
    content: JSON.stringify([
      { media: [{ uri: 'a.jpg', creation_timestamp: 1754000000, title: 'Gr\u00c3\u00bc\u00c3\u009fe' }] },
      {
        media: [{ uri: 'b.jpg', creation_timestamp: 1754000001 }],
        title: 'Two',
        creation_timestamp: 1754000002,
      },
    ]),
  },
  {
    reader: 'instagram-dyi',
    name: 'instagram-acme-2025-08-20-AbCd/post_comments_1.json',
    content: JSON.stringify([
      {
        string_map_data: {
          Kommentar: { value: 'Hi' },
          Auteur: { value: 'x' },
          Zeit: { timestamp: 1754000000 },
        },
      },
      {
        label_values: [
          { label: 'Comment', value: 'Hi' },
          { label: 'Time', timestamp_value: 1754000000 },
        ],
      },
    ]),
  },
  {
    reader: 'facebook-dyi',
    name: 'facebook-acme-2025-08-20-AbCd/your_posts_1.json',
    content: JSON.stringify([
      { timestamp: 1754000000, data: [{ post: 'Gr\u00c3\u00bc\u00c3\u009fe' }], title: 'x' },
      { timestamp: 1754000001, attachments: [{ data: [{ media: { uri: 'a', description: 'Two' } }] }] },
    ]),
  },
  {
    reader: 'facebook-dyi',
    name: 'facebook-acme-2025-08-20-AbCd/comments.json',
    content: JSON.stringify({
      comments_v2: [1754000000, 1754000001].map((timestamp) => ({
        timestamp,
        data: [{ comment: { timestamp, comment: 'Hi' } }],
      })),
    }),
  },
  {
    reader: 'meta-page',
    name: 'Follows.csv',
    content: lines(
      'sep=,',
      '"Facebook follows"',
      '"Date","Primary"',
      '"2025-08-01T00:00:00","20"',
      '"2025-08-02T00:00:00","7"',
    ),
  },
];
