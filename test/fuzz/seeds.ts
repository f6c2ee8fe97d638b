import { carOf, madePost, madeRepo } from '../bluesky-repo.ts';
import { workbookParts } from '../workbook-fixture.ts';
import { zipOf } from '../zip-fixture.ts';

/** A file to be examined. */
export interface FuzzFile {
  name: string;
  bytes: Uint8Array;
  /** Small files next to it, by name. */
  beside?: Record<string, string>;
}

/** A small valid file from which damaged ones are made. */
export interface Seed {
  /** The word of the reader that takes it. */
  reader: string;
  name: string;
  /** Its text, or the texts inside an archive by their names. */
  content: string | Record<string, string>;
  /** How the text stands for bytes; utf8 where nothing is said. */
  coding?: 'utf8' | 'latin1';
  beside?: Record<string, string>;
}

/** The file of a seed, or of what a mutation made of its text. */
export function fileOfSeed({ name, content, coding = 'utf8', beside }: Seed): FuzzFile {
  const bytes = typeof content === 'string' ? Buffer.from(content, coding) : zipOf(content);
  return { name, bytes, ...(beside && { beside }) };
}

const lines = (...rows: unknown[]) =>
  `${rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')}\n`;
const xId = (ms: number) => String((BigInt(ms - 1288834974657) << 22n) + 7n);
const day = Date.UTC(2022, 9, 19, 20, 7, 25, 678);
const xTime = 'Wed Oct 19 20:07:25 +0000 2022';

const blueskyEvent = { did: 'did:plc:acme', time_us: 1_777_629_600_000_000 };
const bluesky = (operation: string, rkey: string, record?: object) => ({
  ...blueskyEvent,
  kind: 'commit',
  commit: { rev: '3l', operation, collection: 'app.bsky.feed.post', rkey, ...(record && { record }) },
});

const tweet = (n: number, more = {}) => ({
  tweet: {
    id_str: xId(day + n),
    created_at: xTime,
    full_text: 'Hello @ann &amp; welcome 👋🏽',
    favorite_count: '3',
    retweet_count: '1',
    lang: 'en',
    entities: { user_mentions: [{ screen_name: 'ann' }] },
    ...more,
  },
});
const user = { id: 11, id_str: '11', screen_name: 'ann_b', name: 'Ann' };
const classic = (n: number, more = {}) => ({
  created_at: xTime,
  id: n,
  id_str: xId(day + n),
  text: '@acme does &amp; did it stop?',
  user,
  in_reply_to_status_id_str: null,
  lang: 'en',
  favorite_count: 3,
  retweet_count: 1,
  ...more,
});
const second = (n: number, more = {}) => ({
  id: xId(day + n),
  text: 'It did, @ann_b',
  author_id: '22',
  created_at: '2022-10-19T20:07:25.000Z',
  conversation_id: xId(day),
  edit_history_tweet_ids: [xId(day + n)],
  referenced_tweets: [{ type: 'replied_to', id: xId(day) }],
  public_metrics: { like_count: 2, reply_count: 1 },
  lang: 'en',
  ...more,
});
const actor = 'https://social.example/users/acme';
const everyone = 'https://www.w3.org/ns/activitystreams#Public';
const note = (n: number, more = {}) => ({
  id: `${actor}/statuses/${n}/activity`,
  type: 'Create',
  actor,
  published: '2023-05-01T10:00:00Z',
  object: {
    id: `${actor}/statuses/${n}`,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published: '2023-05-01T10:00:00Z',
    url: `https://social.example/@acme/${n}`,
    to: [everyone],
    cc: [`${actor}/followers`],
    content: '<p>Hi <a href="https://other.example/@ann">@<span>ann</span></a> &amp; all</p>',
    contentMap: { en: 'x' },
    tag: [{ type: 'Mention', href: 'https://other.example/users/ann', name: '@ann@other.example' }],
    ...more,
  },
});
const boost = {
  id: `${actor}/statuses/9/activity`,
  type: 'Announce',
  actor,
  published: '2023-05-02T10:00:00Z',
};
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
const videoComment = (id: string, more = {}) => ({
  id,
  snippet: {
    channelId: 'UCaaaaaaaaaaaaaaaaaaaaaa',
    videoId: 'a-B_c1D2e3F',
    textDisplay: 'Does it &amp; how?',
    authorDisplayName: '@ann',
    authorChannelId: { value: 'UCbbbbbbbbbbbbbbbbbbbbbb' },
    likeCount: 2,
    publishedAt: '2025-03-15T10:00:00Z',
    ...more,
  },
});
const analytics = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(',');

/** At least one for each reader in `src/sources/readers.ts`; a test says which is missing. */
export const seeds: Seed[] = [
  {
    reader: 'x-archive',
    name: 'tweets.js',
    content: `window.YTD.tweets.part0 = ${JSON.stringify(
      [tweet(1), tweet(2, { in_reply_to_status_id_str: xId(day) }), tweet(3, { full_text: 'RT @ann: so' })],
      null,
      1,
    )}`,
    beside: { 'account.js': 'window.YTD.account.part0 = [{"account": {"username": "acme"}}]' },
  },
  {
    reader: 'x-api',
    name: 'tweets.json',
    content: JSON.stringify([classic(1), classic(2, { in_reply_to_status_id_str: xId(day + 1) })]),
  },
  {
    reader: 'x-api',
    name: 'tweets.jsonl',
    content: lines(classic(1), classic(2, { retweeted_status: classic(1) }), classic(3)),
  },
  {
    reader: 'x-api',
    name: 'answer.json',
    content: JSON.stringify({
      data: [second(1), second(2)],
      includes: { users: [{ id: '22', username: 'Acme', name: 'Acme Inc' }], tweets: [second(3)] },
      errors: [{ resource_type: 'tweet', title: 'Not Found Error', value: '1' }],
      meta: { result_count: 2 },
    }),
  },
  {
    reader: 'support-corpus',
    name: 'support.csv',
    content: lines(
      'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id',
      `2,9001,True,${xTime},"@Acme &amp; co, help?",3,`,
      `3,Acme,FALSE,${xTime},"@9001 Sure\nsecond line","4,5",2.0`,
      `4,9001,True,${xTime},"He said ""no""",,3`,
    ),
  },
  {
    reader: 'x-analytics',
    name: 'tweet_activity_metrics_AcmeHQ_20161201_20170101_en.csv',
    content: lines(
      analytics(
        'Tweet id',
        'Tweet permalink',
        'Tweet text',
        'time',
        'impressions',
        'engagement rate',
        'retweets',
      ),
      ...[1, 2, 3].map((n) =>
        analytics(
          xId(day + n),
          `https://twitter.com/AcmeHQ/status/${xId(day + n)}`,
          'New &amp; better',
          '2022-10-19 20:07 +0000',
          '1938.0',
          '0.0093',
          '-',
        ),
      ),
    ),
  },
  {
    reader: 'bluesky-car',
    name: 'repo.car',
    coding: 'latin1',
    content: Buffer.from(
      carOf(
        madeRepo({
          'app.bsky.actor.profile/self': { $type: 'app.bsky.actor.profile', displayName: 'Acme' },
          'app.bsky.feed.like/a': { $type: 'app.bsky.feed.like', createdAt: '2026-05-01T10:00:00Z' },
          'app.bsky.feed.post/a': madePost('Hello 👋', '2026-05-01T10:00:00Z'),
          'app.bsky.feed.post/b': madePost('Hello all', '2026-05-01T10:00:00Z'),
        }),
      ),
    ).toString('latin1'),
  },
  {
    reader: 'bluesky-jetstream',
    name: 'stream.jsonl',
    content: lines(
      bluesky('create', 'a', { text: 'Hello 👋', createdAt: '2026-05-01T10:00:00Z', langs: ['en'] }),
      bluesky('update', 'a', { text: 'Hello all', createdAt: '2026-05-01T10:00:00Z', langs: ['en'] }),
      bluesky('create', 'b', { text: 'Never', createdAt: '2026-05-01T10:00:00Z' }),
      bluesky('delete', 'b'),
      { ...blueskyEvent, kind: 'identity', identity: { did: blueskyEvent.did, handle: 'acme.example' } },
      {
        ...blueskyEvent,
        kind: 'account',
        account: { did: blueskyEvent.did, active: false, status: 'deactivated' },
      },
    ),
  },
  {
    reader: 'mastodon-outbox',
    name: 'outbox.json',
    content: JSON.stringify({
      '@context': 'x',
      id: 'outbox.json',
      type: 'OrderedCollection',
      totalItems: 99,
      orderedItems: [
        note(1),
        note(2, { inReplyTo: 'https://other.example/users/ann/statuses/1' }),
        { ...boost, to: [everyone], cc: [], object: 'https://other.example/users/ann/statuses/9' },
        note(3, { to: [] }),
      ],
    }),
    beside: { 'actor.json': JSON.stringify({ id: actor, name: 'Acme Inc' }) },
  },
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
    reader: 'youtube-studio',
    name: 'Content 2025-01-01_2025-04-01 Acme Pumps/Table data.csv',
    content: lines(
      'Content,Video title,Video publish time,Duration,Likes,Views,Average view duration,Impressions click-through rate (%)',
      'Total,,,,9,12,0:00:25,4.1',
      'a-B_c1D2e3F,"Pumps, explained","Mar 15, 2025",60,5,7,0:01:25,4.12',
      'b-B_c1D2e3F,The valve,"Feb 1, 2025",60,4,5,0:00:25,4.1',
    ),
  },
  {
    reader: 'youtube-comments',
    name: 'comments.json',
    content: JSON.stringify(
      {
        items: [1, 2].map((n) => ({
          snippet: { topLevelComment: videoComment(`Ug${n}`), totalReplyCount: 2 },
          replies: { comments: [videoComment(`Ug${n}.x`, { parentId: `Ug${n}` })] },
        })),
      },
      null,
      1,
    ),
  },
  {
    reader: 'youtube-comments',
    name: 'comments.jsonl',
    content: lines(videoComment('Ug1'), videoComment('Ug1.x', { parentId: 'Ug1' })),
  },
  {
    reader: 'telegram',
    name: 'result.json',
    content: JSON.stringify(
      {
        name: 'Acme',
        type: 'public_supergroup',
        id: 1130580549,
        messages: [1, 2, 3].map((id) => ({
          id,
          type: 'message',
          date: '2025-03-15T11:00:00',
          date_unixtime: '1742032800',
          from: 'Ann',
          from_id: 'user42',
          text: id === 2 ? ['Hi ', { type: 'mention', text: '@ann' }] : 'Hello',
          ...(id > 1 && { reply_to_message_id: 1, reactions: [{ type: 'emoji', count: 2 }] }),
        })),
      },
      null,
      1,
    ),
  },
  {
    reader: 'tiktok',
    name: 'user_data_tiktok.json',
    content: JSON.stringify(
      {
        'App Settings': { Settings: { SettingsMap: {} } },
        Comment: { Comments: { CommentsList: [{ date: '2025-02-19 20:46:10', comment: 'Hi', url: '' }] } },
        Post: {
          Posts: {
            VideoList: [
              {
                Date: '2025-01-26 15:50:46',
                Link: 'https://x/video/7464123456789012345',
                Likes: '58',
                Title: 'Pump',
              },
            ],
          },
        },
        Profile: { 'Profile Info': { ProfileMap: { userName: 'acme' } } },
      },
      null,
      1,
    ),
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
