import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { youtubeComments } from './youtube-comments.ts';

const channel = 'UCaaaaaaaaaaaaaaaaaaaaaa';
const ann = 'UCbbbbbbbbbbbbbbbbbbbbbb';
const video = 'a-B_c1D2e3F';
const at = '2025-03-15T10:00:00Z';
const comment = (id: string, author: string, text: string, more = {}) => ({
  kind: 'youtube#comment',
  id,
  snippet: {
    channelId: channel,
    videoId: video,
    textDisplay: text.replace('&', '&amp;'),
    textOriginal: text,
    authorDisplayName: author === ann ? '@ann' : '@AcmePumps',
    authorChannelId: { value: author },
    likeCount: 2,
    publishedAt: at,
    updatedAt: at,
    ...more,
  },
});
const thread = (id: string, replies: number, ...below: unknown[]) => ({
  kind: 'youtube#commentThread',
  id,
  snippet: {
    channelId: channel,
    videoId: video,
    topLevelComment: comment(id, ann, 'Does it pump & how?'),
    totalReplyCount: replies,
  },
  ...(below.length > 0 && { replies: { comments: below } }),
});
const page = (...items: unknown[]) => ({
  kind: 'youtube#commentThreadListResponse',
  nextPageToken: 'next',
  pageInfo: { totalResults: 2, resultsPerPage: 2 },
  items,
});
const json = (value: unknown, indent = 0) =>
  memoryFile('comments.json', JSON.stringify(value, null, indent), 50);
const answered = thread('Ug1', 1, comment('Ug1.x', channel, '@ann It does', { parentId: 'Ug1' }));

describe('comments of YouTube', () => {
  it('are two levels below a video; the channel of the video is ours', async () => {
    const file = json(page(answered, thread('Ug2', 3)), 2);
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'youtube-comments' },
      detection: { questions: [] },
    });
    const read = await readAll(youtubeComments.read(file, {}));
    expect(read).toMatchObject({ rows: 2, accepted: 2, rejected: [] });
    expect(read.messages).toHaveLength(3);
    expect(read.messages[0]).toEqual({
      source: 'youtube',
      nativeId: 'Ug1',
      kind: 'comment',
      author: { id: ann, handle: 'ann' },
      own: false,
      text: 'Does it pump & how?',
      createdAt: '2025-03-15T10:00:00.000Z',
      precision: 'instant',
      parentId: video,
      mentions: [],
      channel,
      visibility: 'public',
      url: `https://www.youtube.com/watch?v=${video}&lc=Ug1`,
      metrics: [
        { metric: 'likes', value: 2, definition: 'youtube-comments:likes:1' },
        { metric: 'replies', value: 1, definition: 'youtube-comments:replies:1' },
      ],
    });
    expect(read.messages[1]).toMatchObject({
      nativeId: 'Ug1.x',
      kind: 'reply',
      parentId: 'Ug1',
      own: true,
      author: { id: channel, handle: 'AcmePumps' },
      mentions: ['ann'],
    });
    expect(read.summary).toMatchObject({ sides: 'both', ownAccounts: [channel] });
    expect(read.summary.notes.join()).toContain('3 replies exist that are not in the file');
  });

  it.each([
    ['a list of threads', [answered]],
    ['a list of pages', [page(answered)]],
    ['one page on one line', page(answered)],
  ])('are read from %s', async (_, value) => {
    const file = json(value);
    expect(await detect(file, {})).toMatchObject({ reader: { word: 'youtube-comments' } });
    expect((await readAll(youtubeComments.read(file, {}))).messages).toHaveLength(2);
  });

  it('are read from comments.list, where HTML is all there is', async () => {
    const { textOriginal: _, ...html } = comment('Ug1.y', ann, 'A<br>B & C', { parentId: 'Ug1' }).snippet;
    const read = await readAll(youtubeComments.read(json({ items: [{ id: 'Ug1.y', snippet: html }] }), {}));
    expect(read.messages).toMatchObject([{ kind: 'reply', parentId: 'Ug1', text: 'A\nB & C' }]);
  });

  it('are ours by --us, however it is written', async () => {
    for (const us of ['@acmepumps', channel]) {
      const read = await readAll(youtubeComments.read(json([answered]), { us: [us] }));
      expect(read.messages.map(({ own }) => own)).toEqual([false, true]);
    }
    const other = await readAll(youtubeComments.read(json([answered]), { us: ['@other'] }));
    expect(other.messages.map(({ own }) => own)).toEqual([false, false]);
  });

  it('are read from the flat shape of tools, and refused where only their age is told', async () => {
    const flat = (cid: string, more = {}) => ({
      cid,
      replyToCid: null,
      type: 'comment',
      comment: 'Nice',
      author: '@ann',
      authorIsChannelOwner: false,
      replyCount: 1,
      voteCount: 4,
      videoId: video,
      ...more,
    });
    const dated = json([
      flat('Ug1', { publishedAt: at }),
      flat('Ug1.x', { publishedAt: at, replyToCid: 'Ug1', author: '@AcmePumps', authorIsChannelOwner: true }),
      flat('Ug3', { publishedTimeText: '2 months ago' }),
    ]);
    const read = await readAll(youtubeComments.read(dated, {}));
    expect(read.messages).toMatchObject([
      { nativeId: 'Ug1', parentId: video, author: { id: 'ann' }, own: false },
      { nativeId: 'Ug1.x', parentId: 'Ug1', author: { id: 'AcmePumps' }, own: true, kind: 'reply' },
    ]);
    expect(read.rejected).toMatchObject([{ rejected: 'says only "2 months ago", which is no date' }]);
    expect(await detect(json([flat('Ug3', { publishedTimeText: '2 months ago' })]), {})).toHaveProperty(
      'refused',
      expect.stringMatching(/"2 months ago".*commentThreads\.list/),
    );
  });

  it('have no count where none was told, which is not zero', async () => {
    const untold = [null, '', 'many', true, -1, 1.5].map((likeCount, n) =>
      comment(`Ug${n}`, ann, 'Hi', { likeCount }),
    );
    const { messages, rejected } = await readAll(youtubeComments.read(json(untold), {}));
    expect(rejected).toEqual([]);
    expect(messages.flatMap(({ metrics = [] }) => metrics)).toEqual([]);
    const told = await readAll(
      youtubeComments.read(json([comment('Ug1', ann, 'Hi', { likeCount: '7' })]), {}),
    );
    expect(told.messages[0]?.metrics?.[0]?.value).toBe(7);
  });

  it('of accounts that are no more are each of nobody in particular', async () => {
    const gone = (id: string) => {
      const { authorChannelId: _, ...snippet } = comment(id, ann, 'Hi', { authorDisplayName: '' }).snippet;
      return { id, snippet };
    };
    const read = await readAll(youtubeComments.read(json([gone('Ug1'), gone('Ug2')]), {}));
    expect(new Set(read.messages.map(({ author }) => author.id)).size).toBe(2);
    expect(read.messages.map(({ author }) => author.name)).toEqual(['[deleted user]', '[deleted user]']);
  });

  it('are accounted for when they are damaged', async () => {
    const broken = { ...answered, replies: { comments: [{ id: 'x' }] } };
    const read = await readAll(
      youtubeComments.read(
        json([broken, { snippet: 1 }, comment('Ug9', ann, 'Hi', { publishedAt: 'soon' })]),
        {},
      ),
    );
    expect(read.accepted).toBe(1);
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      'is no comment as YouTube writes them',
      expect.stringContaining('"soon"'),
    ]);
    expect(read.summary.notes.join()).toContain('1 comments within threads could not be read');
  });
});
