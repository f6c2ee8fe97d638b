import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { youtubeVideos } from './youtube-videos.ts';

const channel = 'UCaaaaaaaaaaaaaaaaaaaaaa';
const other = 'UCbbbbbbbbbbbbbbbbbbbbbb';
const at = '2025-03-15T10:00:00Z';
const video = (id: string, more = {}, snippet = {}) => ({
  kind: 'youtube#video',
  id,
  snippet: { publishedAt: at, channelId: channel, channelTitle: 'Acme', title: 'A pump', ...snippet },
  statistics: { viewCount: '215', likeCount: '4', commentCount: '0' },
  ...more,
});
const listed = (id: string, details: object, title = 'A pump') => ({
  kind: 'youtube#playlistItem',
  id: 'UExx',
  snippet: {
    publishedAt: '2026-01-01T00:00:00Z',
    channelId: channel,
    title,
    resourceId: { kind: 'youtube#video', videoId: id },
  },
  contentDetails: { videoId: id, ...details },
});
const json = (value: unknown, indent = 0) =>
  memoryFile('videos.json', JSON.stringify(value, null, indent), 50);
const read = (value: unknown, options = {}) => readAll(youtubeVideos.read(json(value), options));

describe('videos of YouTube', () => {
  it('are posts of their channel, with title and counts', async () => {
    const file = json(
      { kind: 'youtube#videoListResponse', items: [video('a-B_c1D2e3F'), video('b-B_c1D2e3F')] },
      1,
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'youtube-videos' },
      detection: { summary: 'YouTube videos with their counts, of Acme', questions: [] },
    });
    const { messages, summary, rows } = await readAll(youtubeVideos.read(file, {}));
    expect(rows).toBe(2);
    expect(messages[0]).toEqual({
      source: 'youtube',
      nativeId: 'a-B_c1D2e3F',
      kind: 'post',
      author: { id: channel, name: 'Acme' },
      own: true,
      text: 'A pump',
      createdAt: '2025-03-15T10:00:00.000Z',
      precision: 'instant',
      mentions: [],
      visibility: 'public',
      url: 'https://www.youtube.com/watch?v=a-B_c1D2e3F',
      metrics: [
        { metric: 'views', value: 215, definition: 'youtube-videos:views:1' },
        { metric: 'likes', value: 4, definition: 'youtube-videos:likes:1' },
        { metric: 'comments', value: 0, definition: 'youtube-videos:comments:1' },
      ],
    });
    expect(summary).toMatchObject({ sides: 'own', ownAccounts: [channel] });
  });

  it('of several channels are asked about', async () => {
    const both = [video('a-B_c1D2e3F'), video('b-B_c1D2e3F', {}, { channelId: other })];
    expect(await detect(json(both), {})).toMatchObject({
      detection: { questions: [{ word: 'us', choices: [channel, other] }] },
    });
    const { messages, summary } = await read(both, { us: [other] });
    expect(messages.map(({ own }) => own)).toEqual([false, true]);
    expect(summary.sides).toBe('both');
  });

  it('of a playlist have the time of publishing, not that of the list', async () => {
    const items = [
      listed('a-B_c1D2e3F', { videoPublishedAt: at }),
      listed('b-B_c1D2e3F', {}),
      listed('c-B_c1D2e3F', {}, 'Private video'),
    ];
    const { messages, rejected } = await read(items);
    expect(messages).toMatchObject([{ nativeId: 'a-B_c1D2e3F', createdAt: '2025-03-15T10:00:00.000Z' }]);
    expect(rejected.map((row) => row.rejected)).toEqual([
      'has no publish time: ask for part=snippet,contentDetails',
      'not public: left out on purpose',
    ]);
  });

  it('are read from the flat shape of tools', async () => {
    const flat = {
      title: 'A pump',
      type: 'video',
      id: 'a-B_c1D2e3F',
      viewCount: 7,
      date: '2025-10-04T12:11:46.000Z',
      likes: null,
      channelName: 'Acme Pumps',
      channelUsername: 'acmepumps',
      channelId: channel,
      commentsCount: 2,
    };
    const { messages } = await read([flat], { us: ['@acmepumps'] });
    expect(messages).toMatchObject([
      { author: { id: channel, handle: 'acmepumps', name: 'Acme Pumps' }, own: true, text: 'A pump' },
    ]);
    expect(messages[0]?.metrics?.map(({ metric }) => metric)).toEqual(['views', 'comments']);
  });

  it('are accounted for when they are damaged', async () => {
    const { rejected, messages } = await read([
      video('a-B_c1D2e3F', { status: { privacyStatus: 'private' } }),
      video('short'),
      video('b-B_c1D2e3F', {}, { channelId: 'me' }),
      video('c-B_c1D2e3F', {}, { publishedAt: 'soon' }),
      video('d-B_c1D2e3F', { statistics: 'none' }),
      video('e-B_c1D2e3F', { status: { privacyStatus: 'unlisted' } }),
      null,
    ]);
    expect(rejected.map((row) => row.rejected)).toEqual([
      'not public: left out on purpose',
      '"short" is no id of a video',
      '"me" is no id of a channel',
      expect.stringContaining('"soon"'),
      'is no video as YouTube writes them',
    ]);
    expect(rejected[0]?.excerpt).toBe('');
    expect(messages).toMatchObject([{ metrics: [] }, { visibility: 'unlisted' }]);
  });

  it('are no comments', async () => {
    const comment = { snippet: { channelId: channel, textOriginal: 'Hi', publishedAt: at } };
    expect(await youtubeVideos.detect(json([comment, comment]), {})).toBeUndefined();
  });
});
