/** A record by its address and content hash, as replies and likes name it. */
export interface Ref {
  uri: string;
  cid: string;
}

/** A person with an account on the local network. */
export interface Person {
  did: string;
  handle: string;
  post(text: string, more?: Record<string, unknown>): Promise<Ref>;
  reply(text: string, root: Ref, parent: Ref): Promise<Ref>;
  quote(text: string, of: Ref): Promise<Ref>;
  like(of: Ref): Promise<Ref>;
  repost(of: Ref): Promise<Ref>;
  follow(did: string): Promise<Ref>;
  remove(record: Ref): Promise<void>;
  block(did: string): Promise<Ref>;
  /** Makes an app password of that name. */
  appPassword(name: string): Promise<string>;
  revoke(name: string): Promise<void>;
  /** Asks that the account be shown to signed-in readers alone. */
  hide(): Promise<void>;
  /** The posts that the account is notified of. */
  notified(): Promise<string[]>;
}

/** Makes an account `NAME.test` on the PDS and gives what its person can do. */
export async function person(pds: string, name: string): Promise<Person> {
  const handle = `${name}.test`;
  const made = await call(pds, 'com.atproto.server.createAccount', {
    body: { handle, email: `${name}@example.com`, password: 'a password of a test' },
  });
  const { did, accessJwt } = made as { did: string; accessJwt: string };
  const create = async (collection: string, record: Record<string, unknown>): Promise<Ref> => {
    const whole = { $type: collection, createdAt: new Date().toISOString(), ...record };
    const body = { repo: did, collection, record: whole };
    const { uri, cid } = (await call(pds, 'com.atproto.repo.createRecord', {
      token: accessJwt,
      body,
    })) as Ref;
    return { uri, cid };
  };
  const post = (text: string, more: Record<string, unknown> = {}) =>
    create('app.bsky.feed.post', { text, langs: ['en'], ...more });
  return {
    did,
    handle,
    post,
    reply: (text, root, parent) => post(text, { reply: { root, parent } }),
    quote: (text, of) => post(text, { embed: { $type: 'app.bsky.embed.record', record: of } }),
    like: (subject) => create('app.bsky.feed.like', { subject }),
    repost: (subject) => create('app.bsky.feed.repost', { subject }),
    follow: (subject) => create('app.bsky.graph.follow', { subject }),
    block: (subject) => create('app.bsky.graph.block', { subject }),
    appPassword: async (name) => {
      const body = { name };
      const given = await call(pds, 'com.atproto.server.createAppPassword', { token: accessJwt, body });
      return (given as { password: string }).password;
    },
    revoke: async (name) => {
      await call(pds, 'com.atproto.server.revokeAppPassword', { token: accessJwt, body: { name } });
    },
    hide: async () => {
      const values = [{ val: '!no-unauthenticated' }];
      const record = {
        $type: 'app.bsky.actor.profile',
        labels: { $type: 'com.atproto.label.defs#selfLabels', values },
      };
      const body = { repo: did, collection: record.$type, rkey: 'self', record };
      await call(pds, 'com.atproto.repo.putRecord', { token: accessJwt, body });
    },
    notified: async () => {
      const given = await call(pds, 'app.bsky.notification.listNotifications', { token: accessJwt });
      return (given as { notifications: { uri: string }[] }).notifications.map(({ uri }) => uri);
    },
    remove: async ({ uri }) => {
      const [, , , collection, rkey] = uri.split('/');
      await call(pds, 'com.atproto.repo.deleteRecord', {
        token: accessJwt,
        body: { repo: did, collection, rkey },
      });
    },
  };
}

/** Asks an XRPC method of a server; with a body as a procedure, an empty one where it takes none, without as a query. */
export async function call(
  server: string,
  method: string,
  { token, body, query = {} }: { token?: string; body?: unknown; query?: Record<string, string> } = {},
): Promise<unknown> {
  const address = new URL(`/xrpc/${method}`, server);
  for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value);
  const answer = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(Boolean(body) && { 'content-type': 'application/json' }),
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${text.slice(0, 300)}`);
  return text ? JSON.parse(text) : undefined;
}

/** Waits until a question to the AppView has the answer that was written: it is some moments behind the PDS. */
export async function until<T>(
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && holds(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`Not indexed after ${seconds} s: ${JSON.stringify(answer)?.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
