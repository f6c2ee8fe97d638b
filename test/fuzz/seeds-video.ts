import { lines, type Seed } from './seed.ts';

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

/** Files of YouTube and TikTok, and of Telegram. */
export const videoSeeds: Seed[] = [
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
    reader: 'youtube-videos',
    name: 'videos.json',
    content: JSON.stringify(
      {
        items: ['a-B_c1D2e3F', 'b-B_c1D2e3F'].map((id) => ({
          kind: 'youtube#video',
          id,
          snippet: {
            publishedAt: '2025-03-15T10:00:00Z',
            channelId: 'UCaaaaaaaaaaaaaaaaaaaaaa',
            channelTitle: 'Acme',
            title: 'A pump',
          },
          statistics: { viewCount: '215', likeCount: '4' },
          status: { privacyStatus: 'public' },
        })),
      },
      null,
      1,
    ),
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
    reader: 'tiktok-studio',
    name: 'Content.csv',
    content: lines(
      'Video title,Video link,Post time,Total likes,Total comments,Total views,Average watch time,Watched full video',
      'A pump,https://www.tiktok.com/@acme/video/7534000000000000000,2025-08-02 19:05:00,1.2K,48,"18,400",0:12,38%',
      'A valve,https://www.tiktok.com/@acme/video/7535000000000000000,2025-08-05,640,12,9100,9.5,0.31',
    ),
  },
  {
    reader: 'tiktok-overview',
    name: 'Overview.csv',
    content: lines(
      'Date,Video views,Reached audience,Profile views,Likes,Net growth',
      '2026/05/10,1500,900,20,31,-1',
      '2026/05/11,"1,700",900,21,30,2',
    ),
  },
];
