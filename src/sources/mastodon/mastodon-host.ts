import type { Wire, WireAnswer } from '../../model/connector.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import { notMastodon, refusal } from './mastodon-refusal.ts';
import { type ApiAccount, accountShape } from './mastodon-status.ts';

/** A server, asked with a token or as a stranger. */
export interface Host {
  origin: string;
  token: boolean;
  /** An address of that server, whole or from `/` on. */
  get(address: string): Promise<WireAnswer>;
  /** The same, undefined where it cannot be had after all; three in a row are a host that is down, and thrown. */
  try(address: string): Promise<WireAnswer | undefined>;
}

export function hostOf(origin: string, wire: Wire, token?: string): Host {
  let failed = 0;
  const get = (address: string) =>
    wire.get(new URL(address, origin).href, token ? { authorization: `Bearer ${token}` } : undefined);
  return {
    origin,
    token: token !== undefined,
    get,
    try: async (address) => {
      try {
        const answer = await get(address);
        if (answer.status < 500) {
          failed = 0;
          return answer;
        }
        failed += 1;
        if (failed >= 3) throw refusal(answer.status, origin, 'a thread', token !== undefined);
      } catch (error) {
        if (!isProblem(error) || failed >= 2) throw error;
        failed += 1;
      }
      return undefined;
    },
  };
}

/**
 * The account of that name.
 * @throws Problem where there is none, where the host is closed to strangers or speaks another language.
 */
export async function lookUp(host: Host, name: string): Promise<ApiAccount> {
  const answer = await host.get(`/api/v1/accounts/lookup?acct=${encodeURIComponent(name)}`);
  const at = new URL(host.origin).host;
  if (answer.status === 404 || answer.status === 410) {
    if (answer.json === undefined) throw notMastodon(host.origin);
    throw new Problem(`${at} has no account ${name}.`, 'Check the name and the host, as in @name@host.');
  }
  if (answer.status >= 400) throw refusal(answer.status, host.origin, `the account @${name}`, host.token);
  const account = accountShape.safeParse(answer.json);
  if (!account.success) throw notMastodon(host.origin);
  if (account.data.suspended)
    throw new Problem(`The account @${name} is suspended at ${at}.`, 'Its posts are shown to nobody there.');
  return account.data;
}

/** Whether the host says that the thing is no longer there. A 404 without JSON is a host at fault, and no deletion. */
export function saysGone({ status, json }: WireAnswer): boolean {
  return status === 410 || (status === 404 && json !== undefined);
}
