// Reads three legs of a made-up account and, where told, kills its own process without warning.
// Usage: node sync-kill-child.mjs DATABASE [LEG CHECKPOINT]

import { syncDesk } from '../dist/server/sync/desk.js';
import { makeReach } from '../dist/server/sync/reach.js';
import { keepConnection } from '../dist/store/connections.js';
import { openDatabase } from '../dist/store/database.js';
import { parsePlan } from '../dist/workspace/plan.js';

const [, , database, killLeg, killAt] = process.argv;
const acme = {
  name: 'acme',
  connector: 'parley',
  origin: 'https://parley.example',
  account: 'did:acme',
  handle: 'acme',
};

function message(id, author, day, parentId) {
  return {
    source: 'parley',
    nativeId: String(id),
    kind: parentId === undefined ? 'post' : 'reply',
    author: { id: `did:${author}`, handle: author },
    text: `${author} says ${id}`,
    createdAt: `2026-01-0${day}T10:00:00Z`,
    precision: 'instant',
    channel: 'did:acme',
    ...(parentId === undefined ? {} : { parentId: String(parentId) }),
    metrics: [{ metric: 'likes', value: id, definition: 'parley:likes:1' }],
  };
}

const values = [{ series: 'followers', label: 'Followers', value: 42, at: '2026-01-06T00:00:00Z' }];

const connector = {
  word: 'parley',
  title: 'Parley',
  version: 1,
  async *sync(_, { cursor }) {
    for (let leg = Number(cursor ?? 0); leg < 3; leg++) {
      const base = leg * 100;
      const asked = Array.from({ length: 40 }, (_, n) => message(base + n, `p${n}`, leg + 1));
      // each leg shows the last messages of the one before again, as pages of a host do
      const again = leg > 0 ? [message(base - 100, 'p0', leg)] : [];
      const answers = asked
        .slice(0, 20)
        .map((one, n) => message(base + 50 + n, 'acme', leg + 1, one.nativeId));
      yield {
        messages: [...again, ...asked, ...answers],
        gone: leg === 2 ? [{ source: 'parley', nativeId: '7' }] : [],
        ownAccounts: ['did:acme'],
        cursor: String(leg + 1),
        done: leg === 2,
        missing: [],
        // told by the first leg of each sync
        ...(leg === Number(cursor ?? 0) ? { values } : {}),
        ...(leg === 2 ? { observedUntil: '2026-01-05T00:00:00Z' } : {}),
      };
    }
  },
};

const db = await openDatabase(database);
await keepConnection(db, acme, '2026-01-06T00:00:00Z');
let legs = 0;
const desk = syncDesk({
  db,
  now: () => new Date('2026-01-06T00:00:00Z'),
  reach: makeReach([connector], () => ({})),
  token: async () => undefined,
  before: async () => undefined,
  checkpoint: (name) => {
    if (name === 'kept') legs++;
    if (String(legs) === killLeg && name === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
await desk.run({ name: 'acme', who: 'test', plan: parsePlan('') });
await db.close();
