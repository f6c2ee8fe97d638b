import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import type { Mapping, ReadOptions } from '../../model/reader.ts';
import { type Read, readAll } from '../read-all.ts';
import { table } from './table.ts';

const csv = (name: string, ...lines: string[]) => memoryFile(name, `${lines.join('\n')}\n`);
const words = async (file: ReturnType<typeof csv>, options: ReadOptions = {}) =>
  (await table.detect(file, options))?.questions.map((question) => question.word);
const read = (file: ReturnType<typeof csv>, options: ReadOptions = {}): Promise<Read> =>
  readAll(table.read(file, options));

const reviews = csv(
  'google_play_reviews.csv',
  'reviewId,userName,content,score,thumbsUpCount,at,replyContent,repliedAt,company',
  'r1,Ann,The app is slow,2,4,2024-06-11 18:20:30,Sorry about that,2024-06-13 16:05:06,Acme',
  'r2,Ben,It is great &amp; fast,5,0,2024-07-28 10:00:00,,,Acme',
  'r3,Cid,It never opens,1,,2024-07-30 10:00:00,Please write to us,2024-07-01 09:00:00,Acme',
  'r4,Dot,No help at all,1,,2024-07-30 11:00:00,We answered,,Acme',
);

describe('table of reviews', () => {
  it('asks for the zone and nothing else', async () => {
    const detection = await table.detect(reviews, {});
    expect(detection?.questions.map((question) => question.word)).toEqual(['zone']);
    expect(detection?.questions[0]?.why).toContain('2024-06-11 18:20:30');
    expect(detection?.mapping).toEqual({
      source: 'google-play',
      columns: {
        text: 'content',
        time: 'at',
        reply: 'replyContent',
        replyTime: 'repliedAt',
        channel: 'company',
        id: 'reviewId',
        author: 'userName',
        rating: 'score',
      },
      time: { format: 'iso' },
      metrics: { thumbsUpCount: 'likes' },
    });
    await expect(read(reviews)).rejects.toThrow(/zone: In which time zone/);
  });

  it('makes two messages of a review with a reply', async () => {
    const { messages, accepted, summary } = await read(reviews, { zone: 'Asia/Seoul' });
    expect(accepted).toBe(4);
    expect(messages.slice(0, 2)).toEqual([
      {
        source: 'google-play',
        nativeId: 'r1',
        kind: 'review',
        author: { id: 'Ann' },
        own: false,
        text: 'The app is slow',
        createdAt: '2024-06-11T09:20:30.000Z',
        precision: 'instant',
        channel: 'Acme',
        rating: 2,
        metrics: [{ metric: 'likes', value: 4, definition: 'google-play:likes:1' }],
      },
      {
        source: 'google-play',
        nativeId: 'r1#reply',
        parentId: 'r1',
        kind: 'reply',
        author: { id: 'Acme' },
        own: true,
        text: 'Sorry about that',
        createdAt: '2024-06-13T07:05:06.000Z',
        precision: 'instant',
        channel: 'Acme',
      },
    ]);
    expect(messages.find((message) => message.nativeId === 'r2')).toMatchObject({
      text: 'It is great & fast',
      rating: 5,
    });
    expect(summary).toMatchObject({ ownAccounts: ['Acme'], sides: 'both' });
  });

  it('keeps a reply dated before its review, and knows of one without a date', async () => {
    const { messages, summary } = await read(reviews, { zone: 'UTC' });
    expect(messages.find((message) => message.nativeId === 'r3#reply')?.createdAt).toBe(
      '2024-07-01T09:00:00.000Z',
    );
    expect(messages.find((message) => message.nativeId === 'r4')?.replyIds).toEqual(['r4#reply']);
    expect(messages.find((message) => message.nativeId === 'r4#reply')).toBeUndefined();
    expect(summary.notes).toEqual([expect.stringContaining('1 replies have no date')]);
  });

  it('narrows our side to the companies given', async () => {
    const { messages, summary } = await read(reviews, { zone: 'UTC', us: ['Other'] });
    expect(messages.every((message) => message.own === false)).toBe(true);
    expect(summary.ownAccounts).toEqual([]);
  });
});

describe('table of any kind', () => {
  it('knows German headers, semicolons, German dates and windows-1252', async () => {
    const text =
      'Beitrags-ID;Verfasser;Nachricht;Datum\n1;J\xfcrgen;Wo ist mein Gep\xe4ck?;27.03.2024 10:15\n2;Acme;Gr\xfc\xdfe an alle;28.03.2024 09:00\n';
    const file = memoryFile('facebook_export_2024.csv', Buffer.from(text, 'latin1'));
    const options = { zone: 'Europe/Berlin', us: ['acme'] };
    expect(await words(file, options)).toEqual([]);
    const { messages, summary } = await read(file, options);
    expect(messages).toMatchObject([
      {
        source: 'facebook',
        nativeId: '1',
        author: { id: 'Jürgen' },
        own: false,
        createdAt: '2024-03-27T09:15:00.000Z',
      },
      { author: { id: 'Acme' }, own: true, text: 'Grüße an alle', precision: 'minute' },
    ]);
    expect(summary).toMatchObject({ encoding: 'windows-1252', ownAccounts: ['Acme'] });
  });

  it('asks what it cannot know: zone, us, day or month first, ids', async () => {
    const unsure = csv('export.csv', 'author,text,date', 'ann,hello there,1/2/2024', 'ben,good day,3/4/2024');
    expect(await words(unsure)).toEqual(['time.format', 'zone', 'withoutIds', 'us']);
    const oneSide = csv('posts.csv', 'id,text,date', '1,hello there,2024-02-01T10:00:00Z');
    expect(await words(oneSide)).toEqual(['us']);
    await expect(read(oneSide)).rejects.toThrow(/Whose posts/);
    const ours = await read(oneSide, { us: ['@acme'] });
    expect(ours.messages[0]).toMatchObject({ author: { id: 'acme' }, own: true });
    expect(ours.summary.sides).toBe('own');
  });

  it('asks which column holds the text where headers do not say', async () => {
    const file = csv(
      'odd.csv',
      'id,who,alpha,beta,created_at',
      '1,ann,some longer words about it,other longer words about it,2024-02-01T10:00:00Z',
      '2,ben,more of the longer words,and still more of the words,2024-02-01T11:00:00Z',
    );
    const detection = await table.detect(file, {});
    expect(detection?.questions[0]).toMatchObject({
      word: 'columns.text',
      choices: ['beta', 'alpha'],
      guess: 'beta',
    });
    expect(detection?.confidence).toBeLessThan(0.7);
  });

  it('reads by a given mapping and names a column that is not there', async () => {
    const file = csv('x.csv', 'k;n;w;t', '7;ann;hi there;1509487847', '8;acme;hello;1509487900');
    const mapping: Mapping = {
      source: 'forum',
      columns: { id: 'k', author: 'n', text: 'w', time: 't' },
      time: { format: 'epoch-seconds' },
      us: ['acme'],
      delimiter: ';',
    };
    expect(await table.detect(file, { mapping })).toMatchObject({ confidence: 1, questions: [] });
    const { messages } = await read(file, { mapping });
    expect(messages).toMatchObject([
      { source: 'forum', nativeId: '7', own: false, createdAt: '2017-10-31T22:10:47.000Z', kind: 'post' },
      { nativeId: '8', own: true },
    ]);
    const wrong = { ...mapping, columns: { ...mapping.columns, text: 'body' } };
    await expect(table.detect(file, { mapping: wrong })).rejects.toThrow(/no column "body"/);
  });

  it('reads JSON lines, nested keys and ids beyond 2^53', async () => {
    const file = memoryFile(
      'export.jsonl',
      [
        '{"id": 1500000000000000123, "user": {"name": "ann"}, "text": "hello there", "created_at": "2024-02-01T10:00:00Z"}',
        '',
        'not json',
        '{"id": "2", "user": {"name": "acme"}, "text": "hi ann", "created_at": "2024-02-01T11:00:00Z", "in_reply_to": "1"}',
      ].join('\n'),
    );
    const mapping: Mapping = {
      source: 'forum',
      columns: { id: 'id', author: 'user.name', text: 'text', time: 'created_at', parent: 'in_reply_to' },
      time: { format: 'iso' },
      us: ['acme'],
    };
    const { messages, rows, empty, rejected } = await read(file, { mapping });
    expect({ rows, empty }).toEqual({ rows: 4, empty: 1 });
    expect(rejected).toEqual([{ line: 3, rejected: 'is no JSON object', excerpt: 'not json' }]);
    expect(messages).toMatchObject([
      { nativeId: '1500000000000000123', author: { id: 'ann' } },
      { nativeId: '2', kind: 'reply', parentId: '1', own: true },
    ]);
  });

  it('rejects single rows with a reason each', async () => {
    const file = csv(
      'forum.csv',
      'id,author,text,created_at,parent_id',
      ',ann,no id here,2024-02-01T10:00:00Z,',
      '2,,no author here,2024-02-01T10:00:00Z,',
      '3,ann,no such day,2023-02-29T10:00:00Z,',
      `4,ann,${'long '.repeat(30_000)},2024-02-01T10:00:00Z,`,
      '5,ann,fine as it is,2024-02-01T10:00:00Z,3.0',
      '6,ann,ok then,2024-02-01T10:00:00Z,',
      '7,ann,ok then,2024-02-01T10:00:00Z,',
      '8,ann,ok then,2024-02-01T10:00:00Z,',
    );
    const { rejected, messages } = await read(file, { us: [] });
    expect(rejected.map((row) => row.rejected)).toEqual([
      'has no id: column "id" is empty',
      'names no author: column "author" is empty',
      '"2023-02-29T10:00:00Z" is a date or time that does not exist',
      'its text is longer than 100,000 characters',
    ]);
    expect(messages[0]).toMatchObject({ nativeId: '5', parentId: '3', kind: 'reply', own: false });
  });

  it.each([
    ['2.91E+17', '2.91094E+17'],
    ['2,91E+17', '2.9E+17'],
  ])('refuses ids such as %s unless asked to do without', async (first, second) => {
    const file = csv(
      'tweets.csv',
      'id,author,text,created_at',
      `"${first}",ann,hello there,2024-02-01T10:00:00Z`,
      `${second},ben,good day,2024-02-01T10:00:00Z`,
    );
    await expect(table.detect(file, {})).rejects.toThrow(`"${first}" is a rounded number`);
    expect(await words(file, { withoutIds: true, us: [] })).toEqual([]);
    const { messages, summary } = await read(file, { withoutIds: true, us: [] });
    expect(messages.map((message) => message.nativeId)).toEqual([undefined, undefined]);
    expect(summary.notes[0]).toContain('without ids');
  });

  it('refuses ids cut to 15 digits', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `15000000000001${10 + i}00,ann,hello there ${i},2024-02-01T10:00:00Z`,
    );
    await expect(table.detect(csv('tweets.csv', 'id,author,text,created_at', ...rows), {})).rejects.toThrow(
      /rounded number/,
    );
  });

  it('joins a date and a clock in two columns', async () => {
    const file = csv(
      'tweets.csv',
      'id,username,date,time,status',
      '1,ann,1/15/2013,8:04 AM,hello there',
      '2,ben,1/16/2013,11:30 PM,good day',
    );
    const { messages } = await read(file, { zone: 'UTC', us: [] });
    expect(messages.map((message) => message.createdAt)).toEqual([
      '2013-01-15T08:04:00.000Z',
      '2013-01-16T23:30:00.000Z',
    ]);
  });

  it('repairs what was encoded twice and says how often', async () => {
    const file = csv(
      'f.csv',
      'id,author,text,created_at',
      '1,ann,Itâ€™s me again,2024-02-01T10:00:00Z',
      '2,ann,fine as is,2024-02-01T10:00:00Z',
    );
    const { messages, summary } = await read(file, { us: [] });
    expect(messages[0]).toMatchObject({ text: 'It’s me again', repaired: true });
    expect(summary.repaired).toBe(1);
  });

  it('tells of hours that the clock repeated', async () => {
    const file = csv(
      'f.csv',
      'id,author,text,created_at',
      '1,ann,hello there,2024-10-27 02:30:00',
      '2,ann,hello you,2024-10-27 09:30:00',
    );
    const { summary } = await read(file, { us: [], zone: 'Europe/Amsterdam' });
    expect(summary.notes).toEqual([
      expect.stringContaining('1 times fall into an hour that the clock ran through twice'),
    ]);
  });

  it('takes no table without texts or times, and no private messages', async () => {
    await expect(table.detect(csv('m.csv', 'date,followers', '2024-01-01,5'), {})).rejects.toThrow(
      /no column of it holds texts/,
    );
    await expect(table.detect(csv('m.csv', 'id,text', '1,hello there'), {})).rejects.toThrow(
      /no column of it holds times/,
    );
    const header = 'CONVERSATION ID,FROM,TO,DATE,CONTENT,FOLDER';
    await expect(
      table.detect(csv('messages.csv', header, '1,a,b,2024-01-01,hello there,INBOX'), {}),
    ).rejects.toThrow(/private/);
  });
});
