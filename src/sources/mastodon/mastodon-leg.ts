import type { Leg } from '../../model/connector.ts';
import type { Message } from '../../model/message.ts';
import type { Parents } from './mastodon-parents.ts';
import { type ApiStatus, isPublic, messageOf, type Reading } from './mastodon-status.ts';

/** A leg that is being gathered. */
export interface Draft {
  /** Adds public statuses, each with what it answers; those not public are left out. */
  add(statuses: ApiStatus[]): Promise<void>;
  gone(uri: string): void;
  size(): number;
  /** Hands over what was gathered and begins anew. */
  take(cursor: string): Leg;
}

export function draftLeg(reading: Reading, parents: Parents): Draft {
  let messages = new Map<string, Message>();
  let gone = new Set<string>();
  const put = (status: ApiStatus, parentId: string | undefined) => {
    const message = messageOf(status, reading);
    if (parentId !== undefined) message.parentId = parentId;
    messages.set(status.uri, message);
  };
  return {
    add: async (statuses) => {
      for (const status of statuses) parents.learn(status);
      for (const status of statuses) {
        if (!isPublic(status)) continue;
        const found: ApiStatus[] = [];
        put(status, await parents.parentOf(status, (parent) => found.push(parent)));
        for (const parent of found) put(parent, await parents.parentOf(parent));
      }
    },
    gone: (uri) => {
      gone.add(uri);
    },
    size: () => messages.size,
    take: (cursor) => {
      const leg: Leg = {
        messages: [...messages.values()].filter(({ nativeId = '' }) => !gone.has(nativeId)),
        gone: [...gone].map((nativeId) => ({ source: 'mastodon', nativeId })),
        ownAccounts: [reading.ourActor],
        cursor,
        done: false,
        missing: [],
      };
      messages = new Map();
      gone = new Set();
      return leg;
    },
  };
}
