import { z } from 'zod';
import type { Visit, Wire, WireAnswer } from '../../model/connector.ts';
import { Problem } from '../../model/problem.ts';
import { hostOf, noPassword, notLetIn } from './bluesky-sign-in-problems.ts';

/** Who signs in where, and with what. */
export interface BlueskySignIn {
  /** The DID or the handle. */
  who: string;
  /** The account's own server, or the entrance before it. */
  origin: string;
  password: string;
}

/** A way as the account itself; its tokens are in memory alone. */
export interface BlueskyVisit extends Visit {
  did: string;
  handle: string;
}

const opened = z.object({
  did: z.string().regex(/^did:/),
  handle: z.string(),
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  active: z.boolean().nullish(),
  status: z.string().nullish(),
});
type Session = z.infer<typeof opened>;
const failure = z.object({ error: z.string() });

/** What Bluesky makes: four times four letters and digits. */
const appPassword = /^[a-z0-9]{4}(?:-[a-z0-9]{4}){3}$/i;

/**
 * Signs in with an app password (`com.atproto.server.createSession`): every request is asked as the account. When the
 * session runs out it is renewed (`refreshSession`), and where that is refused signed in anew, once in a visit.
 * @throws Problem for anything but an app password, of which nothing is sent; and where the host does not let it in.
 */
export async function signIn({ who, origin, password }: BlueskySignIn, wire: Wire): Promise<BlueskyVisit> {
  const secret = password.trim();
  if (!appPassword.test(secret)) throw noPassword(who);
  let session = await begin();
  let anew = 1;

  async function begin(): Promise<Session> {
    const body = { identifier: who, password: secret };
    const answer = await wire.post(procedure('createSession'), body, { again: true });
    return sessionIn(answer);
  }

  function sessionIn(answer: WireAnswer): Session {
    const found = opened.safeParse(answer.json).data;
    if (answer.status >= 300 || !found)
      throw notLetIn(answer.status, errorOf(answer), { who, origin, found: answer.json !== undefined });
    if (found.active === false) throw notLetIn(401, found.status ?? 'inactive', { who, origin, found: true });
    return found;
  }

  async function renew(): Promise<void> {
    // a refresh that came to nothing on its way may be asked for again: the old token is good for a while
    const more = { headers: bearer(session.refreshJwt), again: true };
    const answer = await wire.post(procedure('refreshSession'), undefined, more);
    const kept = answer.status < 300 ? opened.safeParse(answer.json).data : undefined;
    if (kept) session = kept;
    else if (anew > 0) {
      anew -= 1;
      session = await begin();
    } else throw lost();
  }

  const lost = () =>
    new Problem(
      `${hostOf(origin)} ended the session of @${session.handle} again and again.`,
      'What was read before is kept. Sync again later.',
    );

  return {
    did: session.did,
    handle: session.handle,
    wire: {
      ...wire,
      async get(address, headers) {
        const ask = () => wire.get(address, { ...headers, ...bearer(session.accessJwt) });
        const answer = await ask();
        if (!isOver(answer)) return answer;
        await renew();
        const second = await ask();
        if (errorOf(second) === 'ExpiredToken') throw lost();
        return second;
      },
    },
    async leave() {
      try {
        const headers = bearer(session.refreshJwt);
        await wire.post(procedure('deleteSession'), undefined, { headers, atOnce: true });
      } catch {}
    },
  };
}

function procedure(name: string): string {
  return `/xrpc/com.atproto.server.${name}`;
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function errorOf({ status, json }: WireAnswer): string | undefined {
  return status >= 400 ? failure.safeParse(json).data?.error : undefined;
}

/** The reference server says 400 with `ExpiredToken`; others 401, as HTTP has it. */
function isOver(answer: WireAnswer): boolean {
  const error = errorOf(answer);
  return answer.status === 401 || error === 'ExpiredToken' || error === 'InvalidToken';
}
