import { beforeAll, describe, expect, it } from 'vitest';
import type { Leg } from '../../src/model/connector.ts';
import type { Message } from '../../src/model/message.ts';
import { bluesky } from '../../src/sources/bluesky/bluesky.ts';
import { wire } from '../../src/sources/wire/wire.ts';
import { wireWorld } from '../../src/sources/wire/world.ts';
import { addresses } from './addresses.ts';
import { indexed, playScene, type Scene, silent } from './bluesky-scene.ts';

const { appview, pds } = addresses().atproto ?? { appview: '', pds: '' };
const host = new URL(appview).host;
const world = wireWorld({ RAPPORT_ALLOW_PRIVATE_HOSTS: host });
let scene: Scene;

beforeAll(async () => {
  scene = await playScene({ pds, appview });
});

/** Reads from a cursor, or from the beginning, to the end. */
async function read(cursor?: string): Promise<Leg[]> {
  const ask = wire(appview, world);
  const found = await bluesky.find(`@${scene.alice.handle}`, ask);
  const legs: Leg[] = [];
  const now = new Date().toISOString();
  const options = { wire: ask, now, progress: () => undefined, ...(cursor && { cursor }) };
  for await (const leg of bluesky.sync({ ...found, name: 'acme', origin: appview }, options)) legs.push(leg);
  return legs;
}

describe('the Bluesky connector at a real AppView', () => {
  let legs: Leg[];
  let messages: Map<string, Message>;
  const of = (name: string) => messages.get(scene.posts[name]?.uri ?? '');
  const uri = (name: string) => scene.posts[name]?.uri;

  beforeAll(async () => {
    legs = await read();
    messages = new Map(legs.flatMap((leg) => leg.messages).map((one) => [one.nativeId ?? '', one]));
  });

  it('finds the account', async () => {
    expect(await bluesky.find(`@${scene.alice.handle}`, wire(appview, world))).toMatchObject({
      account: scene.alice.did,
      handle: scene.alice.handle,
    });
    await expect(bluesky.find('@nobody.test', wire(appview, world))).rejects.toThrow('no Bluesky account');
  });

  it('reads every post of ours and every reply to it, each with what it answers', () => {
    const parents = Object.fromEntries(
      ['question', 'answer', 'ours', 'last', 'side', 'theirs', 'offer', 'thanks'].map((name) => [
        name,
        of(name)?.parentId,
      ]),
    );
    expect(parents).toEqual({
      question: undefined,
      answer: uri('question'),
      ours: uri('middle'),
      last: uri('ours'),
      side: uri('question'),
      theirs: undefined,
      offer: uri('theirs'),
      thanks: uri('offer'),
    });
    expect([...messages.values()].filter(({ text }) => /^Note \d+$/.test(text))).toHaveLength(silent);
    expect(legs.length).toBeGreaterThan(2);
    expect(legs.at(-1)?.done).toBe(true);
    expect(legs.slice(0, -1).some(({ done }) => done)).toBe(false);
  });

  it('knows our side from the others', () => {
    const own = [...messages.values()].filter((message) => message.own);
    expect(new Set(own.map(({ author }) => author.id))).toEqual(new Set([scene.alice.did]));
    expect(legs.every(({ ownAccounts }) => ownAccounts[0] === scene.alice.did)).toBe(true);
    expect(of('answer')?.author).toEqual({ id: scene.bob.did, handle: scene.bob.handle });
  });

  it('says that the deleted middle is gone, and holds what was below it', () => {
    expect(legs.flatMap(({ gone }) => gone)).toContainEqual({ source: 'bluesky', nativeId: uri('middle') });
    expect(messages.has(uri('middle') ?? '')).toBe(false);
    expect(of('last')?.text).toBe('Then I am in.');
  });

  it('takes counts as Bluesky tells them', () => {
    const metrics = Object.fromEntries(
      of('question')?.metrics?.map(({ metric, value }) => [metric, value]) ?? [],
    );
    expect(metrics).toMatchObject({ likes: 2, reposts: 1, replies: 2, quotes: 1 });
  });

  it('finds the quote, the mention and what we shared', () => {
    expect(of('quote')).toMatchObject({ text: 'Worth a look:', channel: scene.alice.did });
    expect(of('mention')).toMatchObject({ mentions: [scene.alice.handle] });
    expect(of('shared')).toMatchObject({ kind: 'repost', own: true });
  });

  it('misses nothing that it does not name', () => {
    expect(legs.flatMap(({ missing }) => missing)).toEqual([]);
    expect(legs.at(-1)?.observedUntil).toMatch(/Z$/);
  });

  it('afterwards reads what is new and what is gone, and not everything again', async () => {
    const { alice, bob, carol, posts } = scene;
    const { question, side, regretted } = posts as Record<
      'question' | 'side' | 'regretted',
      { uri: string; cid: string }
    >;
    const late = await bob.reply('One more thing.', question, question);
    const fresh = await alice.post('A new week.');
    const reply = await carol.reply('Good morning!', fresh, fresh);
    await alice.remove(regretted);
    await indexed(appview, [late.uri, reply.uri], [regretted.uri]);
    const again = await read(legs.at(-1)?.cursor);
    const ids = new Set(again.flatMap((leg) => leg.messages).map(({ nativeId }) => nativeId));
    expect([late.uri, fresh.uri, reply.uri].filter((one) => !ids.has(one))).toEqual([]);
    expect(again.flatMap(({ gone }) => gone)).toContainEqual({ source: 'bluesky', nativeId: regretted.uri });
    expect(ids.has(regretted.uri)).toBe(false);
    expect(ids.has(side.uri)).toBe(true);
  });

  it('taken up after any leg ends with the same messages', async () => {
    const all = new Set([...messages.keys()]);
    for (let at = 0; at < legs.length - 1; at++) {
      const rest = await read(legs[at]?.cursor);
      const had = legs.slice(0, at + 1).flatMap((leg) => leg.messages);
      const now = new Set(
        [...had, ...rest.flatMap((leg) => leg.messages)].map(({ nativeId }) => nativeId ?? ''),
      );
      expect([...all].filter((one) => !now.has(one) && one !== uri('regretted'))).toEqual([]);
    }
  });
});
