import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bluesky } from '../../src/sources/bluesky/bluesky.ts';
import { wire } from '../../src/sources/wire/wire.ts';
import { wireWorld } from '../../src/sources/wire/world.ts';
import { addresses } from './addresses.ts';
import { type Between, betweenThem, type Fault } from './between.ts';
import { call, until } from './bluesky-people.ts';
import { playScene, type Scene, silent } from './bluesky-scene.ts';
import { makeTestWorkspace, type TestWorkspace } from './rapport.ts';

const { appview, pds } = addresses().atproto ?? { appview: '', pds: '' };
let scene: Scene;
let password: string;
const made: (() => Promise<void>)[] = [];

beforeAll(async () => {
  scene = await playScene({ pds, appview });
  const { alice, posts } = scene;
  password = await alice.appPassword('rapport');
  // of replies that are indexed before what they answer the AppView notifies nobody
  await until(alice.notified, (uris) => uris.includes(posts.mention?.uri ?? ''));
});
afterAll(async () => {
  for (const end of made) await end();
});

/** A server between Rapport and the account's own, which lets nobody search: a mention shows in notifications alone. */
async function entrance(
  spoil: (address: string, nth: number) => Fault | undefined | Promise<Fault> = () => undefined,
): Promise<Between> {
  const between = await betweenThem(pds, (nth, address) =>
    address.includes('searchPosts') ? 'closed' : spoil(address, nth),
  );
  made.push(between.close);
  return between;
}

async function workspaceAt(origin: string, env: Record<string, string> = {}): Promise<TestWorkspace> {
  const workspace = await makeTestWorkspace([new URL(origin).host, new URL(appview).host], env);
  made.push(workspace.remove);
  return workspace;
}

/** A workspace in which our account is connected with its app password. */
async function signedIn(origin: string): Promise<TestWorkspace> {
  const workspace = await workspaceAt(origin, { RAPPORT_TOKEN_US: password });
  const name = `@${scene.alice.handle}`;
  const { code, out, err } = await workspace.run('connect', name, '--name', 'us', '--host', origin);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  expect(out.replace(/\s+/g, ' ')).toContain('with the token that the environment holds as RAPPORT_TOKEN_US');
  return workspace;
}

const flat = (text: string) => text.replace(/\s+/g, ' ');
const uri = (name: string) => scene.posts[name]?.uri ?? '';
const heldIn = async (workspace: TestWorkspace) =>
  (await workspace.query<{ id: string }>('SELECT native_id AS id FROM message WHERE NOT placeholder')).map(
    ({ id }) => id,
  );
const sessions = ({ asked }: Between) =>
  asked.flatMap((address) => /server\.(\w+)$/.exec(address)?.[1] ?? []);

describe('rapport try at an AppView of one’s own', () => {
  it('prints a first brief without signing in', async () => {
    const workspace = await workspaceAt(appview);
    const name = `@${scene.alice.handle}`;
    const { code, out, err } = await workspace.run('try', name, '--host', appview, '--posts', '20');
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(flat(err)).toContain(`Asking ${new URL(appview).host},`);
    expect(flat(out)).toContain(`Posts before the newest 20 of ${name}: they were not asked for.`);
    expect(out).toContain('rapport serve --workspace');
  });
});

describe('rapport connect and sync with an app password at a real PDS', () => {
  it('reads the whole, and the mention that only the notifications show', async () => {
    const between = await entrance();
    const workspace = await signedIn(between.origin);
    const { code, out, err } = await workspace.run('sync');
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    const held = await heldIn(workspace);
    const there = Object.entries(scene.posts).filter(([name]) => name !== 'middle');
    expect(there.filter(([, { uri }]) => !held.includes(uri)).map(([name]) => name)).toEqual([]);
    expect(new Set(held).size).toBe(held.length);
    expect(held.length).toBeGreaterThan(silent);
    expect(flat(out)).toContain("may be missing: Bluesky's list of notifications ends there.");
    expect(out).not.toContain('signing in');
    // once to connect and once to read
    const once = ['createSession', 'deleteSession'];
    expect(sessions(between)).toEqual([...once, ...once]);
    const closed = await betweenThem(appview, (_, address) =>
      address.includes('searchPosts') ? 'closed' : undefined,
    );
    made.push(closed.close);
    const other = await makeTestWorkspace([closed.host]);
    made.push(other.remove);
    await other.run('connect', `@${scene.alice.handle}`, '--host', closed.origin);
    const asStranger = await other.run('sync');
    expect(flat(asStranger.out)).toContain('With an app password Rapport reads its notifications.');
    expect(await heldIn(other)).not.toContain(uri('mention'));
  });

  it('takes up what is new, from a stranger too', async () => {
    const between = await entrance();
    const workspace = await signedIn(between.origin);
    await workspace.run('sync');
    const { alice, dave } = scene;
    const features = [{ $type: 'app.bsky.richtext.facet#mention', did: alice.did }];
    const facets = [{ index: { byteStart: 0, byteEnd: alice.handle.length + 1 }, features }];
    const late = await dave.post(`@${alice.handle} and today?`, { facets });
    await until(alice.notified, (uris) => uris.includes(late.uri));
    const { out } = await workspace.run('sync', 'us');
    expect(out).toContain('1 messages new');
    expect(await heldIn(workspace)).toContain(late.uri);
    expect((await workspace.run('sync')).out).toContain('nothing new');
  });

  it('goes on when its session runs out, is renewed, and when it was deleted', async () => {
    let faults = 2;
    const between = await entrance((address) => {
      if (faults === 0 || !/getPostThread/.test(address)) return undefined;
      faults -= 1;
      return 'expired';
    });
    const workspace = await signedIn(between.origin);
    faults = 1;
    expect((await workspace.run('sync')).code).toBe(0);
    expect(sessions(between).slice(2)).toEqual(['createSession', 'refreshSession', 'deleteSession']);
    const all = await heldIn(workspace);

    let ended = false;
    const rough = await entrance((address) => {
      const opened = rough.answers.get('com.atproto.server.createSession');
      if (ended || !opened || !/getPostThread/.test(address)) return undefined;
      const token = JSON.parse(opened).refreshJwt;
      ended = true;
      return call(pds, 'com.atproto.server.deleteSession', { token, body: '' }).then(() => 'expired');
    });
    const other = await signedIn(rough.origin);
    const { code, err } = await other.run('sync');
    expect(sessions(rough).slice(2)).toEqual([
      'createSession',
      'refreshSession',
      'createSession',
      'deleteSession',
    ]);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect((await heldIn(other)).sort()).toEqual(all.sort());
  });

  it('loses nothing to cut lines, half pages, busy and failing hosts', async () => {
    const faults: Fault[] = ['cut', 'half', 'busy', 'failing'];
    let on = false;
    const between = await entrance((address, nth) =>
      on && nth % 4 === 0 && !address.includes('deleteSession') ? faults[(nth / 4) % 4] : undefined,
    );
    const workspace = await signedIn(between.origin);
    on = true;
    const { code, err } = await workspace.run('sync');
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    const held = await heldIn(workspace);
    expect(held).toContain(uri('mention'));
    expect(held.length).toBeGreaterThan(silent);
  });

  it('stops in words where the app password is revoked in between, or is none', async () => {
    const { alice } = scene;
    const name = `@${alice.handle}`;
    const passing = await alice.appPassword('passing');
    let revoked = false;
    const between = await entrance((address) => {
      if (revoked || !/getPostThread/.test(address)) return undefined;
      revoked = true;
      return alice.revoke('passing').then(() => 'expired');
    });
    const workspace = await workspaceAt(between.origin, { RAPPORT_TOKEN_US: passing });
    await workspace.run('connect', name, '--name', 'us', '--host', between.origin);
    const { code, err } = await workspace.run('sync');
    expect(code).toBe(1);
    expect(flat(err)).toContain('does not accept this app password');

    const plain = await workspaceAt(between.origin, { RAPPORT_TOKEN_US: 'a password of a test' });
    const before = between.asked.length;
    const main = await plain.run('connect', name, '--name', 'us', '--host', between.origin);
    expect(main.code).toBe(1);
    expect(flat(main.err)).toContain('is no app password, and was sent nowhere');
    expect(between.asked).toHaveLength(before);

    const without = await workspaceAt(between.origin);
    const stranger = await without.run('connect', name, '--host', between.origin);
    expect(flat(stranger.err)).toContain('it is a server for accounts (PDS)');
    const wrongHost = await workspaceAt(appview, { RAPPORT_TOKEN_US: password });
    const there = await wrongHost.run('connect', name, '--name', 'us', '--host', appview);
    expect(flat(there.err)).toContain('no account of Bluesky signs in');
  });

  it('takes no post for deleted that a block hides from the account', async () => {
    const { alice, dave } = scene;
    const kept = await dave.post('Enough of that.');
    const regretted = await dave.post('Said too early.');
    const origin = pds;
    const account = { name: 'us', connector: 'bluesky', origin, account: alice.did, handle: alice.handle };
    const ask = wire(pds, wireWorld({ RAPPORT_ALLOW_PRIVATE_HOSTS: new URL(pds).host }));
    const visit = await bluesky.signIn?.(account, ask, password);
    if (!visit) throw new Error('Bluesky can be signed in to.');
    const both = [kept.uri, regretted.uri];
    const shown = () =>
      visit.wire.get(`/xrpc/app.bsky.feed.getPosts?${new URLSearchParams(both.map((one) => ['uris', one]))}`);
    await until(shown, ({ json }) => both.every((one) => JSON.stringify(json).includes(one)));
    await dave.remove(regretted);
    const block = await dave.block(alice.did);
    await until(shown, ({ json }) => !JSON.stringify(json).includes(kept.uri));
    expect(await bluesky.gone?.(both, visit.wire)).toEqual([]);
    await dave.remove(block);
    await until(shown, ({ json }) => JSON.stringify(json).includes(kept.uri));
    expect(await bluesky.gone?.(both, visit.wire)).toEqual([regretted.uri]);
    await visit.leave();
  });

  it('reads an account that hides from strangers, as that account alone', async () => {
    const { alice } = scene;
    await alice.hide();
    const shown = () => call(appview, 'app.bsky.actor.getProfile', { query: { actor: alice.did } });
    await until(shown, (profile) => JSON.stringify(profile).includes('!no-unauthenticated'));
    const stranger = await workspaceAt(appview);
    const { code, err } = await stranger.run('connect', `@${alice.handle}`, '--host', appview);
    expect(code).toBe(1);
    expect(flat(err)).toContain('shows its posts to signed-in readers alone');
    const between = await entrance();
    const workspace = await signedIn(between.origin);
    expect((await workspace.run('sync')).code).toBe(0);
    expect(await heldIn(workspace)).toContain(uri('question'));
  });
});
