/** What was met that could not be read, by kind. */
export type MissingKind =
  | 'malformed'
  | 'hidden'
  | 'blocked'
  | 'threads'
  | 'replies'
  | 'quotes'
  | 'loop'
  | 'mentions'
  | 'notices'
  | 'notices-loop'
  | 'limited';

/** Counts what is missing, for the leg in which it was met. */
export interface Missing {
  add(kind: MissingKind, times?: number): void;
  /**
   * Mentions that are not listed: before a moment, or from one to another (ISO UTC). `asked` is false where the list went
   * on and was not asked for more.
   */
  noMentions(from: string | undefined, to: string, asked?: boolean): void;
  /** A sentence for each kind, and begins anew. */
  take(): string[];
}

/** A tally of what is missing of `@handle`. */
export function missingOf(handle: string): Missing {
  let met = new Map<MissingKind, number>();
  let stretches = new Set<string>();
  return {
    add: (kind, times = 1) => {
      if (times > 0) met.set(kind, (met.get(kind) ?? 0) + times);
    },
    noMentions: (from, to, asked = true) => {
      const when = from === undefined ? `before ${dayOf(to)}` : `from ${dayOf(from)} to ${dayOf(to)}`;
      stretches.add(
        `Mentions of @${handle} outside its own conversations ${when} may be missing: ${asked ? "Bluesky's list of notifications ends there" : 'earlier notifications were not asked for'}.`,
      );
    },
    take: () => {
      const told = [...[...met].map(([kind, times]) => sentence(kind, times, handle)), ...stretches];
      met = new Map();
      stretches = new Set();
      return told;
    },
  };
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

function sentence(kind: MissingKind, times: number, handle: string): string {
  const some = (one: string, more: string) => (times === 1 ? `1 ${one}` : `${times} ${more}`);
  switch (kind) {
    case 'malformed':
      return `${some('post is', 'posts are')} not as Bluesky writes them, and left out.`;
    case 'hidden':
      return `${some('post is', 'posts are')} by people who show theirs to signed-in readers alone, and left out.`;
    case 'blocked':
      return `${some('post is', 'posts are')} hidden by Bluesky, because one person in the thread blocked another.`;
    case 'threads':
      return `${some('thread', 'threads')} could not be read.`;
    case 'replies':
      return `${some('reply is', 'replies are')} counted by Bluesky and not shown: deleted, hidden or held back.`;
    case 'quotes':
      return `Quotes of ${some('post', 'posts')} could not be read.`;
    case 'loop':
      return 'Bluesky sent the same page again instead of the next, so the reading ended there: older posts may be missing.';
    case 'mentions':
      return `Mentions of @${handle} outside its own conversations: Bluesky lets only signed-in readers search, and this account is read without signing in. With an app password Rapport reads its notifications.`;
    case 'notices':
      return `Mentions of @${handle} outside its own conversations: Bluesky did not give the notifications.`;
    case 'notices-loop':
      return `Mentions of @${handle} outside its own conversations: Bluesky sent the same page of notifications again instead of the next.`;
    case 'limited':
      return `Posts before the newest ${times} of @${handle}: they were not asked for.`;
  }
}
