import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { fileOf, importAll, said } from '../reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());
const q = (sql: string) => db.store.query(sql);
const hi = said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?');

describe('addressed', () => {
  const addressed = async (m: Parameters<typeof said>, rest: object = {}) => {
    await importAll(db, [
      fileOf('a', [said(m[0], m[1], m[2], m[3], m[4]), ...((rest as { more?: never[] }).more ?? [])]),
    ]);
    return q(
      `SELECT t.addressed, e.expects, e.reason FROM turn t JOIN message USING (message_id) JOIN expectation e USING (message_id) WHERE native_id = '${m[0]}'`,
    );
  };
  it('a repost of us expects nothing', async () => {
    expect(await addressed(['5', 'ann', '2026-03-01T09:00:00Z', 'RT @acme: any questions?'])).toMatchObject([
      { expects: false },
    ]);
  });
  it('a repost by kind', async () => {
    expect(
      await addressed(['5', 'ann', '2026-03-01T09:00:00Z', '@acme any questions?', { kind: 'repost' }]),
    ).toMatchObject([{ expects: false }]);
  });
  it('own repost below is no answer', async () => {
    await importAll(db, [
      fileOf('a', [
        hi,
        said('2', 'acme', '2026-03-01T10:00:00Z', 'RT @ann: hi', { kind: 'repost', parentId: '1' }),
      ]),
    ]);
    expect(await q('SELECT state FROM first_answer')).toEqual([{ state: 'waiting' }]);
  });
  it('a longer name is not ours', async () => {
    expect(
      await addressed(
        ['5', 'ann', '2026-03-01T09:00:00Z', '@bob @acme ask @acmehelpx does it?', { parentId: '7' }],
        { more: [said('7', 'bob', '2026-03-01T08:00:00Z', 'x')] },
      ),
    ).toMatchObject([{ addressed: false }]);
  });
});

describe('a long chain', () => {
  it('hands on channel, depth and address from where it began, until somebody else answers', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 1) + minute * 60_000).toISOString();
    const chain = Array.from({ length: 40 }, (_, n) =>
      said(`${n}`, n < 30 ? 'ann' : 'bob', at(n), n === 0 ? '@acme does it ship?' : 'and does it float?', {
        parentId: n === 0 ? undefined : `${n - 1}`,
      }),
    );
    const ring = [
      said('r1', 'ann', at(0), 'a', { parentId: 'r2' }),
      said('r2', 'bob', at(1), 'b', { parentId: 'r1' }),
      said('below', 'cem', at(2), 'c', { parentId: 'r2' }),
    ];
    const { cycles } = await importAll(db, [fileOf('a', [...chain, ...ring])]);
    expect(cycles).toBe(1);
    expect(
      await q(`SELECT count(*)::INTEGER AS n, count(*) FILTER (addressed)::INTEGER AS addressed, max(depth)::INTEGER AS depth,
        count(*) FILTER (channel_id IS NOT NULL)::INTEGER AS channel FROM turn t JOIN message m USING (message_id)
        GROUP BY conversation_id ORDER BY n`),
    ).toEqual([
      { n: 3, addressed: 0, depth: 2, channel: 0 },
      { n: 40, addressed: 30, depth: 39, channel: 40 },
    ]);
    expect(
      await q(`SELECT t.message_id FROM turn t LEFT JOIN turn p ON p.message_id = t.parent_id
        WHERE coalesce(t.depth <> p.depth + 1 OR t.conversation_id <> p.conversation_id, t.depth > 0 OR t.conversation_id <> t.message_id)`),
    ).toEqual([]);
  });
});
