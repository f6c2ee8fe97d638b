import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import { readAll } from './read-all.ts';
import { twcs } from './twcs.ts';

const header = 'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id';
const time = 'Tue Oct 31 22:10:47 +0000 2017';
const file = (...rows: string[]) => memoryFile('support.csv', [header, ...rows, ''].join('\n'));

describe('support corpus', () => {
  it('reads ids as strings, parents and replies, who is ours, entities and mentions', async () => {
    const read = await readAll(
      twcs.read(
        file(`2,9001,True,${time},"@Acme &amp; co, help?",3,`, `3,Acme,FALSE,${time},@9001 Sure,"4,5.0",2.0`),
        {},
      ),
    );
    expect(read.messages).toEqual([
      {
        source: 'x',
        nativeId: '2',
        kind: 'post',
        author: { id: '9001' },
        own: false,
        text: '@Acme & co, help?',
        createdAt: '2017-10-31T22:10:47.000Z',
        precision: 'instant',
        mentions: ['Acme'],
        replyIds: ['3'],
      },
      {
        source: 'x',
        nativeId: '3',
        kind: 'reply',
        author: { id: 'Acme' },
        own: true,
        text: '@9001 Sure',
        createdAt: '2017-10-31T22:10:47.000Z',
        precision: 'instant',
        mentions: ['9001'],
        parentId: '2',
        replyIds: ['4', '5'],
      },
    ]);
    expect(read.summary).toEqual({
      ownAccounts: ['Acme'],
      sides: 'both',
      encoding: 'utf-8',
      repaired: 0,
      notes: [],
    });
  });

  it('ignores an unnamed index column before the others', async () => {
    const indexed = memoryFile('i.csv', `,${header}\n0,2,9001,True,${time},hi,,\n`);
    expect(await twcs.detect(indexed, {})).toMatchObject({ reader: 'support-corpus', questions: [] });
    const read = await readAll(twcs.read(indexed, {}));
    expect(read.messages[0]).toMatchObject({ nativeId: '2', text: 'hi', kind: 'post' });
    expect(read.messages[0]).not.toHaveProperty('parentId');
  });

  it('has one side only where no customer writes', async () => {
    const read = await readAll(twcs.read(file(`3,Acme,False,${time},Sure,,2`), {}));
    expect(read.summary.sides).toBe('own');
  });

  it('narrows our side to the accounts given', async () => {
    const rows = [`3,Acme,False,${time},a,,2`, `4,Other,False,${time},b,,2`, `2,1,True,${time},c,,`];
    const read = await readAll(twcs.read(file(...rows), { us: ['@acme'] }));
    expect(read.messages.map((message) => message.own)).toEqual([true, false, false]);
    expect(read.summary.ownAccounts).toEqual(['Acme']);
  });

  it('rejects rows that say nothing certain, with the reason', async () => {
    const read = await readAll(
      twcs.read(
        file(
          `,1,True,${time},a,,`,
          `2,,True,${time},a,,`,
          `3,1,maybe,${time},a,,`,
          '4,1,True,Tue Feb 30 22:10:47 +0000 2017,a,,',
          `2.9E+17,1,True,${time},a,,`,
          ',,,,,,',
          'short',
        ),
        {},
      ),
    );
    expect(read.rejected.map((row) => [row.line, row.rejected.split(' ').slice(0, 3).join(' ')])).toEqual([
      [2, 'has no tweet_id'],
      [3, 'has no author_id'],
      [4, 'says "maybe" for'],
      [5, '"Tue Feb 30'],
      [6, 'its tweet_id "2.9E+17"'],
      [8, 'has 1 fields'],
    ]);
    expect(read).toMatchObject({ rows: 7, accepted: 0, empty: 1 });
  });

  it('refuses spoilt ids unless asked to do without', async () => {
    const spoilt = file(`2.9E+17,1,True,${time},a,,`);
    await expect(twcs.detect(spoilt, {})).rejects.toThrow(/"tweet_id".*2\.9E\+17/);
    expect(await twcs.detect(spoilt, { withoutIds: true })).toBeDefined();
    const read = await readAll(twcs.read(spoilt, { withoutIds: true }));
    expect(read.accepted).toBe(1);
    expect(read.messages[0]).not.toHaveProperty('nativeId');
  });
});
