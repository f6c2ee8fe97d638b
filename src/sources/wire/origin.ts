import { isIP } from 'node:net';
import { Problem } from '../../model/problem.ts';
import { isPublicAddress } from './addresses.ts';

/** The setting that lets Rapport ask hosts in one's own network. */
export const privateHostsSetting = 'RAPPORT_ALLOW_PRIVATE_HOSTS';

/** Hosts as `host:port` that may be private and without encryption, from a list with commas. */
export function privateHosts(setting: string | undefined): ReadonlySet<string> {
  const named = (setting ?? '').split(',').map((one) => one.trim().toLowerCase());
  return new Set(named.filter((one) => one !== ''));
}

/** `host:port`, as the setting names it. */
export function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
}

/**
 * The origin in the address or the name of a server as a person typed it; whether it may be asked is another question.
 * @throws Problem where it is no such address.
 */
export function typedOrigin(typed: string): string {
  const whole = /^[\w-]+(\.[\w-]+)+(:\d+)?$/.test(typed) ? `https://${typed}` : typed;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Problem(`"${typed}" is no address of a server.`, 'Write it as https://host.');
  return url.origin;
}

/**
 * The origin of a host that may be asked: https, and no address of a private network, unless `allowed` names it. What
 * a name resolves to is looked at when it is asked.
 * @throws Problem for any other.
 */
export function checkedOrigin(typed: string, allowed: ReadonlySet<string>): string {
  const url = new URL(typedOrigin(typed));
  const host = hostAndPort(url);
  if (allowed.has(host)) return url.origin;
  if (url.protocol !== 'https:')
    throw new Problem(
      `${url.origin} is not encrypted, so Rapport does not ask it.`,
      `Use https://, or name ${host} in ${privateHostsSetting} if it is a server of your own.`,
    );
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  const local = /(^|\.)localhost\.?$/.test(url.hostname);
  if (local || (isIP(literal) !== 0 && !isPublicAddress(literal))) throw privateProblem(host, host);
  return url.origin;
}

/** What is said of a host in a private network; `address` is what its name stands for. */
export function privateProblem(host: string, address: string): Problem {
  const where = address === host ? host : `${host} (${address})`;
  return new Problem(
    `${where} is in a private network, so Rapport does not ask it.`,
    `Check the name of the server. If it is meant, start Rapport with ${privateHostsSetting}=${host}.`,
  );
}
