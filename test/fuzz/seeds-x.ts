import { lines, type Seed } from './seed.ts';

const xId = (ms: number) => String((BigInt(ms - 1288834974657) << 22n) + 7n);
const day = Date.UTC(2022, 9, 19, 20, 7, 25, 678);
const xTime = 'Wed Oct 19 20:07:25 +0000 2022';

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
const analytics = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(',');

/** Files of X. */
export const xSeeds: Seed[] = [
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
    reader: 'x-overview',
    name: 'account_overview_analytics.csv',
    content: lines(
      'Date,Impressions,Likes,Engagements,New follows,Unfollows,Profile visits',
      '"Tue, Jul 14, 2026",120,5,9,2,1,3',
      '"Wed, Jul 15, 2026","1,200",5,9,2,0,3',
    ),
  },
];
