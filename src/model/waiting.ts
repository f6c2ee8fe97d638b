import type { WithheldReason } from './keeping.ts';

/** One message in the work list of who is waiting now. The only place, with the thread, where names are shown. */
export interface WaitingRow {
  source: string;
  nativeId: string;
  text: string;
  /** Pseudonym, as in reports and exports. */
  who: string;
  /** The name, shown on the work list's page only; never written to JSON or CSV. */
  name: string;
  channel: string;
  kind: 'question' | 'request' | 'complaint';
  askedAt: string;
  /** Seconds waited until the channel's observed-until. */
  waited: number;
  /** The channel's own 90 % point in seconds, where it can be told. */
  p90?: number;
  /** True beyond the 90 % point. */
  overdue: boolean;
  returning: boolean;
  /** Page of the thread. */
  href: string;
}

/** One message of a thread as a page shows it. */
export interface ThreadTurn {
  source: string;
  nativeId: string;
  who: string;
  /** The id of its writer at the source; absent where that is not known. */
  author?: string;
  own: boolean;
  text: string;
  /** Why there is no text. */
  withheld?: WithheldReason;
  at: string;
  depth: number;
  placeholder: boolean;
  url?: string;
  /** What the rule says of it, with the reason; undefined for our own messages. */
  expects?: { expects: boolean; kind: string; reason: string };
  state?: 'answered' | 'answered-unknown-time' | 'waiting' | 'unknown' | 'dismissed';
  acts: { id: string; kind: string; who: string; at: string; note: string }[];
}

/** Another account of a person, as it is shown beside their name. */
export interface AlsoAs {
  source: string;
  nativeId: string;
  /** `@ann` or a name, else the id. */
  shown: string;
  /** The act by which these two accounts were linked; absent where a third stands between them. */
  act?: string;
}
