import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { instagramDyi } from './instagram-dyi.ts';

/** Text as Meta writes it: each byte of its UTF-8 as one escaped character. */
const asMeta = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'string' ? Buffer.from(one, 'utf8').toString('latin1') : one,
  ).replace(/[\u0080-\u00ff]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
const us = { us: ['@acme.pumps'] };
const second = 1_754_000_000;
const picture = (n: number, title = '') => ({
  uri: `media/posts/${n}.jpg`,
  creation_timestamp: second + n,
  title,
});
const posts = (...items: unknown[]) => memoryFile('posts_1.json', asMeta(items), 5);

describe('an Instagram download', () => {
  it('reads posts, one text for several pictures, and repairs every string', async () => {
    const file = posts(
      { media: [picture(1, 'Größer, schöner 🚀 – “neu”')] },
      { media: [picture(2), picture(3)], title: 'Two of @ann, à Paris', creation_timestamp: second + 9 },
      { media: [picture(4)] },
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'instagram-dyi' },
      detection: { summary: 'Instagram download, posts of one account', questions: [{ word: 'us' }] },
    });
    const read = await readAll(instagramDyi.read(file, us));
    expect(read).toMatchObject({ rows: 3, accepted: 3, rejected: [] });
    expect(read.messages[0]).toEqual({
      source: 'instagram',
      kind: 'post',
      author: { id: 'acme.pumps' },
      own: true,
      text: 'Größer, schöner 🚀 – “neu”',
      createdAt: new Date((second + 1) * 1000).toISOString(),
      precision: 'instant',
      mentions: [],
      repaired: true,
    });
    expect(read.messages[1]).toMatchObject({ text: 'Two of @ann, à Paris', mentions: ['ann'] });
    expect(read.messages[1]?.createdAt).toBe(new Date((second + 9) * 1000).toISOString());
    expect(read.messages[2]?.text).toBe('');
    expect(read.summary).toMatchObject({ sides: 'own', ownAccounts: ['acme.pumps'], repaired: 2 });
    expect(read.summary.notes.join()).toContain('gives no ids');
  });

  it('leaves a text alone that Meta wrote right', async () => {
    const file = memoryFile('posts_1.json', JSON.stringify([{ media: [picture(1, 'schön – “neu”')] }]));
    const read = await readAll(instagramDyi.read(file, us));
    expect(read.messages[0]).not.toHaveProperty('repaired');
    expect(read.messages[0]?.text).toBe('schön – “neu”');
  });

  it('reads reels', async () => {
    const file = memoryFile('reels.json', asMeta({ ig_reels_media: [{ media: [picture(1, 'Reel')] }] }));
    expect(await detect(file, us)).toMatchObject({ reader: { word: 'instagram-dyi' } });
    expect((await readAll(instagramDyi.read(file, us))).messages).toMatchObject([
      { kind: 'post', text: 'Reel' },
    ]);
  });

  it.each([
    [
      'English',
      { Comment: { value: 'Très bien' }, 'Media Owner': { value: 'ann' }, Time: { timestamp: second } },
    ],
    ['Dutch', { Opmerking: { value: 'Très bien' }, Auteur: { value: 'ann' }, Tijd: { timestamp: second } }],
    [
      'its keys in another order',
      { Auteur: { value: 'ann' }, Opmerking: { value: 'Très bien' }, Tijd: { timestamp: second } },
    ],
    [
      'an unknown language',
      { Կարծիք: { value: 'Très bien' }, Տեր: { value: 'ann' }, Ժամ: { timestamp: second } },
    ],
  ])('reads comments of ours with keys in %s', async (_, string_map_data) => {
    const file = memoryFile(
      'x/comments/post_comments_1.json',
      asMeta([{ media_list_data: [], string_map_data }]),
    );
    expect(await detect(file, us)).toMatchObject({
      detection: { summary: 'Instagram download, comments of @acme.pumps', questions: [] },
    });
    const read = await readAll(instagramDyi.read(file, us));
    expect(read.messages).toMatchObject([
      { kind: 'comment', text: 'Très bien', author: { id: 'acme.pumps' } },
    ]);
    expect(JSON.stringify(read.messages)).not.toContain('ann');
  });

  it('reads comments as newer copies list them', async () => {
    const label_values = [
      { label: 'Kommentar', value: 'Schön' },
      { label: 'Medieninhaber', value: 'ann' },
      { label: 'Zeit', timestamp_value: second },
    ];
    const file = memoryFile('reels_comments.json', asMeta({ comments_reels_comments: [{ label_values }] }));
    const read = await readAll(instagramDyi.read(file, us));
    expect(read.messages).toMatchObject([{ kind: 'comment', text: 'Schön' }]);
  });

  it('knows whose it is, and when it was made, by the name of the copy', async () => {
    const file = {
      ...posts({ media: [picture(1, 'Hi')] }),
      shown: 'instagram-acme.pumps-2025-08-20-AbCd.zip/your_instagram_activity/media/posts_1.json',
    };
    expect((await instagramDyi.detect(file, {}))?.questions).toEqual([]);
    const read = await readAll(instagramDyi.read(file, {}));
    expect(read.summary).toMatchObject({
      ownAccounts: ['acme.pumps'],
      observedUntil: '2025-08-20T00:00:00.000Z',
    });
  });

  it('says what is wrong with damaged items, and of a file that breaks off', async () => {
    const whole = asMeta([
      { media: [] },
      { media: 3 },
      { media: [picture(1, 'Hi')] },
      { media: [picture(2)] },
    ]);
    const read = await readAll(instagramDyi.read(memoryFile('posts_1.json', whole.slice(0, -9)), us));
    expect(read.accepted).toBe(1);
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      'has no time',
      'is no post as in an Instagram download',
      expect.stringContaining('the file ends'),
    ]);
  });

  it('takes no list of likes or followers', async () => {
    const likes = [
      { title: 'ann', string_list_data: [{ href: 'https://x', value: 'a', timestamp: second }] },
    ];
    const followers = memoryFile('followers_1.json', asMeta(likes));
    expect(await instagramDyi.detect(followers, us)).toBeUndefined();
    expect(await detect(memoryFile('liked_comments.json', asMeta(likes)), us)).toHaveProperty('refused');
  });
});
