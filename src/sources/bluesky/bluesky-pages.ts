import { z } from 'zod';
import type { Wire } from '../../model/connector.ts';

/** One page of a list, or the status with which it was refused. */
export interface Page {
  items: unknown[];
  /** Where the next page begins; undefined on the last. */
  next?: string;
  /** True where the host led back to a page that was there before. */
  looped?: true;
  /** 400 and above. */
  refused?: number;
}

/** Parameters of a query; a list stands once for each of its values. */
type Parameters = Readonly<Record<string, string | string[]>>;

/** The address of a query (`/xrpc/NSID?...`). */
export function query(nsid: string, parameters: Parameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one]),
  );
  return `/xrpc/${nsid}?${new URLSearchParams(pairs)}`;
}

/**
 * The pages of a list, one after the other, from `begin` or the first. It ends at the last, at a refusal, and where the
 * host leads in a circle: the same cursor again, a page of nothing but what was there before, or more than `mostEmpty`
 * pages of nothing in a row.
 */
export async function* pages(
  wire: Wire,
  nsid: string,
  list: string,
  parameters: Parameters,
  { begin, mostEmpty = 5 }: { begin?: string | undefined; mostEmpty?: number } = {},
): AsyncGenerator<Page> {
  const cursors = new Set<string>(begin === undefined ? [] : [begin]);
  const seen = new Set<string>();
  let cursor = begin;
  for (let empty = 0; ; ) {
    const asked = cursor === undefined ? parameters : { ...parameters, cursor };
    const { status, json } = await wire.get(query(nsid, asked));
    if (status >= 400) return yield { items: [], refused: status };
    const answer = z
      .object({ cursor: z.string().nullish(), [list]: z.array(z.unknown()) })
      .safeParse(json).data;
    if (!answer) return yield { items: [], refused: status };
    const items = answer[list] as unknown[];
    const next = answer.cursor as string | null | undefined;
    const fresh = items.filter((item) => !seen.has(keyOf(item)));
    for (const item of items) seen.add(keyOf(item));
    empty = items.length === 0 ? empty + 1 : 0;
    const looped =
      (items.length > 0 && fresh.length === 0) || (next ? cursors.has(next) : false) || empty > mostEmpty;
    if (looped) return yield { items: fresh, looped: true };
    if (!next) return yield { items };
    cursors.add(next);
    cursor = next;
    yield { items, next };
  }
}

const keyed = z.object({
  uri: z.string().optional(),
  post: z.object({ uri: z.string() }).optional(),
  reason: z.object({ indexedAt: z.string() }).nullish(),
});

/** What tells one item of a list from another; malformed ones are told by their content. */
function keyOf(item: unknown): string {
  const it = keyed.safeParse(item).data;
  const uri = it?.uri ?? it?.post?.uri;
  return uri === undefined ? JSON.stringify(item) : `${uri} ${it?.reason?.indexedAt ?? ''}`;
}
