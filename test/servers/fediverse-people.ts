/** A status as the Mastodon API gives it, as far as these tests look. */
export interface Status {
  id: string;
  uri: string;
}

/** A person with an account on a server that speaks the Mastodon API. */
export interface Writer {
  token: string;
  post(text: string, more?: Record<string, unknown>): Promise<Status>;
  reply(text: string, to: Status): Promise<Status>;
  like(of: Status): Promise<unknown>;
  boost(of: Status): Promise<unknown>;
  /** Follows somebody on the same server, by name. */
  follow(name: string): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

const nowhere = 'urn:ietf:wg:oauth:2.0:oob';
const scopes = 'read write follow';

/** Signs a person in by the code grant, as a program of theirs would be. */
export async function writer(origin: string, name: string, password: string): Promise<Writer> {
  const token = await signIn(origin, name, password);
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
    return text ? JSON.parse(text) : undefined;
  };
  const post = (status: string, more: Record<string, unknown> = {}) =>
    ask('POST', '/api/v1/statuses', { status, visibility: 'public', ...more }) as Promise<Status>;
  return {
    token,
    post,
    reply: (text, to) => post(text, { in_reply_to_id: to.id }),
    like: ({ id }) => ask('POST', `/api/v1/statuses/${id}/favourite`),
    boost: ({ id }) => ask('POST', `/api/v1/statuses/${id}/reblog`),
    follow: async (who) => {
      const { id } = (await ask('GET', `/api/v1/accounts/lookup?acct=${who}`)) as { id: string };
      return ask('POST', `/api/v1/accounts/${id}/follow`);
    },
    get: (path) => ask('GET', path),
  };
}

async function signIn(origin: string, name: string, password: string): Promise<string> {
  const sent = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as Record<string, string>;
  };
  const app = await sent('/api/v1/apps', { client_name: 'test', redirect_uris: nowhere, scopes });
  const { client_id = '', client_secret = '' } = app;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id,
    redirect_uri: nowhere,
    scope: scopes,
  });
  const form = await (await fetch(`${origin}/oauth/authorize?${query}`)).text();
  const fields = [...form.matchAll(/name="([^"]+)"(?:[^>]*value="([^"]*)")?/g)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  const action = new URL(/action="([^"]+)"/.exec(form)?.[1] ?? '/', origin);
  const body = new URLSearchParams({ ...Object.fromEntries(fields), login: name, passwd: password });
  const answer = await fetch(action, { method: 'POST', redirect: 'manual', body });
  const where = answer.headers.get('location') ?? '';
  const code = /code=([0-9a-f]+)/.exec(where)?.[1] ?? /([0-9a-f]{32,})/.exec(await answer.text())?.[1] ?? '';
  const given = await sent('/oauth/token', {
    ...{ grant_type: 'authorization_code', client_id, client_secret, redirect_uri: nowhere, code },
  });
  if (!given.access_token) throw new Error(`${name} could not be signed in: ${JSON.stringify(given)}`);
  return given.access_token;
}
