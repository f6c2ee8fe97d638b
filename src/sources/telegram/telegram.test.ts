import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { telegram } from './telegram.ts';

const message = (id: number, more = {}) => ({
  id,
  type: 'message',
  date: '2025-03-15T11:00:00',
  date_unixtime: '1742032800',
  from: 'Ann B',
  from_id: 'user42',
  text: `Message ${id}`,
  text_entities: [],
  ...more,
});
const chat = (type: string, messages: unknown[], more = {}) =>
  memoryFile(
    'result.json',
    JSON.stringify({ name: 'Acme "Talk"', type, id: 1130580549, messages, ...more }, null, 1),
    40,
  );
const us = { us: ['Acme Team'] };

describe('an export of Telegram', () => {
  it('of a group has replies, and knows ours by name', async () => {
    const file = chat('public_supergroup', [
      message(1, { text: ['See ', { type: 'link', text: 'https://acme.example' }, ', @ann!'] }),
      message(2, {
        from: 'Acme Team',
        from_id: 'user7',
        reply_to_message_id: 1,
        reactions: [
          { type: 'emoji', count: 3, emoji: '👍', recent: [{ from: 'Ben Secret', from_id: 'user9' }] },
          { type: 'emoji', count: 1, emoji: '❤' },
        ],
      }),
    ]);
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'telegram' },
      detection: { summary: 'Telegram group "Acme "Talk""', questions: [{ word: 'us' }] },
    });
    const read = await readAll(telegram.read(file, us));
    expect(read).toMatchObject({ rows: 2, accepted: 2, rejected: [] });
    expect(read.messages).toEqual([
      {
        source: 'telegram',
        nativeId: '1130580549/1',
        kind: 'post',
        author: { id: 'user42', name: 'Ann B' },
        own: false,
        text: 'See https://acme.example, @ann!',
        createdAt: '2025-03-15T10:00:00.000Z',
        precision: 'instant',
        mentions: ['ann'],
        visibility: 'public',
        url: 'https://t.me/c/1130580549/1',
      },
      expect.objectContaining({
        kind: 'reply',
        parentId: '1130580549/1',
        own: true,
        metrics: [{ metric: 'reactions', value: 4, definition: 'telegram:reactions:1' }],
      }),
    ]);
    expect(JSON.stringify(read.messages)).not.toContain('Secret');
    expect(read.summary).toMatchObject({ sides: 'both', ownAccounts: ['user7'] });
  });

  it('of a channel holds its own side only, and guesses that it is ours', async () => {
    const posts = [
      message(1, { from: 'Acme', from_id: 'channel1130580549' }),
      message(2, { from: undefined, from_id: undefined }),
    ];
    const file = chat('public_channel', posts, { name: 'Acme' });
    const found = await telegram.detect(file, {});
    expect(found?.questions).toMatchObject([{ word: 'us', guess: 'Acme' }]);
    const read = await readAll(telegram.read(file, { us: ['acme'] }));
    expect(read.messages.map(({ author, own }) => [author.id, own])).toEqual([
      ['channel1130580549', true],
      ['channel1130580549', true],
    ]);
    expect(read.summary.sides).toBe('own');
    const partner = await readAll(telegram.read(file, { us: ['Somebody'] }));
    expect(partner.messages.map(({ own }) => own)).toEqual([false, false]);
    const byNumber = await readAll(telegram.read(file, { us: ['1130580549'] }));
    expect(byNumber.messages.map(({ own }) => own)).toEqual([true, true]);
  });

  it('leaves service messages out and counts them; a topic is no message that one answers', async () => {
    const read = await readAll(
      telegram.read(
        chat('private_supergroup', [
          {
            id: 5,
            type: 'service',
            date: '2025-03-15T11:00:00',
            actor: 'Ann B',
            action: 'topic_created',
            title: 'T',
          },
          { id: 6, type: 'service', date: '2025-03-15T11:00:00', actor: 'Ben', action: 'invite_members' },
          message(7, { reply_to_message_id: 5 }),
          message(8, { reply_to_message_id: 7 }),
        ]),
        us,
      ),
    );
    expect(read).toMatchObject({ rows: 4, accepted: 2, empty: 2 });
    expect(read.messages.map(({ kind, parentId, visibility }) => [kind, parentId, visibility])).toEqual([
      ['post', undefined, 'unlisted'],
      ['reply', '1130580549/7', 'unlisted'],
    ]);
    expect(read.summary.notes.join()).toContain('2 service messages');
  });

  it('takes forwards for reposts, but not what the channel posts into its own discussion', async () => {
    const read = await readAll(
      telegram.read(
        chat('public_supergroup', [
          message(1, { forwarded_from: 'News of others' }),
          message(2, { forwarded_from: null }),
          message(3, { from: 'Acme', from_id: 'channel9', forwarded_from: 'Acme' }),
          message(4, { reply_to_message_id: 12, reply_to_peer_id: 'channel77' }),
        ]),
        us,
      ),
    );
    expect(read.messages.map(({ kind }) => kind)).toEqual(['repost', 'repost', 'post', 'reply']);
    expect(read.messages[3]?.parentId).toBe('77/12');
  });

  it('asks for the zone of older exports', async () => {
    const file = chat('public_channel', [message(1, { date_unixtime: undefined, from_id: 42 })]);
    expect((await telegram.detect(file, us))?.questions).toMatchObject([{ word: 'zone' }]);
    const read = await readAll(telegram.read(file, { ...us, zone: 'Europe/Vienna' }));
    expect(read.messages).toMatchObject([
      { createdAt: '2025-03-15T10:00:00.000Z', author: { id: 'user42' } },
    ]);
  });

  it.each(['personal_chat', 'bot_chat', 'saved_messages'])('of a %s is refused', async (type) => {
    expect(await detect(chat(type, [message(1)]), us)).toHaveProperty(
      'refused',
      expect.stringMatching(/private conversation/),
    );
    await expect(readAll(telegram.read(chat(type, [message(1)]), us))).rejects.toThrow(/private/);
  });

  it('of a whole account is refused', async () => {
    const whole = {
      about: 'x',
      contacts: { list: [] },
      chats: { about: 'y', list: [{ type: 'public_channel', id: 1, messages: [message(1)] }] },
    };
    expect(await detect(memoryFile('result.json', JSON.stringify(whole)), us)).toHaveProperty(
      'refused',
      expect.stringMatching(/whole Telegram account.*Export chat history/),
    );
  });

  it('says what is wrong with damaged messages', async () => {
    const file = chat('public_channel', [
      message(1, { text: 5 }),
      message(2, { date_unixtime: 'soon' }),
      message(3),
    ]);
    const read = await readAll(telegram.read(file, us));
    expect(read.accepted).toBe(1);
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      'its field text is not as in an export of Telegram',
      expect.stringContaining('"soon"'),
    ]);
  });
});
