/**
 * **Pseudonym**: what a person is called in reports and exports. SQL for an account under an alias; the same
 * person has the same pseudonym throughout a workspace and another one in the next, because the key differs.
 */
export function pseudonym(account: string): string {
  return `'person ' || substr(md5((SELECT value FROM meta WHERE key = 'pseudonym_key') || ${account}.source || ${account}.key), 1, 5)`;
}

/** @names in a quoted text that are not ours become @..., so that a quotation names nobody. */
export function withoutNames(text: string, ours: ReadonlySet<string>): string {
  return text.replace(/@([\w.-]+)/g, (whole, name: string) => (ours.has(name.toLowerCase()) ? whole : '@…'));
}
