import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { xApi } from './x-api.ts';

const id = (ms: number) => String((BigInt(ms - 1288834974657) << 22n) + 7n);
const at = Date.UTC(2015, 0, 7, 11, 11, 33, 250);
const stated = 'Wed Jan 07 11:11:33 +0000 2015';
const iso = '2015-01-07T11:11:33.000Z';

interface Fields {
  [key: string]: unknown;
}
const ann = { id: 11, id_str: '11', screen_name: 'ann_b', name: 'Ann' };
const acme = { id: 22, id_str: '22', screen_name: 'Acme', name: 'Acme Inc' };
const classic = (fields: Fields = {}) => ({
  created_at: stated,
  id: Number(id(at)),
  id_str: id(at),
  text: '@acme does &amp; did it stop?',
  user: ann,
  in_reply_to_status_id_str: null,
  in_reply_to_user_id_str: null,
  lang: 'en',
  favorite_count: 3,
  retweet_count: 1,
  ...fields,
});
const second = (fields: Fields = {}) => ({
  id: id(at),
  text: 'It did',
  author_id: '22',
  created_at: iso,
  conversation_id: id(at),
  edit_history_tweet_ids: [id(at)],
  lang: 'en',
  ...fields,
});
const users = [
  { id: '11', username: 'ann_b', name: 'Ann' },
  { id: '22', username: 'Acme', name: 'Acme Inc' },
];

function file(content: unknown, name = 'tweets.json') {
  return memoryFile(name, typeof content === 'string' ? content : JSON.stringify(content), 64);
}
const read = (content: unknown, us: string[] | undefined = ['acme']) =>
  readAll(xApi.read(file(content), us === undefined ? {} : { us }));
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

describe('tweets of version 1.1', () => {
  it('are read with the id as text, the time out of the id, and the author by id and name', async () => {
    const { messages, summary } = await read(classic());
    expect(messages).toEqual([
      {
        source: 'x',
        nativeId: id(at),
        kind: 'post',
        author: { id: '11', handle: 'ann_b', name: 'Ann' },
        own: false,
        text: '@acme does & did it stop?',
        createdAt: '2015-01-07T11:11:33.250Z',
        precision: 'instant',
        mentions: ['acme'],
        url: `https://twitter.com/ann_b/status/${id(at)}`,
        lang: 'en',
        metrics: [
          { metric: 'likes', value: 3, definition: 'x-api:likes:1' },
          { metric: 'reposts', value: 1, definition: 'x-api:reposts:1' },
        ],
      },
    ]);
    expect(summary).toMatchObject({ ownAccounts: ['acme'], sides: 'both', notes: [] });
  });

  it.each([
    ['one over several lines', JSON.stringify(classic(), null, 2), 1],
    ['a list', [classic(), classic({ id_str: '1' })], 2],
    [
      'one a line, with an empty line',
      `${lines(classic())}\r\n\r\n${lines(classic({ id_str: '1' }))}\r\n`,
      2,
    ],
    ['the answer to a search', { statuses: [classic(), classic({ id_str: '1' })], search_metadata: {} }, 2],
    ['UTF-16 with its mark', `\ufeff${JSON.stringify(classic())}`, 1],
  ])('are read as %s', async (form, content, n) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const bytes = form.startsWith('UTF-16') ? Buffer.from(text, 'utf16le') : text;
    const one = memoryFile('a.json', bytes, 50);
    expect(await detect(one, { us: ['acme'] })).toMatchObject({ reader: { word: 'x-api' } });
    const found = await readAll(xApi.read(one, { us: ['acme'] }));
    expect(found).toMatchObject({ rows: n, accepted: n });
    expect(found.messages).toHaveLength(n);
  });

  it('answer what in_reply_to_status_id_str names, never the number that has lost its digits', async () => {
    const parent = '552784168849907712';
    const { messages } = await read([
      classic({ in_reply_to_status_id_str: parent, in_reply_to_status_id: 1, user: acme, id_str: '900' }),
      classic({ in_reply_to_status_id: Number(parent), id_str: '901' }),
    ]);
    expect(messages[0]).toMatchObject({ kind: 'reply', parentId: parent, own: true });
    expect(messages[1]?.kind).toBe('reply');
    expect(messages[1]).not.toHaveProperty('parentId');
  });

  it('take the whole text, and say how many are cut', async () => {
    const { messages, summary } = await read([
      classic({
        text: 'the beginn…',
        truncated: true,
        extended_tweet: { full_text: 'the beginning and the end' },
      }),
      classic({ id_str: '2', text: undefined, full_text: 'whole' }),
      classic({ id_str: '3', text: 'the beginn…', truncated: true }),
    ]);
    expect(messages.map(({ text }) => text)).toEqual(['the beginning and the end', 'whole', 'the beginn…']);
    expect(summary.notes).toEqual([expect.stringMatching(/^1 cut short: /)]);
  });

  it('inside a retweet or a quote are messages too; a retweet has no counts of its own', async () => {
    const original = classic({ id_str: '5', user: acme, text: 'We are open' });
    const found = await read([
      classic({ id_str: '6', text: 'RT @Acme: We are open', retweeted_status: original }),
      classic({ id_str: '7', text: 'look', quoted_status: original }),
    ]);
    expect(found.rows).toBe(2);
    expect(found.messages.map(({ nativeId, kind, own }) => [nativeId, kind, own])).toEqual([
      ['6', 'repost', false],
      ['5', 'post', true],
      ['7', 'post', false],
      ['5', 'post', true],
    ]);
    expect(found.messages[0]?.metrics).toEqual([]);
  });

  it('are refused with the reason where something is wrong with them', async () => {
    const { rejected, messages, rows } = await read(
      `${lines(
        classic(),
        { delete: { status: { id_str: '4', user_id_str: '11' } } },
        classic({ id_str: undefined }),
        classic({ created_at: 'yesterday' }),
        classic({ user: { ...ann, protected: true }, text: 'among us' }),
        classic({ withheld_copyright: true, text: 'This post has been withheld' }),
        classic({ in_reply_to_status_id_str: 'x' }),
        { something: 'else' },
      )}\n{"created_at": "Wed Ja`,
    );
    expect([rows, messages.length]).toEqual([9, 1]);
    expect(rejected.map(({ line, rejected: reason }) => [line, reason])).toEqual([
      [2, 'is the notice that a tweet was deleted, and no tweet'],
      [3, 'has no id_str, and the number in its id has lost its last digits'],
      [4, '"yesterday" is no time of the form x'],
      [5, 'not public: left out on purpose'],
      [6, 'was withheld by X, so that its text is not in the file'],
      [7, expect.stringContaining('in_reply_to_status_id_str')],
      [8, 'holds no tweet as the X API returns it'],
      [9, 'is no well-formed JSON'],
    ]);
    expect(rejected[3]?.excerpt).toBe('');
  });
});

describe('answers of version 2', () => {
  const question = second({ id: '40', text: 'Does it stop?', author_id: '11', conversation_id: '40' });
  const answer = second({
    id: '41',
    conversation_id: '40',
    referenced_tweets: [{ type: 'replied_to', id: '40' }],
    note_tweet: { text: 'It does, and here is why' },
    public_metrics: { like_count: 2, retweet_count: 0, reply_count: 1, quote_count: 0, impression_count: 90 },
  });
  const whole = { data: [answer], includes: { users, tweets: [question] }, meta: { result_count: 1 } };

  it('are read with authors and other tweets out of includes', async () => {
    expect(await detect(file(whole), { us: ['acme'] })).toMatchObject({
      reader: { word: 'x-api' },
      detection: { summary: 'X API, posts of @Acme', questions: [] },
    });
    const { messages, rows, summary } = await read(whole);
    expect(rows).toBe(2);
    expect(messages[0]).toMatchObject({
      nativeId: '41',
      kind: 'reply',
      parentId: '40',
      author: { id: '22', handle: 'Acme', name: 'Acme Inc' },
      own: true,
      text: 'It does, and here is why',
      createdAt: iso,
    });
    expect(messages[0]?.metrics?.map(({ metric, value }) => [metric, value])).toEqual([
      ['likes', 2],
      ['reposts', 0],
      ['replies', 1],
      ['quotes', 0],
      ['impressions', 90],
    ]);
    expect(messages[1]).toMatchObject({ nativeId: '40', kind: 'post', own: false });
    // what was asked for is ours alone; what comes with it does not show that others would be there
    expect(summary.sides).toBe('own');
  });

  it('are read in the newer words, one a line, with the author inside', async () => {
    const { author_id: _, edit_history_tweet_ids: __, ...bare } = second({ id: '42', conversation_id: '40' });
    const found = await read(
      lines(
        {
          data: { ...bare, author_id: '22', referenced_posts: [{ type: 'replied_to', id: '40' }] },
          includes: { users, posts: [question] },
        },
        {
          ...bare,
          id: '43',
          author: users[0],
          referenced_tweets: [{ ...question, type: 'replied_to', author: users[0] }],
        },
        { meta: { result_count: 0 } },
      ),
    );
    expect(found).toMatchObject({ rows: 4, accepted: 3, empty: 1 });
    expect(found.messages.map(({ nativeId, parentId }) => [nativeId, parentId])).toEqual([
      ['42', '40'],
      ['40', undefined],
      ['43', '40'],
      ['40', undefined],
    ]);
  });

  it('say what could not be had, and what the fields left out', async () => {
    const errors = [
      {
        title: 'Not Found Error',
        detail: 'Could not find tweet with ids: [9].',
        type: 'https://api.twitter.com/2/problems/resource-not-found',
      },
    ];
    const { rejected, messages, summary } = await read({
      data: [
        second(),
        second({ id: '50', author_id: undefined }),
        second({ id: '51', created_at: undefined }),
        second({ id: '52', conversation_id: '40' }),
        second({ id: '53', referenced_tweets: [{ type: 'retweeted', id: '40' }], text: 'RT @ann_b: Does…' }),
      ],
      errors,
    });
    expect(messages.map(({ nativeId, kind }) => [nativeId, kind])).toEqual([
      [id(at), 'post'],
      ['52', 'reply'],
      ['53', 'repost'],
    ]);
    expect(rejected.map((row) => row.rejected)).toEqual([
      'does not say who wrote it: ask the API for tweet.fields=author_id',
      'does not say when it was written: ask the API for tweet.fields=created_at',
      'the API answered “Not Found Error: Could not find tweet with ids: [9].”',
    ]);
    expect(summary.notes.map((note) => note.slice(0, 20))).toEqual([
      '3 with their author ',
      '1 without what it an',
    ]);
    expect(await detect(file({ errors }), {})).toEqual({
      refused: expect.stringMatching(/tweets\.json holds no tweet: the API answered “Not Found Error/),
    });
  });
});

describe('which files', () => {
  it('asks who is us, and takes the answer by name or number', async () => {
    const found = await detect(file(classic()), {});
    expect(found).toMatchObject({ detection: { questions: [{ word: 'us' }] } });
    for (const us of ['@ACME', '22']) {
      const { messages, summary } = await read([classic({ user: acme }), classic({ id_str: '1' })], [us]);
      expect(messages.map(({ own }) => own)).toEqual([true, false]);
      expect(summary.ownAccounts).toContain('22');
    }
  });

  it('knows a company that is only written to', async () => {
    expect((await read(classic())).summary.ownAccounts).toEqual(['acme']);
    expect((await read(classic({ text: 'nobody named' }))).summary.ownAccounts).toEqual([]);
  });

  it.each([
    ['structure.json', { '552783667052167168': { '552785249420447745': [] } }, /JSON of a kind/],
    ['subtask.json', { '580320684305416192': 'support' }, /JSON of a kind/],
    ['users.json', { data: [{ id: '11', name: 'Ann', username: 'ann_b' }] }, /JSON of a kind/],
    [
      'events.json',
      { data: [{ id: '1', event_type: 'MessageCreate', text: 'x', dm_conversation_id: '1-2' }] },
      /private messages/,
    ],
    [
      'events.jsonl',
      lines(
        ...[1, 2, 3].map((n) => ({
          id: `${n}`,
          text: 'hello there',
          created_at: iso,
          sender_id: '1',
          dm_conversation_id: '1-2',
        })),
      ),
      /private messages/,
    ],
    [
      'old.json',
      [{ id_str: '1', text: 'x', created_at: stated, sender: ann, recipient: acme }],
      /private messages/,
    ],
  ])('leaves %s alone', async (name, content, reason) => {
    expect(await detect(file(content, name), { us: ['acme'] })).toEqual({
      refused: expect.stringMatching(reason),
    });
  });

  it('leaves other exports and tables to their readers', async () => {
    const rows = ['Hello there, it broke', 'Thank you for that', 'Where is it now'].map((text, n) => ({
      id: `${n}`,
      text,
      author: 'ann',
      created_at: `2026-01-0${n + 1}T10:00:00Z`,
    }));
    expect(await detect(file(lines(...rows), 'table.jsonl'), { us: ['acme'] })).toMatchObject({
      reader: { word: 'table' },
    });
    const archive = `window.YTD.tweets.part0 = [${JSON.stringify({ tweet: { id_str: id(at), created_at: stated, full_text: 'x' } })}]`;
    expect(await detect(file(archive, 'tweets.js'), { us: ['acme'] })).toMatchObject({
      reader: { word: 'x-archive' },
    });
    const outbox = '{"id": "outbox.json", "type": "OrderedCollection", "totalItems": 0, "orderedItems": []}';
    expect(await detect(file(outbox, 'outbox.json'), {})).toMatchObject({
      reader: { word: 'mastodon-outbox' },
    });
  });
});
