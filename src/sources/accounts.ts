import type { Author } from '../model/message.ts';

/** An account as it is compared: without a leading @, surrounding spaces and case. */
export function bareName(name: string): string {
  return name.trim().replace(/^@/, '').toLowerCase();
}

/** Whether the author is one of the accounts, by id or by handle. */
export function isOneOf(author: Author, accounts: Iterable<string>): boolean {
  const id = bareName(author.id);
  const handle = author.handle === undefined ? id : bareName(author.handle);
  for (const account of accounts) {
    const name = bareName(account);
    if (name === id || name === handle) return true;
  }
  return false;
}
