import { expect, it } from 'vitest';
import type { Leg } from '../src/model/connector.ts';
import { bluesky } from '../src/sources/bluesky/bluesky.ts';
import { blueskyCar } from '../src/sources/bluesky/bluesky-car.ts';
import { readAll } from '../src/sources/read-all.ts';
import { wire } from '../src/sources/wire/wire.ts';
import { openDatabase } from '../src/store/database.ts';
import { at, blueskyHost, origin, us } from './bluesky-host.ts';
import { carOf, madeRepo } from './bluesky-repo.ts';
import { memoryFile } from './memory-file.ts';
import { fileOf, importAll } from './reading.ts';
import { madeWorld } from './wire-world.ts';

const connection = { name: 'b', connector: 'bluesky', origin, account: us, handle: 'acme.example' };

it('what Bluesky tells becomes conversations: answered, waiting, unknown, addressed to us', async () => {
  const host = blueskyHost();
  const day = (hour: number) => `2026-11-19T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const post = host.write('acme', 'post', day(8));
  const ask = host.write('ann', 'ask', day(9), { answers: post, text: 'How much is it?' });
  host.write('acme', 'reply', day(10), { answers: ask });
  host.write('bea', 'waits', day(10), { answers: post, text: 'Does it fit the old one?' });
  const unsure = host.write('cem', 'unsure', day(10), { answers: post, text: 'Where can I see it?' });
  host.write('shy', 'shy', day(11), { answers: unsure });
  host.hidden.add('shy');
  host.write('dan', 'quote', day(11), { quotes: post, text: 'Will it come in blue?' });

  const db = await openDatabase(':memory:');
  try {
    let cursor: string | undefined;
    for (const now of ['2026-11-20T12:00:00.000Z', '2026-11-20T12:15:00.000Z']) {
      const world = madeWorld(host.answer);
      const options = { wire: wire(origin, world), now, progress: () => {}, ...(cursor && { cursor }) };
      for await (const leg of bluesky.sync(connection, options)) {
        await importAll(db, [fileOf(`${now} ${leg.cursor}`, leg.messages, summaryOf(leg))]);
        cursor = leg.cursor;
      }
    }
    const turns = await db.store.query(`SELECT m.native_id AS id, t.own, t.addressed, f.state,
        (SELECT word FROM own_account o WHERE o.account_id = t.channel_id) AS channel
      FROM turn t JOIN message m ON m.message_id = t.message_id
      LEFT JOIN first_answer f ON f.message_id = t.message_id WHERE NOT t.placeholder ORDER BY t.written_at, id`);
    const of = (who: string, key: string, own: boolean, addressed: boolean, state: string | null) => ({
      id: at(who, key),
      own,
      addressed,
      state,
      channel: 'acme.example',
    });
    expect(turns).toEqual([
      of('acme', 'post', true, false, null),
      of('ann', 'ask', false, true, 'answered'),
      of('acme', 'reply', true, false, null),
      of('bea', 'waits', false, true, 'waiting'),
      of('cem', 'unsure', false, true, 'unknown'),
      of('dan', 'quote', false, true, 'waiting'),
    ]);
  } finally {
    await db.close();
  }
});

it('a post that came in a repository file and over the network is one message, with its counts', async () => {
  const host = blueskyHost();
  const ask = host.write('ann', 'ask', '2026-11-19T08:00:00.000Z');
  const ours = host.write('acme', 'ours', '2026-11-19T09:00:00.000Z', { answers: ask });
  const { record } = host.view(host.posts.get(ours) as never) as { record: object };
  const file = carOf(madeRepo({ 'app.bsky.feed.post/ours': record }));
  const read = await readAll(blueskyCar.read(memoryFile('repo.car', file), {}));
  const now = '2026-11-20T12:00:00.000Z';
  const options = { wire: wire(origin, madeWorld(host.answer)), now, progress: () => {} };
  for (const fileFirst of [true, false]) {
    const db = await openDatabase(':memory:');
    try {
      const fromFile = () => importAll(db, [fileOf('repo.car', read.messages, read.summary)]);
      if (fileFirst) await fromFile();
      for await (const leg of bluesky.sync(connection, options))
        await importAll(db, [fileOf(leg.cursor, leg.messages, summaryOf(leg))]);
      if (!fileFirst) await fromFile();
      const rows = await db.store.query(`SELECT native_id AS id, placeholder FROM message ORDER BY id`);
      expect(rows).toEqual([
        { id: ours, placeholder: false },
        { id: ask, placeholder: false },
      ]);
      expect(await db.store.query('SELECT count(*)::INTEGER AS n FROM conflict')).toEqual([{ n: 0 }]);
      expect(
        await db.store.query(
          "SELECT value FROM metric_snapshot WHERE native_id = $ours AND metric = 'likes'",
          { ours },
        ),
      ).toEqual([{ value: 3 }]);
    } finally {
      await db.close();
    }
  }
});

function summaryOf(leg: Leg) {
  return { ownAccounts: leg.ownAccounts, ...(leg.observedUntil && { observedUntil: leg.observedUntil }) };
}
