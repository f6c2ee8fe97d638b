import { memberOf } from '../model/member.ts';
import type { TargetGroup } from '../model/plan.ts';
import type { Store } from '../model/store.ts';

/**
 * **Member of a target group**: a person of whom the plan names an account, by id or @name, as one of its `members`. Gives
 * the members by the word of the group, each by the least account of the person (as `account` of codable messages);
 * groups for which the plan names nobody are not in it. Who is in no group is not known to be outside of it.
 */
export async function membersOf(
  store: Store,
  groups: readonly TargetGroup[],
): Promise<Map<string, ReadonlySet<number>>> {
  const named = groups.flatMap(({ word, members = [] }) =>
    members.flatMap((text) => {
      const member = memberOf(text);
      return member ? [{ word, ...member }] : [];
    }),
  );
  const found = new Map<string, Set<number>>(named.map(({ word }) => [word, new Set()]));
  if (named.length === 0) return found;
  const rows = await store.query<{ word: string; person: number }>(
    `WITH named AS (
      SELECT unnest(from_json($named, '[{"word": "VARCHAR", "source": "VARCHAR", "name": "VARCHAR"}]'), recursive := true))
    SELECT DISTINCT n.word, coalesce(l.person_id, a.account_id)::INTEGER AS person
    FROM named n JOIN account a ON lower(a.source) = n.source
      AND (ltrim(a.key, '@') = n.name OR lower(ltrim(a.handle, '@')) = n.name)
    LEFT JOIN linked_account l ON l.account_id = a.account_id`,
    { named: JSON.stringify(named) },
  );
  for (const { word, person } of rows) found.get(word)?.add(person);
  return found;
}
