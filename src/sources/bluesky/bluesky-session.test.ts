import { describe, expect, it } from 'vitest';
import { blueskyHost, origin, us } from '../../../test/bluesky-host.ts';
import { appPassword, blueskyPds, entrance, signedSync } from '../../../test/bluesky-pds.ts';
import { conversation, now } from '../../../test/bluesky-sync.ts';
import { type MadeWorld, madeWorld, said } from '../../../test/wire-world.ts';
import { wire } from '../wire/wire.ts';
import { bluesky } from './bluesky.ts';

/** A network in which our account has written, and its server. */
function ours() {
  const { host } = conversation();
  return blueskyPds(host);
}

type Pds = ReturnType<typeof blueskyPds>;

function worldOf(pds: Pds, instead: (address: string) => Response | undefined = () => undefined): MadeWorld {
  return madeWorld(
    (address, { authorization }, _, sent) =>
      instead(address) ?? pds.answer(address, { authorization, ...sent }),
  );
}

describe('finding a Bluesky account with an app password', () => {
  it('asks the entrance, or the server that was given, signs in, and signs out again', async () => {
    const pds = ours();
    const world = worldOf(pds);
    expect(bluesky.originOf('@acme.example', { token: appPassword })).toBe(entrance);
    expect(bluesky.originOf('@acme.example', { host: 'https://pds.example/x', token: appPassword })).toBe(
      'https://pds.example',
    );
    expect(bluesky.originOf('@acme.example', { host: 'https://appview.example' })).toBe(
      'https://appview.example',
    );
    expect(bluesky.originOf('@acme.example', { host: 'pds.example' })).toBe('https://pds.example');
    expect(() => bluesky.originOf('@acme.example', { host: 'a server' })).toThrow('no address of a server');
    const given = { token: ` ${appPassword}\n` };
    expect(await bluesky.find('@Acme.example', wire(entrance, world), given)).toEqual({
      connector: 'bluesky',
      origin: entrance,
      account: us,
      handle: 'acme.example',
    });
    expect(pds.calls).toEqual(['createSession', 'deleteSession']);
    expect(world.asked.every((address) => address.startsWith(entrance))).toBe(true);
  });

  it('reads the own account that hides from strangers, and no other', async () => {
    const pds = ours();
    pds.host.hidden.add('acme');
    const way = wire(entrance, worldOf(pds));
    expect(await bluesky.find('@acme.example', way, { token: appPassword })).toMatchObject({ account: us });
    await expect(bluesky.find('@acme.example', wire(origin, madeWorld(pds.host.answer)))).rejects.toThrow(
      'signed-in readers alone',
    );
    pds.host.hidden.add('ann');
    const { messages, missing } = await signedSync(pds);
    expect([...messages.values()].every(({ own }) => own)).toBe(true);
    expect(missing.join(' ')).toContain('by people who show theirs to signed-in readers alone');
  });

  it.each(['a main password', 'hunter2', 'abcd-efgh', 'abcd-efgh-2345-mnop-qrst'])(
    'sends "%s" nowhere, which is no app password',
    async (token) => {
      const world = worldOf(ours());
      const found = bluesky.find('@acme.example', wire(entrance, world), { token });
      await expect(found).rejects.toMatchObject({
        message: expect.stringContaining('no app password, and was sent nowhere'),
        help: expect.stringContaining(
          'App passwords, Add. Leave "Allow access to your direct messages" unticked',
        ),
      });
      await expect(found).rejects.not.toThrow(token);
      expect(world.asked).toEqual([]);
    },
  );

  it.each([
    [
      401,
      { error: 'AuthenticationRequired' },
      'bsky.social does not accept this app password for @acme.example.',
    ],
    [401, { error: 'AuthFactorTokenRequired' }, 'asks for the code of a second factor'],
    [401, { error: 'AccountTakedown' }, '@acme.example is taken down at bsky.social.'],
    [501, { error: 'MethodNotImplemented' }, 'At bsky.social no account of Bluesky signs in.'],
    [400, { error: 'InvalidRequest' }, 'did not let @acme.example sign in (InvalidRequest)'],
    [200, { hello: 'you' }, 'did not let @acme.example sign in (status 200)'],
  ])('says what a refusal means: %i %j', async (status, json, words) => {
    const pds = ours();
    const world = worldOf(pds, (address) =>
      address.includes('createSession') ? said(json, status) : undefined,
    );
    const found = bluesky.find('@acme.example', wire(entrance, world), { token: appPassword });
    await expect(found).rejects.toMatchObject({ name: 'Problem', help: expect.stringMatching(/\.$/) });
    await expect(found).rejects.toThrow(words);
    expect(world.asked).toHaveLength(1);
  });

  it('says what is wrong with a server that is no server of accounts, or one for accounts alone', async () => {
    const page = madeWorld(() => new Response('<html>', { status: 403 }));
    await expect(bluesky.find('@acme.example', wire(entrance, page), { token: appPassword })).rejects.toThrow(
      'no account of Bluesky signs in',
    );
    await expect(bluesky.find('@acme.example', wire(entrance, worldOf(ours())))).rejects.toMatchObject({
      message: expect.stringContaining('it is a server for accounts (PDS)'),
      help: expect.stringContaining('--token'),
    });
    const host = 'https://public.api.bsky.app';
    const open = worldOf(ours());
    const asked = bluesky.find('@acme.example', wire(host, open), { host, token: appPassword });
    await expect(asked).rejects.toThrow('where nobody signs in');
    const connection = {
      name: 'us',
      connector: 'bluesky',
      origin: host,
      account: us,
      handle: 'acme.example',
    };
    await expect(bluesky.signIn?.(connection, wire(host, open), appPassword)).rejects.toMatchObject({
      help: expect.stringContaining('Connect it again, with the app password'),
    });
    expect(open.asked).toEqual([]);
  });

  it('says that an account is deactivated, and that there is none', async () => {
    const pds = ours();
    pds.state.status = 'deactivated';
    const find = () => bluesky.find('@acme.example', wire(entrance, worldOf(pds)), { token: appPassword });
    await expect(find()).rejects.toThrow('@acme.example is deactivated.');
    pds.state.status = 'suspended';
    await expect(find()).rejects.toThrow('taken down');
    const nobody = blueskyPds(blueskyHost());
    await expect(
      bluesky.find('@acme.example', wire(entrance, worldOf(nobody)), { token: appPassword }),
    ).rejects.toThrow('no Bluesky account');
    expect(nobody.calls).toEqual(['createSession', 'deleteSession']);
  });
});

describe('a session at Bluesky', () => {
  it('goes along with every question, with one signing in and one signing out', async () => {
    const pds = ours();
    const { problem, headersSeen, world } = await signedSync(pds);
    expect(problem).toBeUndefined();
    expect(pds.calls).toEqual(['createSession', 'deleteSession']);
    const asked = headersSeen.slice(1, -1);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.every(({ authorization }) => authorization === 'Bearer access-1')).toBe(true);
    expect(headersSeen.at(-1)?.authorization).toBe('Bearer refresh-1');
    expect(world.asked.join(' ')).not.toContain(appPassword);
  });

  it('is renewed when it runs out', async () => {
    const pds = ours();
    let questions = 0;
    const { problem, ids } = await signedSync(pds, {
      instead: (address) => {
        if (address.includes('app.bsky') && ++questions % 2 === 0) pds.expire();
        return undefined;
      },
    });
    expect(problem).toBeUndefined();
    expect(ids).toHaveLength(4);
    const renewed = pds.calls.filter((name) => name === 'refreshSession').length;
    expect(renewed).toBeGreaterThan(1);
    expect(pds.calls.filter((name) => name === 'createSession')).toHaveLength(1);
  });

  it('is opened anew where it was ended, once; then the sync breaks off', async () => {
    const pds = ours();
    let ends = 1;
    const instead = (address: string) => {
      if (address.includes('getPostThread') && ends-- > 0) pds.expire(false);
      return undefined;
    };
    const once = await signedSync(pds, { instead });
    expect(once.problem).toBeUndefined();
    expect(once.ids).toHaveLength(4);
    expect(pds.calls).toEqual(['createSession', 'refreshSession', 'createSession', 'deleteSession']);
    const everywhere = (address: string) => {
      if (!address.includes('app.bsky') || ended.has(address)) return undefined;
      pds.expire(false);
      ended.add(address);
      return undefined;
    };
    const ended = new Set<string>();
    const twice = await signedSync(pds, { instead: everywhere });
    expect(ended.size).toBe(2);
    expect(twice.problem).toMatchObject({
      message: 'bsky.social ended the session of @acme.example again and again.',
    });
  });

  it('is renewed for a 401 too, of which a second is judged as it is', async () => {
    const pds = ours();
    let once = true;
    const lost = await signedSync(pds, {
      instead: (address) => {
        if (!once || !address.includes('getAuthorFeed')) return undefined;
        once = false;
        return said({ error: 'AuthMissing' }, 401);
      },
    });
    expect(lost.problem).toBeUndefined();
    expect(pds.calls).toEqual(['createSession', 'refreshSession', 'deleteSession']);
    const refused = await signedSync(pds, {
      instead: (address) =>
        address.includes('getAuthorFeed') ? said({ error: 'AuthMissing' }, 401) : undefined,
    });
    expect(refused.problem).toMatchObject({ message: expect.stringContaining('(status 401)') });
    const expired = await signedSync(pds, {
      instead: (address) =>
        address.includes('getAuthorFeed') ? said({ error: 'ExpiredToken' }, 400) : undefined,
    });
    expect(expired.problem).toMatchObject({ message: expect.stringContaining('ended the session') });
  });

  it('stops in words where the app password was revoked in between', async () => {
    const pds = ours();
    const { problem, legs } = await signedSync(pds, {
      instead: (address) => {
        if (!address.includes('listNotifications')) return undefined;
        pds.passwords.clear();
        pds.expire(false);
        return undefined;
      },
    });
    expect(problem).toMatchObject({ message: expect.stringContaining('does not accept this app password') });
    expect(legs.length).toBeGreaterThan(0);
    expect(legs.some(({ done }) => done)).toBe(false);
  });

  it('gets over a sign-in and a renewal whose answers were cut off', async () => {
    const pds = ours();
    const json = { 'content-type': 'application/json' };
    const faults = new Set(['createSession', 'refreshSession']);
    let expired = false;
    const { problem, ids } = await signedSync(pds, {
      instead: (address, sent) => {
        if (address.includes('getPostThread') && !expired) {
          expired = true;
          pds.expire();
        }
        const name = /server\.(\w+)$/.exec(address)?.[1] ?? '';
        if (!faults.delete(name)) return undefined;
        // it was heard, and the answer broke off
        if (name === 'createSession') pds.answer(address, sent);
        return new Response('{"did": "did:plc', { headers: json });
      },
    });
    expect(problem).toBeUndefined();
    expect(ids).toHaveLength(4);
    expect(pds.calls).toEqual(['createSession', 'createSession', 'refreshSession', 'deleteSession']);
  });

  it('is left as it is where signing out fails, and nobody waits for that', async () => {
    const pds = ours();
    const { problem, world, legs } = await signedSync(pds, {
      instead: (address) => (address.includes('deleteSession') ? said({}, 503) : undefined),
    });
    expect(problem).toBeUndefined();
    expect(legs.at(-1)?.done).toBe(true);
    expect(world.waited).toEqual([]);
  });

  it('is missed in words where its app password is', async () => {
    const world = worldOf(ours());
    const pds = { name: 'us', connector: 'bluesky', origin: entrance, account: us, handle: 'acme.example' };
    const legs = bluesky.sync(pds, { wire: wire(entrance, world), now, progress: () => {} });
    await expect(legs[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      message: 'bsky.social wants a sign-in, and there is no app password for @acme.example here.',
      help: expect.stringContaining('--host https://bsky.social --token'),
    });
  });

  it('leaves no token and no password in what a sync keeps or says', async () => {
    const pds = ours();
    const { legs } = await signedSync(pds);
    const whole = JSON.stringify(legs);
    for (const secret of [appPassword, 'access-', 'refresh-']) expect(whole).not.toContain(secret);
  });
});
