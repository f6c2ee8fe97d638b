import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { tiktok } from './tiktok.ts';

const post = (more = {}) => ({
  Date: '2025-01-26 15:50:46',
  Link: 'https://www.tiktokv.com/share/video/7464123456789012345/',
  Likes: '58',
  WhoCanView: 'Everyone',
  Title: 'Our new pump @ann',
  AlternateText: 'N/A',
  ...more,
});
const comment = (more = {}) => ({
  date: '2025-02-19 20:46:10',
  comment: 'Thank you!',
  photo: 'N/A',
  url: '',
  ...more,
});
const data = (videos: unknown, said: unknown, userName = 'acme.pumps') => ({
  'Ads and data': { 'Off TikTok Activity': { OffTikTokActivityDataList: [] } },
  Comment: { Comments: { App: 1, CommentsList: said } },
  'Direct Message': {
    'Direct Messages': { ChatHistory: { 'Chat History with ann': [{ Content: 'SECRET' }] } },
  },
  Post: {
    Posts: { VideoList: videos },
    'Recently Deleted Posts': { PostList: [post({ Title: 'DELETED' })] },
  },
  Profile: { 'Profile Info': { ProfileMap: { emailAddress: 'SECRET@x.example', userName } } },
  'Your Activity': {
    'Watch History': { VideoList: [post({ Title: 'WATCHED' })] },
    'Login History': { LoginHistoryList: [{ Date: '2025-01-01', IP: 'SECRET' }] },
  },
});
const file = (value: unknown, name = 'user_data_tiktok.json') =>
  memoryFile(name, JSON.stringify(value, null, 1), 33);

describe('TikTok data', () => {
  it('are posts and comments of the account that the profile names', async () => {
    const source = file(data([post()], [comment()]));
    expect(await detect(source, {})).toMatchObject({
      reader: { word: 'tiktok' },
      detection: { summary: 'TikTok data, posts and comments of @acme.pumps', questions: [] },
    });
    const read = await readAll(tiktok.read(source, {}));
    expect(read).toMatchObject({ rows: 2, accepted: 2, rejected: [] });
    expect(read.messages).toEqual([
      {
        source: 'tiktok',
        kind: 'comment',
        author: { id: 'acme.pumps' },
        own: true,
        text: 'Thank you!',
        createdAt: '2025-02-19T20:46:10.000Z',
        precision: 'instant',
        mentions: [],
        visibility: 'public',
      },
      {
        source: 'tiktok',
        nativeId: '7464123456789012345',
        kind: 'post',
        author: { id: 'acme.pumps' },
        own: true,
        text: 'Our new pump @ann',
        createdAt: '2025-01-26T15:50:46.000Z',
        precision: 'instant',
        mentions: ['ann'],
        visibility: 'public',
        url: 'https://www.tiktokv.com/share/video/7464123456789012345/',
        metrics: [{ metric: 'likes', value: 58, definition: 'tiktok:likes:1' }],
      },
    ]);
    expect(read.summary).toMatchObject({ sides: 'own', ownAccounts: ['acme.pumps'] });
    expect(read.summary.notes.join()).toContain('no id for 1 messages');
  });

  it('are nothing else: no messages, watched or deleted videos, logins or address', async () => {
    const read = await readAll(tiktok.read(file(data([post()], [comment()])), {}));
    expect(JSON.stringify(read)).not.toMatch(/SECRET|WATCHED|DELETED/);
  });

  it('are read whatever the case of their keys, under older names, and where lists are null', async () => {
    const older = {
      activity: { 'Favorite Effects': { FavoriteEffectsList: null } },
      'app settings': { settings: { SettingsMap: {} } },
      video: { videos: { videolist: [{ date: '2021-01-26 15:50:46', LINK: 'x', likes: 3 }] } },
      comment: { comments: { commentslist: null } },
    };
    const source = file(older, 'user_data.json');
    expect(await detect(source, {})).toMatchObject({ detection: { questions: [{ word: 'us' }] } });
    const read = await readAll(tiktok.read(source, { us: ['@Acme'] }));
    expect(read.messages).toMatchObject([
      { kind: 'post', author: { id: 'acme' }, text: '', metrics: [{ metric: 'likes', value: 3 }] },
    ]);
    expect(read.messages[0]).not.toHaveProperty('nativeId');
  });

  it('without what only some may see, which is counted', async () => {
    const read = await readAll(
      tiktok.read(
        file(data([post({ WhoCanView: 'Only You' }), post({ WhoCanView: 'Friends' }), post()], [])),
        {},
      ),
    );
    expect(read).toMatchObject({ rows: 3, accepted: 1 });
    expect(read.rejected).toMatchObject([{ excerpt: '' }, { excerpt: '' }]);
    expect(read.summary.notes.join()).toContain('2 posts are not public');
  });

  it('join a comment to the video that its address names', async () => {
    const url = 'https://www.tiktok.com/@b/video/7464123456789012999';
    const read = await readAll(tiktok.read(file(data([], [comment({ url })])), {}));
    expect(read.messages[0]?.parentId).toBe('7464123456789012999');
  });

  it('say what is wrong with damaged items, and of a file that breaks off', async () => {
    const text = JSON.stringify(data([post({ Date: 'soon' }), 5, post()], [comment({ comment: 7 })]));
    const read = await readAll(
      tiktok.read(memoryFile('user_data.json', text.slice(0, -300)), { us: ['acme'] }),
    );
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      expect.stringContaining('"soon"'),
      'is no post of TikTok',
      expect.stringContaining('the file ends'),
    ]);
    expect(read.accepted).toBe(2);
  });

  it('are known by their content under another name, and other JSON is not', async () => {
    expect(await tiktok.detect(file(data([], []), 'data.json'), {})).toBeDefined();
    expect(await tiktok.detect(file({ Comment: { Comments: {} } }, 'data.json'), {})).toBeUndefined();
  });
});
