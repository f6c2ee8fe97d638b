import { type Host, saysGone } from './mastodon-host.ts';
import type { Missed } from './mastodon-missing.ts';
import { wantsToken } from './mastodon-refusal.ts';
import { type ApiStatus, isPublic, readStatus } from './mastodon-status.ts';

/** The addresses behind the ids that only one server knows. */
export interface Parents {
  learn(status: ApiStatus): void;
  /**
   * The id of what a status answers, undefined where it answers nothing. Unknown ones are asked for once, and `found`
   * gets those that everybody may see. One that the server does not show is called by the address at which it was
   * asked for in vain, which no post has for its own: the reply stays a reply, to something that nobody has seen.
   */
  parentOf(status: ApiStatus, found?: (parent: ApiStatus) => void): Promise<string | undefined>;
}

export function parentsAt(host: Host, missed: Missed): Parents {
  const known = new Map<string, string>();
  let closed = false;
  const learn = (status: ApiStatus) => {
    known.set(status.id, status.uri);
  };
  const ask = async (id: string, found: (parent: ApiStatus) => void): Promise<void> => {
    const answer = await host.try(`/api/v1/statuses/${encodeURIComponent(id)}`);
    if (answer !== undefined && !saysGone(answer) && wantsToken(answer.status)) closed = true;
    const parent = answer?.status === 200 ? readStatus(answer.json) : undefined;
    if (parent === undefined) return;
    known.set(id, parent.uri);
    if (isPublic(parent)) found(parent);
  };
  return {
    learn,
    parentOf: async ({ in_reply_to_id: id }, found) => {
      if (!id) return undefined;
      if (!known.has(id) && found !== undefined && !closed) await ask(id, found);
      const uri = known.get(id);
      if (uri !== undefined) return uri;
      const unseen = `${host.origin}/api/v1/statuses/${encodeURIComponent(id)}`;
      if (found !== undefined) {
        known.set(id, unseen);
        missed.nameless += 1;
      }
      return unseen;
    },
  };
}
