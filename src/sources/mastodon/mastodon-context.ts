import { z } from 'zod';
import { type Host, saysGone } from './mastodon-host.ts';
import type { Missed } from './mastodon-missing.ts';
import { wantsToken } from './mastodon-refusal.ts';
import { type ApiStatus, isPublic, readStatus } from './mastodon-status.ts';

/** What is above and below a post, public posts alone. */
export interface Context {
  above: ApiStatus[];
  below: ApiStatus[];
  /** True where the server gives no more than a stranger gets, and there may be more. */
  capped: boolean;
  /** True where the server is still asking other servers for replies. */
  refreshing: boolean;
}

/** What a stranger gets of a thread, by the documentation of Mastodon. */
const strangers = { above: 40, below: 60, levels: 20 };

const contextShape = z.object({ ancestors: z.array(z.unknown()), descendants: z.array(z.unknown()) });

/** The thread around a post; `gone` where it is no longer there, undefined where it cannot be had (see `missed`). */
export async function contextOf(
  host: Host,
  id: string,
  missed: Missed,
): Promise<Context | 'gone' | undefined> {
  if (missed.closed) return undefined;
  const answer = await host.try(`/api/v1/statuses/${encodeURIComponent(id)}/context`);
  if (answer === undefined) {
    missed.failed += 1;
    return undefined;
  }
  if (saysGone(answer)) return 'gone';
  if (wantsToken(answer.status)) {
    missed.closed = true;
    return undefined;
  }
  const lists = contextShape.safeParse(answer.json);
  if (answer.status >= 400 || !lists.success) {
    missed.failed += 1;
    return undefined;
  }
  const { ancestors, descendants } = lists.data;
  const above = statuses(ancestors, missed);
  const below = statuses(descendants, missed);
  const full =
    ancestors.length >= strangers.above ||
    descendants.length >= strangers.below ||
    levels(id, below) >= strangers.levels;
  return {
    above: above.filter(isPublic),
    below: below.filter(isPublic),
    capped: full && !host.token,
    refreshing: answer.headers.has('mastodon-async-refresh'),
  };
}

function statuses(list: unknown[], missed: Missed): ApiStatus[] {
  return list.flatMap((value) => {
    const status = readStatus(value);
    if (status === undefined) missed.malformed += 1;
    return status ?? [];
  });
}

/** How many levels of answers are below a post. */
function levels(id: string, below: ApiStatus[]): number {
  const level = new Map([[id, 0]]);
  let deepest = 0;
  let grown = true;
  while (grown) {
    grown = false;
    for (const status of below) {
      const above = level.get(status.in_reply_to_id ?? '');
      if (above === undefined || level.has(status.id)) continue;
      level.set(status.id, above + 1);
      deepest = Math.max(deepest, above + 1);
      grown = true;
    }
  }
  return deepest;
}
