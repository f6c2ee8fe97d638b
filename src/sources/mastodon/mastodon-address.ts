/** An account as a person types it, taken apart. */
export interface TypedAccount {
  /** The server to ask, such as `https://host.example`. */
  origin: string;
  /** The name on that server, without @ and host. */
  name: string;
}

const host = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}`;
const local = String.raw`localhost|127\.\d+\.\d+\.\d+|\[::1\]`;
const name = String.raw`[\w.-]+`;
const byName = new RegExp(`^@?(${name})@(${host}|${local})(:\\d+)?$`, 'iu');
const byAddress = new RegExp(
  `^(https?)://(${host}|${local})(:\\d+)?/(?:@|users/|web/@)(${name})(?:@(${host}))?/?(?:[?#].*)?$`,
  'iu',
);

/** Hosts whose profile addresses have an @ too and which do not speak this language. */
const others = /(^|\.)(youtube|tiktok|medium|threads|substack)\.(com|net)$/i;

/**
 * Reads `@name@host`, `name@host` and the address of a profile (`https://host/@name`, `https://host/users/name`). A
 * profile seen on a foreign server (`https://here/@name@there`) is asked of its own. In the clear goes only what
 * stays on this machine.
 */
export function typedAccount(typed: string): TypedAccount | undefined {
  const text = typed.trim();
  const named = byName.exec(text);
  if (named !== null) return account('https', named[2] ?? '', named[3], named[1]);
  const [, scheme = '', at = '', port, who, elsewhere] = byAddress.exec(text) ?? [];
  if (who === undefined) return undefined;
  return elsewhere === undefined
    ? account(scheme, at, port, who)
    : account('https', elsewhere, undefined, who);
}

function account(scheme: string, at: string, port = '', who = ''): TypedAccount | undefined {
  if (others.test(at)) return undefined;
  const clear = scheme.toLowerCase() === 'http' && new RegExp(`^(${local})$`, 'i').test(at);
  return { origin: new URL(`${clear ? 'http' : 'https'}://${at}${port}`).origin, name: who };
}
