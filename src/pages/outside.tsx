import type { Child } from 'hono/jsx';
import { clean } from '../charts/xml.ts';

/** An address in outside text that may become a link: http or https, no name or password in it. */
function safeAddress(text: string): string | undefined {
  try {
    const address = new URL(text);
    const web = address.protocol === 'https:' || address.protocol === 'http:';
    return web && !address.username && !address.password ? address.href : undefined;
  } catch {
    return undefined;
  }
}

/** An address that the data name (a message's own page), as a link if it is safe. */
export function OutsideLink({ url, children }: { url: string; children: Child }) {
  const address = safeAddress(url);
  if (!address) return children;
  return (
    <a href={address} rel="noopener nofollow">
      {children}
    </a>
  );
}

/** The row of two and more @names that a platform puts in front of an answer. */
const row = /^(?:\.?@[\w.…-]+[\s,]+){2,}/u;

/**
 * Text that somebody else wrote: escaped, its web addresses made links that pass nothing on, its direction
 * its own. A row of @names in front is small and soft. `clip` shortens what follows it to that many characters;
 * `bare` makes no links.
 */
export function Outside({ text, clip, bare }: { text: string; clip?: number; bare?: boolean }) {
  const whole = clean(text).trim();
  const names = row.exec(whole)?.[0] ?? '';
  const signs = [...whole.slice(names.length)];
  const short = clip !== undefined && signs.length > clip;
  const shown = short ? `${signs.slice(0, clip).join('').trimEnd()}\u2026` : signs.join('');
  const parts: Child[] = [];
  let last = 0;
  for (const match of shown.matchAll(/https?:\/\/[^\s<>"'\u2026]+/gi)) {
    const word = match[0].replace(/[.,;:!?)\]}]+$/, '');
    const cut = short && match.index + match[0].length >= shown.length - 1;
    const address = cut || bare ? undefined : safeAddress(word);
    if (!address) continue;
    parts.push(shown.slice(last, match.index));
    parts.push(
      <a href={address} rel="noopener nofollow">
        {word}
      </a>,
    );
    last = match.index + word.length;
  }
  parts.push(shown.slice(last));
  return (
    <bdi>
      {names ? (
        <>
          <small class="to">{names.trim()}</small>{' '}
        </>
      ) : null}
      {parts}
    </bdi>
  );
}

/** A quotation that names nobody: its @names become @…, but for that of the account it was written to. */
export function nameless(text: string, but: string): string {
  return text.replace(/@([\w.-]*\w)/g, (whole, name: string) =>
    name.toLowerCase() === but.toLowerCase() ? whole : '@…',
  );
}
