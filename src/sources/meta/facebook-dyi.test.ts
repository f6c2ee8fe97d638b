import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { facebookDyi } from './facebook-dyi.ts';

const asMeta = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'string' ? Buffer.from(one, 'utf8').toString('latin1') : one,
  ).replace(/[\u0080-\u00ff]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
const us = { us: ['Acme Pumps'] };
const second = 1_754_000_000;
const at = new Date(second * 1000).toISOString();
const name = 'your_posts__check_ins__photos_and_videos_1.json';

describe('a Facebook download', () => {
  it('reads posts, with the words of a picture where the post has none', async () => {
    const file = memoryFile(
      name,
      asMeta([
        {
          timestamp: second,
          attachments: [],
          data: [{ post: 'Schöne Grüße 👋' }],
          title: 'Acme hat etwas geteilt.',
        },
        {
          timestamp: second,
          attachments: [{ data: [{ external_context: { url: 'https://acme.example' } }] }],
          data: [{ update_timestamp: second }],
        },
        {
          timestamp: second,
          attachments: [{ data: [{ media: { uri: 'a.jpg', description: 'Our stand' } }] }],
        },
        { timestamp: second, data: [], title: 'Acme is with Ann Secret.' },
      ]),
      5,
    );
    expect(await detect(file, us)).toMatchObject({
      reader: { word: 'facebook-dyi' },
      detection: { summary: 'Facebook download, posts of acme-pumps', questions: [] },
    });
    const read = await readAll(facebookDyi.read(file, us));
    expect(read).toMatchObject({ rows: 4, accepted: 3, empty: 1, rejected: [] });
    expect(read.messages[0]).toEqual({
      source: 'facebook',
      kind: 'post',
      author: { id: 'acme-pumps' },
      own: true,
      text: 'Schöne Grüße 👋',
      createdAt: at,
      precision: 'instant',
      mentions: [],
      repaired: true,
    });
    expect(read.messages.map(({ text }) => text)).toEqual(['Schöne Grüße 👋', '', 'Our stand']);
    expect(JSON.stringify(read.messages)).not.toContain('Secret');
    expect(read.summary).toMatchObject({ sides: 'own', ownAccounts: ['acme-pumps'] });
  });

  it('reads own comments, and leaves those in groups out and counts them', async () => {
    const said = (comment: unknown) => ({
      timestamp: second,
      title: "Acme commented on Ann Secret's post.",
      data: [{ comment }],
    });
    const file = memoryFile(
      'comments_and_reactions/comments.json',
      asMeta({
        comments_v2: [
          said({ timestamp: second, comment: 'Danke für alles', author: 'Acme' }),
          said({ timestamp: second, comment: 'Within', author: 'Acme', group: 'A closed group' }),
          { timestamp: second, title: 'A sticker' },
        ],
      }),
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'facebook-dyi' },
      detection: { questions: [{ word: 'us' }] },
    });
    const read = await readAll(facebookDyi.read(file, us));
    expect(read).toMatchObject({ rows: 3, accepted: 1, empty: 1 });
    expect(read.messages).toMatchObject([{ kind: 'comment', text: 'Danke für alles' }]);
    expect(read.rejected).toMatchObject([{ rejected: expect.stringContaining('in a group'), excerpt: '' }]);
    expect(read.summary.notes.join()).toContain('1 comments in groups');
    expect(JSON.stringify(read)).not.toContain('Secret');
  });

  it('says what is wrong with damaged items', async () => {
    const file = memoryFile(
      name,
      `${asMeta([{ timestamp: second, data: [{ post: 'Hi' }] }, { data: [] }]).slice(0, -1)},{]`,
    );
    const read = await readAll(facebookDyi.read(file, us));
    expect(read.accepted).toBe(1);
    expect(read.rejected.length).toBe(2);
    expect(read.rejected[0]?.rejected).toBe('is no post as in a Facebook download');
  });
});
