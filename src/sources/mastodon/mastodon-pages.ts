import { z } from 'zod';
import type { WireAnswer } from '../../model/connector.ts';
import type { Host } from './mastodon-host.ts';

/** A page of a list. */
export interface Page {
  address: string;
  items: unknown[];
  /** Where the list goes on; absent at its end. */
  next?: string;
}

const withId = z.object({ id: z.string() });

/**
 * The pages of a list from an address on. A list that leads back to what it gave before, or off the server, ends there
 * and calls `astray`.
 * @throws what `refused` makes of an answer that is no list.
 */
export async function* pagesFrom(
  host: Host,
  first: string,
  refused: (answer: WireAnswer) => Error,
  astray: () => void,
): AsyncGenerator<Page> {
  const asked = new Set<string>();
  const seen = new Set<string>();
  let address: string | undefined = new URL(first, host.origin).href;
  while (address !== undefined) {
    asked.add(address);
    const answer = await host.get(address);
    if (answer.status >= 400 || !Array.isArray(answer.json)) throw refused(answer);
    const items: unknown[] = answer.json;
    const ids = items.flatMap((item) => withId.safeParse(item).data?.id ?? []);
    if (ids.length > 0 && ids.every((id) => seen.has(id))) return astray();
    for (const id of ids) seen.add(id);
    const next = nextPage(answer, address, ids.at(-1));
    const page: Page = { address, items };
    if ('address' in next && !asked.has(next.address)) page.next = next.address;
    yield page;
    if (!('end' in next) && page.next === undefined) return astray();
    address = page.next;
  }
}

/** Where a list goes on: an address, its end, or why it cannot be followed. */
export type NextPage = { address: string } | { end: true } | { wrong: 'elsewhere' };

/**
 * The page after this one: what `Link` calls next, as the server wrote it, on the same origin only. A server that sends
 * no `Link` at all is asked for what is below the last id of its page (`max_id`), until a page is empty.
 */
export function nextPage(answer: WireAnswer, asked: string, lastId: string | undefined): NextPage {
  const link = answer.headers.get('link');
  if (link === null || link.trim() === '') {
    if (lastId === undefined) return { end: true };
    const address = new URL(asked);
    address.searchParams.set('max_id', lastId);
    return { address: address.href };
  }
  const next = linkNext(link);
  if (next === undefined) return { end: true };
  const address = URL.canParse(next, asked) ? new URL(next, asked) : undefined;
  return address?.origin === new URL(asked).origin ? { address: address.href } : { wrong: 'elsewhere' };
}

/** The address with `rel="next"` in a `Link` header (RFC 8288). */
export function linkNext(header: string): string | undefined {
  for (const [, address, parameters = ''] of header.matchAll(/<([^>]*)>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)/g)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
    if ((relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/).includes('next')) return address;
  }
  return undefined;
}
