import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import type { InputFile, ReadOptions } from '../model/reader.ts';
import { detect, findFiles, preview, type Read, readAll, readers } from './index.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const missing = !existsSync(data);
if (missing) console.warn('skipped: ../shared/data is not there, so nothing is read from real files');

async function readOne(file: InputFile, options: ReadOptions = {}): Promise<Read & { reader: string }> {
  const found = await detect(file, options);
  if ('refused' in found) throw new Error(found.refused);
  const { reader, detection } = found;
  const read = await readAll(
    reader.read(file, detection.mapping ? { ...options, mapping: detection.mapping } : options),
  );
  expect(read.accepted + read.rejected.length + read.empty).toBe(read.rows);
  return { ...read, reader: reader.word };
}

async function readPaths(paths: string[], options: ReadOptions = {}): Promise<(Read & { reader: string })[]> {
  const read = [];
  for (const file of await findFiles(paths.map((path) => data + path)))
    read.push(await readOne(file, options));
  return read;
}

function named(folder: string, end: string): string[] {
  const names = readdirSync(data + folder).filter((name) => name.endsWith(end));
  return names.sort().map((name) => `${folder}/${name}`);
}

describe.skipIf(missing)('real files', () => {
  it('keeps all 5,000 rows of the corpus head, the one with bare carriage returns too', async () => {
    const [head] = await readPaths(['twcs-head/twcs_first5k.csv']);
    expect(head).toMatchObject({
      reader: 'support-corpus',
      rows: 5000,
      accepted: 5000,
      empty: 0,
      rejected: [],
    });
    expect(new Set(head?.messages.map((message) => message.nativeId)).size).toBe(5000);
    expect(head?.summary).toMatchObject({ sides: 'both', encoding: 'utf-8', repaired: 0 });
    expect(head?.summary.ownAccounts).toHaveLength(76);
    expect(head?.messages.filter((message) => message.text.includes('\r\r'))).toHaveLength(1);
  });

  it('finds 999 rows among a million empty lines', async () => {
    const [sample, big] = await readPaths(['twcs-misc/twcs.zip']);
    expect(sample).toMatchObject({ rows: 93, accepted: 93 });
    expect(big).toMatchObject({ accepted: 999, empty: 1_047_575, rejected: [] });
  });

  it('repairs the brand files so that their 17 rows in the head come out equal', async () => {
    const [head] = await readPaths(['twcs-head/twcs_first5k.csv']);
    const clean = new Map(head?.messages.map((message) => [message.nativeId, message.text]));
    const brands = await readPaths(['twcs-brands/McDonalds.csv', 'twcs-brands/Walmart.csv']);
    expect(brands.map((each) => each.accepted)).toEqual([3971, 975]);
    const shared = brands.flatMap((each) => each.messages).filter((message) => clean.has(message.nativeId));
    const repaired = shared.filter((message) => message.repaired);
    expect(repaired).toHaveLength(17);
    for (const message of shared) expect(message.text).toBe(clean.get(message.nativeId));
    for (const brand of brands) {
      expect(brand.summary.sides).toBe('own');
      expect(brand.messages.filter((message) => /â€|ðŸ/.test(message.text))).toEqual([]);
    }
  });

  it('reads all 37 months of X analytics', async () => {
    const months = await readPaths(['x-analytics-ropensci']);
    expect(months).toHaveLength(37);
    expect(months.every((month) => month.reader === 'x-analytics' && month.rejected.length === 0)).toBe(true);
    const messages = months.flatMap((month) => month.messages);
    expect(messages).toHaveLength(1129);
    expect(new Set(messages.map((message) => message.author.id))).toEqual(new Set(['rOpenSci']));
    expect(messages.filter((message) => message.precision === 'instant')).toHaveLength(1129);
    expect(months[0]?.summary.observedUntil).toBe('2017-01-01T00:00:00.000Z');
  });

  it('reads the X archive and finds its owner without account.js', async () => {
    const [name = ''] = named('x-archive', '.js');
    const [archive] = await readPaths([name]);
    expect(archive).toMatchObject({ reader: 'x-archive', rows: 1758, accepted: 1758 });
    expect(archive?.messages.filter((message) => message.parentId !== undefined)).toHaveLength(160);
    expect(archive?.messages.filter((message) => message.kind === 'repost')).toHaveLength(128);
    expect(archive?.summary.ownAccounts).toEqual([name.replace(/^.*\/|_tweets\.js$/g, '')]);
  });

  it('refuses the tweets whose ids a spreadsheet spoilt, and reads them without ids', async () => {
    const [file] = await findFiles([`${data}x-archive/Aaron_tweets.csv`]);
    if (file === undefined) throw new Error('missing');
    const found = await detect(file, {});
    expect(found).toHaveProperty('refused', expect.stringMatching(/"id".*"2\.91094E\+17".*--without-ids/));
    const read = await readOne(file, { withoutIds: true, zone: 'UTC', us: ['nobody'] });
    expect(read.accepted).toBe(1892);
    expect(read.messages.every((message) => message.nativeId === undefined)).toBe(true);
    expect(read.summary.notes.join()).toContain('without ids');
  });

  it('reads the Mastodon outboxes', async () => {
    const [first, second] = await readPaths(named('mastodon-archive', 'outbox.public.json'));
    expect(first).toMatchObject({ reader: 'mastodon-outbox', rows: 1511, accepted: 1511 });
    expect(second).toMatchObject({ rows: 205, accepted: 205 });
    expect(first?.messages.filter((message) => message.kind === 'repost')).toHaveLength(326);
    expect(first?.messages.filter((message) => message.kind === 'reply')).toHaveLength(383);
    expect(
      first?.messages.filter((message) => message.visibility === 'unlisted').length,
    ).toBeGreaterThanOrEqual(16);
    expect(first?.messages.filter((message) => /<\/|&#39;/.test(message.text))).toEqual([]);
  });

  it('reads a review and its reply out of one row, once the zone is known', async () => {
    const [file] = await findFiles([`${data}app-reviews-replies/kr-banks_google_play_reviews.csv`]);
    if (file === undefined) throw new Error('missing');
    const shown = await preview(file, {});
    expect(shown.questions.map((question) => question.word)).toEqual(['zone']);
    expect(shown.detection).toMatchObject({ reader: 'table', mapping: { source: 'google-play' } });
    expect(shown.sample.length).toBeGreaterThanOrEqual(10);
    const read = await readOne(file, { zone: 'Asia/Seoul' });
    expect(read).toMatchObject({ rows: 1323, accepted: 1323 });
    expect(read.messages).toHaveLength(2066);
    const replies = read.messages.filter((message) => message.own);
    expect(replies).toHaveLength(743);
    const times = new Map(read.messages.map((message) => [message.nativeId, message.createdAt]));
    expect(replies.filter((reply) => reply.createdAt < (times.get(reply.parentId) ?? '')).length).toBe(32);
    expect(read.summary.ownAccounts).toHaveLength(8);
    expect(read.messages[0]).toMatchObject({ kind: 'review', own: false, rating: 1 });
  });

  it('reads the daily numbers and followers of a LinkedIn page', async () => {
    const [numbers, followers] = await readPaths(['linkedin-page-wai'], { us: ['Women in AI USA'] });
    expect(numbers).toMatchObject({ reader: 'linkedin-page', rows: 365, accepted: 365, rejected: [] });
    expect(numbers?.told).toHaveLength(365 * 19);
    expect(numbers?.summary.notes).toEqual(['Not read: Total Engagement.']);
    expect(followers).toMatchObject({ reader: 'linkedin-page', rows: 365, accepted: 365, rejected: [] });
    expect(followers?.told).toHaveLength(365 * 4);
    const sources = [numbers, followers].flatMap((one) => one?.told ?? []);
    expect(new Set(sources.map((one) => one.is === 'point' && one.source))).toEqual(
      new Set(['linkedin-women-in-ai-usa']),
    );
  });

  it("reads a LinkedIn member's posts and comments, and knows own posts by either id", async () => {
    const [comments, shares] = await readPaths(['linkedin-member-archive'], { us: ['The Member'] });
    expect(shares).toMatchObject({ reader: 'linkedin-member', rows: 202, accepted: 202, rejected: [] });
    expect(comments).toMatchObject({ reader: 'linkedin-member', rows: 323, accepted: 323, rejected: [] });
    const own = new Set(shares?.messages.map(({ nativeId }) => nativeId));
    expect(own.size).toBe(198);
    expect(comments?.messages.filter(({ parentId }) => own.has(parentId))).toHaveLength(233);
    expect(shares?.messages.filter(({ createdAt }) => !createdAt.endsWith('.000Z'))).toHaveLength(201);
    const texts = [...(shares?.messages ?? []), ...(comments?.messages ?? [])].map(({ text }) => text);
    expect(texts.filter((text) => /"\n"|\\"/.test(text))).toEqual([]);
  });

  it('reads the posts of an Instagram download, and repairs their texts', async () => {
    const [posts] = await readPaths(['instagram-dyi/posts_1.json'], { us: ['acme'] });
    expect(posts).toMatchObject({ reader: 'instagram-dyi', rows: 1057, accepted: 1057, rejected: [] });
    expect(posts?.messages).toHaveLength(1057);
    expect(posts?.messages.filter(({ text }) => /[\u0080-\u009f]|\u00e2\u0080/.test(text))).toEqual([]);
    expect(posts?.summary.repaired).toBeGreaterThan(0);
  });

  it('reads the videos of two tables of YouTube Studio, without the totals', async () => {
    const tables = await readPaths(['youtube-studio'], { us: ['@acme'] });
    expect(tables.map(({ reader }) => reader)).toEqual(['youtube-studio', 'youtube-studio']);
    expect(tables.map(({ rows, accepted, empty }) => [rows, accepted, empty])).toEqual([
      [72, 68, 1],
      [103, 102, 1],
    ]);
    const reasons = tables.flatMap(({ rejected }) => rejected.map((row) => row.rejected));
    expect(reasons).toEqual(Array(3).fill('has no publish time'));
    expect(
      tables.flatMap(({ summary }) => summary.notes).filter((note) => note.startsWith('Not read')),
    ).toEqual([]);
  });

  it('refuses comments of YouTube that tell only their age, and reads their threads once they are dated', async () => {
    const name = 'youtube-threads-samsung/youtube_comments.json';
    const [file] = await findFiles([data + name]);
    if (file === undefined) throw new Error('missing');
    expect(await detect(file, {})).toHaveProperty('refused', expect.stringContaining('commentThreads.list'));
    const items: object[] = JSON.parse(readFileSync(data + name, 'utf8'));
    const dated = items.map((item) => ({ ...item, publishedAt: '2025-10-01T00:00:00Z' }));
    const read = await readOne(memoryFile('comments.json', JSON.stringify(dated)));
    expect(read).toMatchObject({ reader: 'youtube-comments', rows: 1457, accepted: 1457, rejected: [] });
    const replies = read.messages.filter(({ kind }) => kind === 'reply');
    expect(replies).toHaveLength(509);
    const ids = new Set(read.messages.map(({ nativeId }) => nativeId));
    expect(replies.filter(({ parentId }) => !ids.has(parentId))).toEqual([]);
    expect(read.messages.filter(({ own }) => own)).toHaveLength(80);
    expect(read.summary.ownAccounts).toHaveLength(9);
  });

  it('reads the videos that comments stand below', async () => {
    const [videos] = await readPaths(['youtube-threads-samsung/youtube_videos.json'], { us: ['nobody'] });
    expect(videos).toMatchObject({ reader: 'youtube-videos', rows: 100, accepted: 100, rejected: [] });
    expect(new Set(videos?.messages.map(({ author }) => author.id)).size).toBe(79);
    expect(videos?.summary).toMatchObject({ sides: 'both', ownAccounts: [] });
  });

  it('takes a gain of subscribers, which falls below zero, for no number of them', async () => {
    const [days] = await readPaths(['telegram-brand-in-channel/boa-telegram-channel-subscriber.csv']);
    expect(days).toMatchObject({ reader: 'series', rows: 145, accepted: 145, rejected: [] });
    expect(new Set(days?.told.map((one) => one.is === 'point' && one.series))).toEqual(
      new Set(['new-followers']),
    );
  });

  it('reads public posts and own comments of a TikTok copy, and nothing else of it', async () => {
    const [copy] = await readPaths(['tiktok-export-skeleton']);
    expect(copy).toMatchObject({ reader: 'tiktok', rows: 71 });
    expect(copy?.messages.filter(({ kind }) => kind === 'comment')).toHaveLength(61);
    const reasons = new Set(copy?.rejected.map(({ rejected }) => rejected));
    expect([...reasons]).toEqual(['not public: left out on purpose']);
  });

  it.each([
    ['instagram-dyi/posts_1.json', 'instagram-dyi'],
    ['youtube-studio/areikher_Table data.csv', 'youtube-studio'],
    ['youtube-studio/oisin_Table data.csv', 'youtube-studio'],
    ['youtube-threads-samsung/youtube_videos.json', 'youtube-videos'],
    ['tiktok-export-skeleton/user_data_tiktok.reduced.json', 'tiktok'],
    ['instagram-insights/Instagram data.csv', 'table'],
    ['facebook-pages/porsche_facebook_statuses.csv', 'table'],
    ['telegram-brand-in-channel/telegram_channel_data.csv', 'table'],
    ['telegram-brand-in-channel/boa-telegram-channel-subscriber.csv', 'series'],
    ['linkedin-member-archive/Comments.csv', 'linkedin-member'],
    ['linkedin-page-wai/women_in_ai_usa_clean.csv', 'linkedin-page'],
    ['x-archive/smithjd_tweets.js', 'x-archive'],
    ['mastodon-archive/thenewgreenpeace_outbox.public.json', 'mastodon-outbox'],
    ['twcs-head/twcs_first5k.csv', 'support-corpus'],
    ['app-reviews-replies/kr-banks_google_play_reviews.csv', 'table'],
  ])('%s is of %s, and no other reader is as sure', async (path, word) => {
    const [file] = await findFiles([data + path]);
    if (file === undefined) throw new Error('missing');
    const sure = new Map<string, number>();
    for (const reader of readers) {
      const found = await reader.detect(file, {}).catch(() => undefined);
      if (found) sure.set(reader.word, found.confidence);
    }
    const own = sure.get(word) ?? 0;
    expect([...sure].filter(([other, confidence]) => other !== word && confidence >= own)).toEqual([]);
    expect(own).toBeGreaterThan(0);
  });
});
