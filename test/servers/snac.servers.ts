import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addresses } from './addresses.ts';
import { until } from './bluesky-people.ts';
import { type Status, type Writer, writer } from './fediverse-people.ts';
import { makeTestWorkspace, type TestWorkspace } from './rapport.ts';

const { origin, passwords } = addresses().snac ?? { origin: 'http://none', passwords: {} };
const { host } = new URL(origin);
let alice: Writer;
let bob: Writer;
let carol: Writer;
let workspace: TestWorkspace;
const posts: Record<string, Status> = {};

/** Waits until a person's server shows so many replies below a post: it hands them on in its own time. */
const shown = (who: Writer, of: Status, replies: number) =>
  until(
    () => who.get(`/api/v1/statuses/${of.id}/context`) as Promise<{ descendants: unknown[] }>,
    ({ descendants }) => descendants.length >= replies,
  );

beforeAll(async () => {
  [alice, bob, carol] = (await Promise.all(
    ['alice', 'bob', 'carol'].map((name) => writer(origin, name, passwords[name] ?? '')),
  )) as [Writer, Writer, Writer];
  posts.quiet = await alice.post('Nobody says a word.');
  const question = await alice.post('What would you try first?');
  const answer = await bob.reply('@alice The import.', question);
  await shown(alice, question, 1);
  const ours = await alice.reply('@bob Why that one?', answer);
  await shown(bob, answer, 1);
  const last = await bob.reply('@alice It needs no token.', ours);
  await shown(alice, ours, 1);
  const side = await carol.reply('@alice Nothing.', question);
  await shown(alice, question, 2);
  await bob.follow('alice');
  await bob.like(question);
  await carol.boost(question);
  Object.assign(posts, { question, answer, ours, last, side });
  workspace = await makeTestWorkspace([host], { RAPPORT_TOKEN_US: alice.token });
});
afterAll(() => workspace?.remove());

const held = () =>
  workspace.query<{ id: string; parent: string | null; own: boolean; text: string }>(
    `SELECT m.native_id AS id, m.parent_native_id AS parent, m.text,
      m.account_id IN (SELECT account_id FROM own_account) AS own
    FROM message m WHERE NOT m.placeholder ORDER BY m.created_at, m.native_id`,
  );

describe('rapport against snac, a server of the fediverse that is not Mastodon', () => {
  it('connects by the address of the profile and reads the threads', async () => {
    const connected = await workspace.run('connect', `${origin}/@alice`, '--name', 'us');
    expect(connected).toMatchObject({ code: 0 });
    expect(connected.out).toContain('with the token that the environment holds');
    const { code, out, err } = await workspace.run('sync');
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('messages new');
    // snac answers 0 followers and 0 posts for everybody, unless the account lets it show its numbers
    expect(out.replace(/\s+/g, ' ')).toContain(`${host} does not tell how many follow this account.`);
    expect(await workspace.query('SELECT value FROM point')).toEqual([]);
    const uri = (name: string) => posts[name]?.uri;
    const scene = Object.values(posts).map((post) => post.uri);
    const found = (await held()).filter(({ id }) => scene.includes(id));
    expect(found.map(({ id, parent, own }) => ({ id, parent, own }))).toEqual([
      { id: uri('quiet'), parent: null, own: true },
      { id: uri('question'), parent: null, own: true },
      { id: uri('answer'), parent: uri('question'), own: false },
      { id: uri('ours'), parent: uri('answer'), own: true },
      { id: uri('last'), parent: uri('ours'), own: false },
      { id: uri('side'), parent: uri('question'), own: false },
    ]);
  });

  it('knows that one thread is one conversation, and who waits', async () => {
    const rows = await workspace.query<{ id: string; root: string; state: string | null }>(
      `SELECT m.native_id AS id, r.native_id AS root, f.state FROM turn t JOIN message m USING (message_id)
      JOIN message r ON r.message_id = t.conversation_id LEFT JOIN first_answer f USING (message_id)`,
    );
    const of = (name: string) => rows.find(({ id }) => id === posts[name]?.uri);
    expect(new Set(['answer', 'ours', 'last', 'side'].map((name) => of(name)?.root))).toEqual(
      new Set([posts.question?.uri]),
    );
    expect(rows.filter(({ state }) => state === 'answered').map(({ id }) => id)).not.toContain(
      posts.side?.uri,
    );
  });

  it('reads what is new with the next sync, and nothing twice', async () => {
    const late = await carol.reply('@alice One more thing?', posts.question as Status);
    const fresh = await alice.post('A new week.');
    await shown(alice, posts.question as Status, 3);
    const { code } = await workspace.run('sync', 'us');
    expect(code).toBe(0);
    const ids = (await held()).map(({ id }) => id);
    expect(ids).toContain(fresh.uri);
    expect(ids).toContain(late.uri);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says to a stranger what a token would bring', async () => {
    const stranger = await makeTestWorkspace([host]);
    await stranger.run('connect', `${origin}/@alice`);
    const { code, out } = await stranger.run('sync');
    expect(code).toBe(0);
    expect(out).toContain('Missing');
    expect(out).toContain('token');
    await stranger.remove();
  });
});
