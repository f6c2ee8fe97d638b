import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bluesky } from '../../src/sources/bluesky/bluesky.ts';
import { wire } from '../../src/sources/wire/wire.ts';
import { wireWorld } from '../../src/sources/wire/world.ts';
import { addresses } from './addresses.ts';
import { betweenThem, type Fault } from './between.ts';
import { indexed, playScene, type Scene, silent } from './bluesky-scene.ts';
import { makeTestWorkspace, type TestWorkspace } from './rapport.ts';

const { appview, pds } = addresses().atproto ?? { appview: '', pds: '' };
let scene: Scene;
const made: { remove(): Promise<void> }[] = [];

beforeAll(async () => {
  scene = await playScene({ pds, appview });
});
afterAll(async () => {
  for (const one of made) await one.remove();
});

/** A workspace in which the company's account is connected by way of that origin. */
async function connected(origin: string): Promise<TestWorkspace> {
  const { host } = new URL(origin);
  const workspace = await makeTestWorkspace([host]);
  made.push(workspace);
  const ask = wire(appview, wireWorld({ RAPPORT_ALLOW_PRIVATE_HOSTS: new URL(appview).host }));
  const found = await bluesky.find(`@${scene.alice.handle}`, ask);
  await workspace.keep({ ...found, name: 'us', origin });
  return workspace;
}

interface Held {
  id: string;
  text: string;
  parent: string | null;
  own: boolean;
  gone: boolean;
}

/** Every message in the workspace, those that are only known to be missing left out. */
const messagesIn = (workspace: TestWorkspace) =>
  workspace.query<Held>(`SELECT m.native_id AS id, m.text, m.parent_native_id AS parent,
      m.account_id IN (SELECT account_id FROM own_account) AS own, m.deleted_at IS NOT NULL AS gone
    FROM message m WHERE NOT m.placeholder ORDER BY 1`);

describe('rapport sync against a real AppView', () => {
  let workspace: TestWorkspace;
  const uri = (name: string) => scene.posts[name]?.uri ?? '';
  /** What somebody who comes later can know: who came before also knows what was deleted meanwhile. */
  const stillThere = async () => (await messagesIn(workspace)).filter(({ gone }) => !gone);

  beforeAll(async () => {
    workspace = await connected(appview);
    const { code, out, err } = await workspace.run('sync');
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('messages new');
    expect(out).not.toContain('Missing');
    expect(out).toContain('Followers: 2.');
  });

  it('holds how many follow us, as a series by day', async () => {
    const told = await workspace.query<{ source: string; series: string; grain: string; value: number }>(
      'SELECT source, series, grain, value FROM point',
    );
    const source = `bluesky-${scene.alice.handle.replace(/[^a-z0-9]+/g, '-')}`;
    expect(told).toEqual([{ source, series: 'followers', grain: 'day', value: 2 }]);
  });

  it('holds every message once, and knows ours', async () => {
    const held = await messagesIn(workspace);
    expect(new Set(held.map(({ id }) => id)).size).toBe(held.length);
    const expected = Object.entries(scene.posts).filter(([name]) => name !== 'middle');
    expect(expected.filter(([, { uri }]) => !held.some(({ id }) => id === uri))).toEqual([]);
    expect(held.filter(({ text }) => /^Note \d+$/.test(text))).toHaveLength(silent);
    // posts, replies, the regretted one and the repost
    expect(held.filter(({ own }) => own)).toHaveLength(silent + 5);
  });

  it('joins the thread over its deleted middle', async () => {
    const threads = await workspace.query<{ id: string; root: string; depth: number }>(
      `SELECT m.native_id AS id, t.depth, r.native_id AS root FROM turn t JOIN message m USING (message_id)
      JOIN message r ON r.message_id = t.conversation_id`,
    );
    const of = Object.fromEntries(threads.map(({ id, root, depth }) => [id, { root, depth }]));
    expect(of[uri('answer')]).toEqual({ root: uri('question'), depth: 1 });
    expect(of[uri('last')]?.root).toBe(of[uri('ours')]?.root);
    expect(of[uri('thanks')]).toEqual({ root: uri('theirs'), depth: 2 });
  });

  it('waits for an answer where we gave none, and says how complete a conversation is', async () => {
    const states = await workspace.query<{ id: string; state: string }>(
      'SELECT m.native_id AS id, f.state FROM first_answer f JOIN message m USING (message_id)',
    );
    const of = Object.fromEntries(states.map(({ id, state }) => [id, state]));
    expect(of[uri('theirs')]).toBe('answered');
    expect(of[uri('mention')]).toBe('waiting');
    const [thread] = await workspace.query<{ completeness: string }>(
      `SELECT c.completeness FROM conversation c JOIN message m ON m.message_id = c.conversation_id
      WHERE m.native_id = '${uri('theirs')}'`,
    );
    expect(thread?.completeness).toBe('complete');
  });

  it('takes up what is new and what was deleted with the next sync', async () => {
    const { alice, bob, posts } = scene;
    const { question, regretted } = posts as Record<'question' | 'regretted', { uri: string; cid: string }>;
    const late = await bob.reply('And polls?', question, question);
    await alice.remove(regretted);
    await indexed(appview, [late.uri], [regretted.uri]);
    const { code, out } = await workspace.run('sync', 'us');
    expect(code).toBe(0);
    expect(out).toMatch(/1 are no longer there|1 is no longer there/);
    const held = await messagesIn(workspace);
    expect(held.find(({ id }) => id === late.uri)).toMatchObject({ parent: question.uri, gone: false });
    expect(held.find(({ id }) => id === regretted.uri)?.gone ?? true).toBe(true);
    const third = await workspace.run('sync', 'us');
    expect(third.out).toContain('nothing new');
    expect(await messagesIn(workspace)).toEqual(held);
  });

  it('killed between two legs goes on behind the last one, and doubles nothing', async () => {
    let open = false;
    const between = await betweenThem(appview, (_, address) =>
      !open && /getAuthorFeed.*cursor/.test(address) ? 'hold' : undefined,
    );
    const other = await connected(between.origin);
    const { child, ended } = other.start('sync');
    await between.held;
    child.kill('SIGKILL');
    await ended;
    const before = await messagesIn(other);
    expect(before.length).toBeGreaterThan(50);
    const asked = between.asked.length;
    open = true;
    const { code, err } = await other.run('sync');
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    const feeds = between.asked.slice(asked).filter((address) => /getAuthorFeed/.test(address));
    expect(feeds[0]).toContain('cursor=');
    expect(await messagesIn(other)).toEqual(await stillThere());
    await between.close();
  });

  it('loses nothing to cut lines, half pages, busy and failing hosts, and a clock an hour off', async () => {
    const faults: Fault[] = ['cut', 'half', 'busy', 'failing'];
    const between = await betweenThem(
      appview,
      (nth) => (nth % 3 === 0 ? faults[(nth / 3) % 4] : undefined),
      3600,
    );
    const other = await connected(between.origin);
    const { code, err } = await other.run('sync');
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(await messagesIn(other)).toEqual(await stillThere());
    await between.close();
  });
});
