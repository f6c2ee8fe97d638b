import { z } from 'zod';

/** What Jetstream says of an account or of one record of it, without what is not looked at. */
export type BlueskyEvent =
  | { did: string; at: string; is: 'account'; active: boolean; status: string | undefined }
  | { did: string; at: string; is: 'identity'; handle: string | undefined }
  | {
      did: string;
      at: string;
      is: 'create' | 'update' | 'delete';
      collection: string;
      uri: string;
      record: unknown;
    };

const did = z.string().regex(/^did:[a-z]+:[^\s/]+$/);
const segment = z.string().regex(/^[a-zA-Z0-9._:~-]{1,512}$/);
const shared = {
  did,
  time_us: z.int().positive(),
};
const commit = z.object({
  ...shared,
  kind: z.literal('commit'),
  commit: z.object({
    operation: z.enum(['create', 'update', 'delete']),
    collection: segment,
    rkey: segment,
    record: z.unknown().optional(),
  }),
});
const account = z.object({
  ...shared,
  kind: z.literal('account'),
  account: z.object({ active: z.boolean(), status: z.string().nullish() }),
});
const identity = z.object({
  ...shared,
  kind: z.literal('identity'),
  identity: z.object({ handle: z.string().nullish() }),
});
const event = z.discriminatedUnion('kind', [commit, account, identity]);

/** The event in a line (bluesky-social/jetstream, "Consuming Jetstream"); undefined where it is none. */
export function readEvent(line: string): BlueskyEvent | undefined {
  const it = event.safeParse(json(line)).data;
  if (!it) return undefined;
  const common = { did: it.did, at: new Date(it.time_us / 1000).toISOString() };
  switch (it.kind) {
    case 'account':
      return { ...common, is: 'account', active: it.account.active, status: it.account.status ?? undefined };
    case 'identity':
      return { ...common, is: 'identity', handle: it.identity.handle ?? undefined };
    case 'commit': {
      const { operation, collection, rkey, record } = it.commit;
      return { ...common, is: operation, collection, uri: `at://${it.did}/${collection}/${rkey}`, record };
    }
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
