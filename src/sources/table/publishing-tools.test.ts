import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import type { ReadOptions } from '../../model/reader.ts';
import { detect } from '../detect.ts';
import { preview } from '../preview.ts';
import { readAll } from '../read-all.ts';
import { table } from './table.ts';

const csv = (name: string, ...lines: string[]) => memoryFile(name, `${lines.join('\n')}\n`);
const metrics = (message: { metrics?: { metric: string; value: number }[] } | undefined) =>
  Object.fromEntries((message?.metrics ?? []).map(({ metric, value }) => [metric, value]));

const buffer = csv(
  'buffer.csv',
  'Date,Update,Service,Service Link,Type,Impressions,Reach,Engagements,Likes,Comments,Shares,Clicks',
  '2024-04-02T08:00:00Z,Read our new post about pumps,twitter,https://x.com/acme/status/1,text,800,,25,15,4,6,12',
  '2024-04-03T08:00:00Z,We are hiring in Linz,twitter,https://x.com/acme/status/2,text,900,,35,15,4,6,12',
);
const hootsuite = csv(
  'posts.csv',
  'Post performance,,,,,,,,,,,,,',
  '"Mar 1, 2024 - Mar 31, 2024",,,,,,,,,,,,,',
  'Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Reach,Engagement,Likes,Comments,Shares,Post Link Clicks,Video Views',
  '2024-03-01 14:30,1_2,Spring launch of the pump,https://facebook.com/1/posts/2,Photo,Facebook,"1,200",900,85,60,15,10,30,',
  '2024-03-02 09:00,1_3,Behind the scenes,https://facebook.com/1/posts/3,Photo,Facebook,5000,4000,300,250,40,10,,4800',
  '2024-03-05 09:00,1_4,What our fitters say,https://facebook.com/1/posts/4,Photo,Facebook,50,40,30,25,4,1,,48',
);
const sprout = csv(
  'Post Performance.csv',
  'Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,Engagements,Engagement Rate (per Impression),Reactions,Comments,Shares,Saves,Post Link Clicks,Video Views',
  '03/15/2024 10:05 am,17890000000000001,Instagram,Post,Reel,Acme,Jane,https://www.instagram.com/reel/xyz,New collection of valves,2000,1500,130,6.5%,100,20,5,5,,1800',
  '03/16/2024 10:05 pm,17890000000000002,Instagram,Post,Photo,Acme,Jane,https://www.instagram.com/p/xya,Our stand in Hanover,2000,1500,130,6.5%,100,20,5,5,,1800',
);
const asked = async (file: typeof buffer, options: ReadOptions = {}) =>
  (await preview(file, options)).questions.map(({ word, guess }) => (guess ? `${word}: ${guess}` : word));

describe('posts from publishing tools', () => {
  it('of Buffer: the id in the address of the post is its id', async () => {
    expect(await detect(buffer, {})).toMatchObject({
      reader: { word: 'table' },
      detection: {
        mapping: {
          source: 'x',
          columns: { text: 'Update', time: 'Date', id: 'Service Link', url: 'Service Link' },
        },
      },
    });
    expect(await asked(buffer)).toEqual(['us']);
    const { sample } = await preview(buffer, {});
    expect(sample[0]).toMatchObject({
      nativeId: '1',
      text: 'Read our new post about pumps',
      createdAt: '2024-04-02T08:00:00.000Z',
    });
    expect(metrics(sample[0])).toEqual({
      impressions: 800,
      engagements: 25,
      likes: 15,
      comments: 4,
      shares: 6,
      clicks: 12,
    });
    expect((await readAll(table.read(buffer, { us: ['acme'] }))).messages).toMatchObject([
      { own: true },
      { own: true },
    ]);
  });

  it('of Hootsuite: the title above is left out, and the heading names the zone', async () => {
    expect(await asked(hootsuite)).toEqual(['us']);
    const { sample, detection } = await preview(hootsuite, {});
    expect(detection).toMatchObject({
      reader: 'table',
      mapping: { source: 'facebook', time: { zone: 'UTC' } },
    });
    expect(sample[0]).toMatchObject({
      nativeId: '1_2',
      text: 'Spring launch of the pump',
      createdAt: '2024-03-01T14:30:00.000Z',
      url: 'https://facebook.com/1/posts/2',
    });
    expect(metrics(sample[1])).toMatchObject({ impressions: 5000, engagements: 300, video_views: 4800 });
    expect(metrics(sample[0])).toMatchObject({ impressions: 1200, link_clicks: 30 });
    expect(metrics(sample[0])).not.toHaveProperty('video_views');
  });

  it('of Sprout: the profile wrote them, not the person who sent them', async () => {
    expect(await asked(sprout)).toEqual(['zone', 'us: Acme']);
    const { messages } = await readAll(table.read(sprout, { zone: 'UTC', us: ['Acme'] }));
    expect(messages[1]).toMatchObject({
      source: 'instagram',
      nativeId: '17890000000000002',
      author: { id: 'Acme' },
      own: true,
      text: 'Our stand in Hanover',
      createdAt: '2024-03-16T22:05:00.000Z',
    });
    expect(metrics(messages[1])).toMatchObject({ reactions: 100, saves: 5, video_views: 1800, reach: 1500 });
    expect(JSON.stringify(messages)).not.toContain('Jane');
  });

  it('of several networks in one file are messages of each, under the ids of each', async () => {
    const all = csv(
      'Post Performance.csv',
      'Date,Post ID,Network,Profile,Link,Post,Impressions,Likes',
      '2024-03-15 10:05,1768,X,Acme,https://x.com/acme/status/1768,Our new pump is here,20,1',
      '2024-03-15 10:06,urn:li:share:7174,LinkedIn,Acme,https://www.linkedin.com/feed/update/urn:li:share:7174,Our new pump is here,30,2',
      '2024-03-15 10:07,55,Threads,Acme,https://www.threads.net/t/55,Our new pump is here,40,3',
      '2024-03-15 10:08,77,,Acme,,Our new pump is there,40,3',
    );
    expect(await asked(all)).toEqual(['zone', 'us: Acme']);
    expect((await preview(all, {})).detection).toMatchObject({
      summary: 'Messages of the platform in "Network": text in "Post", time in "Date"',
      mapping: { source: 'post-performance', columns: { platform: 'Network' } },
    });
    const { messages } = await readAll(table.read(all, { zone: 'UTC', us: ['Acme'] }));
    expect(messages.map(({ source, nativeId, metrics = [] }) => [source, nativeId, metrics[1]])).toEqual([
      ['x', '1768', { metric: 'likes', value: 1, definition: 'x:likes:1' }],
      ['linkedin', 'urn:li:share:7174', { metric: 'likes', value: 2, definition: 'linkedin:likes:1' }],
      ['threads', '55', { metric: 'likes', value: 3, definition: 'threads:likes:1' }],
      ['post-performance', '77', { metric: 'likes', value: 3, definition: 'post-performance:likes:1' }],
    ]);
  });

  it('knows counts by their names, with what stands before them', async () => {
    const counted = csv(
      'statuses.csv',
      'status_id,status_message,status_published,num_reactions,num_comments,Total shares,numbers',
      '1_2,A pump is here,2024-04-02T08:00:00Z,7,3,2,9',
      '1_3,A valve is here,2024-04-03T08:00:00Z,8,3,2,9',
    );
    expect((await preview(counted, {})).detection?.mapping).toMatchObject({
      columns: { id: 'status_id', text: 'status_message', time: 'status_published' },
      metrics: { num_reactions: 'reactions', num_comments: 'comments', 'Total shares': 'shares' },
    });
  });

  it('takes no time of fetching for the time of writing, and no time for a text', async () => {
    const fetched = csv(
      'posts.csv',
      '_synced,id,status_message,link_name,first_seen',
      '2024-04-05 08:00:00.123,1,A pump is here,A much longer name of what is linked to,2024-04-02T08:00:00Z',
      '2024-04-05 08:00:00.124,2,A valve is here,A much longer name of what is linked to there,2024-04-03T08:00:00Z',
    );
    expect((await preview(fetched, {})).detection?.mapping).toMatchObject({
      columns: { time: 'first_seen', text: 'status_message', id: 'id' },
    });
  });

  it('takes no address for an id where it is not the row’s own', async () => {
    const comments = csv(
      'comments.csv',
      'created_at,text,author,permalink',
      '2024-04-02 08:00,A first comment here,Ann,https://example.com/1',
      '2024-04-02 09:00,A second comment here,Ben,https://example.com/1',
    );
    expect(await asked(comments, { zone: 'UTC' })).toContain('withoutIds');
  });
});
