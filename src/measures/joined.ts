import type { Filter } from '../model/filter.ts';
import type { ChannelRole } from '../model/plan.ts';
import { Problem } from '../model/problem.ts';
import type { Store } from '../model/store.ts';
import { listWords } from './words.ts';

/** A name of the plan that joins several own accounts. */
export type Joined = Pick<ChannelRole, 'word' | 'accounts'>;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * The filter with each name that joins accounts taken for those of them that are in the data, each of which is told
 * apart. A word that is an account's own means that account. Throws a Problem where none of the accounts is there.
 */
export async function withAccounts(store: Store, filter: Filter, roles: Joined[]): Promise<Filter> {
  const names = filter.channels.filter((word) => joinedBy(word, roles));
  if (names.length === 0) return filter;
  const known = (await store.query<{ word: string }>('SELECT word FROM channel')).map(({ word }) => word);
  const channels = filter.channels.flatMap((word) => accountsOf(word, roles, known));
  return { ...filter, channels: [...new Set(channels)].sort() };
}

function joinedBy(word: string, roles: Joined[]): Joined | undefined {
  return roles.find((role) => same(role.word, word) && role.accounts.length > 0);
}

function accountsOf(word: string, roles: Joined[], known: string[]): string[] {
  const role = joinedBy(word, roles);
  if (!role || known.some((one) => same(one, word))) return [word];
  const found = known.filter((one) => role.accounts.some((account) => same(account, one)));
  if (found.length > 0) return found;
  throw new Problem(
    `The channel "${role.word}" joins ${listWords(role.accounts, 4)}, and nothing of them is in the data.`,
    known.length > 0
      ? `There are ${listWords(known, 12)}: name some of these under accounts in the plan.`
      : 'Import an export of them first.',
  );
}
