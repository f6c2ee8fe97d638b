import type { AccountCount } from '../../model/connector.ts';
import { followersOf } from '../followers.ts';
import type { ApiAccount } from './mastodon-status.ts';

/**
 * How many follow the account, as its server tells it; `hidden` where it keeps the number back, undefined where it counts
 * nobody: servers that keep no counts answer 0 followers and 0 posts for every account.
 */
export function mastodonFollowers(
  { followers_count: told, hide_collections: hides, statuses_count: posts }: ApiAccount,
  now: string,
): AccountCount | 'hidden' | undefined {
  if (told === -1 || (told === 0 && hides)) return 'hidden';
  return told === 0 && !posts ? undefined : followersOf(told, now);
}
