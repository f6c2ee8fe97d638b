/**
 * **Pseudonym**: what a person is called in reports and exports. SQL for an account under an alias; the same
 * person has the same pseudonym throughout a workspace and another one in the next, because the key differs.
 */
export function pseudonym(account: string): string {
  return `'person ' || substr(md5((SELECT value FROM meta WHERE key = 'pseudonym_key') || ${account}.source || ${account}.key), 1, 10)`;
}

const nameAfterAt = String.raw`[\p{L}\p{N}_.-]*[\p{L}\p{N}_]`;

/** @names in a quoted text that are not ours become @…, so that a quotation names nobody. */
export function withoutNames(text: string, ours: ReadonlySet<string>): string {
  return text.replace(new RegExp(`@(${nameAfterAt})`, 'gu'), (whole, name: string) =>
    ours.has(name.toLowerCase()) ? whole : '@…',
  );
}

/** SQL for the same, of a text with `oursSql` joined to it under the alias. */
export function withoutNamesSql(text: string, ours: string): string {
  const name = `regexp_extract(part, '^${nameAfterAt}')`;
  return `array_to_string(list_transform(string_split(${text}, '@'), lambda part, place:
    CASE WHEN place = 1 OR ${name} = '' OR list_contains(${ours}.names, lower(${name})) THEN part
      ELSE '…' || substr(part, length(${name}) + 1) END), '@')`;
}

/** SQL for one row with the list of our own `names`, in lower case. */
export const oursSql = `(SELECT coalesce(list(name), []) AS names
  FROM (SELECT key AS name FROM own_account UNION SELECT handle_key FROM own_account))`;
