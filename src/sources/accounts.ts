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

/** Whether the author is ours: where nobody said who is, the one whose export it is; else as `isOneOf`, or in one word. */
export function isOurs(author: Author, us: string[] | undefined): boolean {
  return us === undefined || isOneOf(author, us) || isOneOf(author, us.map(accountWord));
}

/** The name of an account as one word, so that a file's name and a typed one come to the same. */
export function accountWord(name: string): string {
  return name
    .trim()
    .replace(/^@/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * Whose export it is: as the file says, else as a person said. What was typed is its handle where it is not the id
 * itself, so that an account of ours is known by either.
 */
export function accountOf(said: string | undefined, us: string[] | undefined): Author | undefined {
  const typed = (us ?? []).map((name) => name.trim().replace(/^@/, ''));
  const named = typed.length === 1 ? typed[0] : typed.find((name) => said && accountWord(name) === said);
  const id = said ?? (accountWord(named ?? '') || named);
  if (id === undefined || id === '') return undefined;
  return named === undefined || named.toLowerCase() === id ? { id } : { id, handle: named };
}
