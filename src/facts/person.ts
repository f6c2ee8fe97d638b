import type { MeantAccount } from '../model/keeping-command.ts';
import type { Store, WritingStore } from '../model/store.ts';
import type { AlsoAs } from '../model/waiting.ts';

const of = (key: string) => `json_extract_string(a.detail, '$.${key}')`;

/** What parts the word of a source from an id: a sign that neither holds. */
const between = "' '";

/**
 * **Person**: an account, with all accounts of which somebody said by hand that they are the same person's
 * (`same-person`) and did not take it back. Links reach on: where A is B and B is C, A is C. As common table expressions:
 *
 * - `person_link`: each standing link, with `act_id`, `at`, `who`, `reason`, and the two accounts as they were named;
 * - `person`: of every linked account `source`, `key` (its id in lower case) and `person`, the same for all accounts of one
 *   person. An account that is not in it is a person by itself.
 *
 * The query begins with `WITH RECURSIVE`.
 */
export const personSql = `person_link AS (
    SELECT a.act_id, strftime(a.done_at, '%Y-%m-%dT%H:%M:%SZ') AS "at", a.who, ${of('reason')} AS reason,
      ${of('source')} AS source, ${of('account')} AS account,
      ${of('otherSource')} AS other_source, ${of('otherAccount')} AS other_account
    FROM act a WHERE a.kind = 'same-person'
      AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id)),
  person_edge AS (
    SELECT source || ${between} || lower(account) AS one, other_source || ${between} || lower(other_account) AS other FROM person_link
    UNION SELECT other_source || ${between} || lower(other_account), source || ${between} || lower(account) FROM person_link),
  person_reach AS (
    SELECT one, one AS other FROM person_edge
    UNION SELECT r.one, e.other FROM person_reach r JOIN person_edge e ON e.one = r.other),
  person AS (
    SELECT split_part(one, ${between}, 1) AS source, substr(one, strpos(one, ${between}) + 1) AS key, min(other) AS person
    FROM person_reach GROUP BY one)`;

/**
 * Brings `linked_account` up to date: of each linked account the least of the same person that wrote what is in the data
 * (others may be taken out of it), which is whom every fact names (`account_id` of turns and first answers), so that all who count people count one. Accounts of our own
 * side are nobody's. Leaves the temporary table `person_changed` (account_id): who is another person than before.
 */
export async function refreshPersons(store: WritingStore): Promise<void> {
  await store.run('CREATE TEMP TABLE person_changed (account_id INTEGER)');
  const [{ any }] = await store.query<{ any: boolean }>(
    `SELECT EXISTS (FROM act WHERE kind = 'same-person') OR EXISTS (FROM linked_account) AS "any"`,
  );
  if (!any) return;
  await store.run(`CREATE TEMP TABLE linked_now AS WITH RECURSIVE ${personSql}
    SELECT account_id, coalesce(min(account_id) FILTER (wrote) OVER (PARTITION BY person),
        min(account_id) OVER (PARTITION BY person)) AS person_id
    FROM (
      SELECT a.account_id, p.person, a.account_id IN (SELECT account_id FROM message) AS wrote
      FROM person p JOIN account a ON a.source = p.source AND a.key = p.key
      ANTI JOIN own_account o ON o.account_id = a.account_id)`);
  await store.run(`INSERT INTO person_changed
    SELECT account_id FROM (
      (FROM linked_now EXCEPT FROM linked_account) UNION (FROM linked_account EXCEPT FROM linked_now))`);
  await store.run('DELETE FROM linked_account');
  await store.run('INSERT INTO linked_account FROM linked_now');
}

/** The other accounts of the person to whom an account belongs, by source and id in lower case. */
export async function linkedTo(store: Store, { source, nativeId }: MeantAccount): Promise<MeantAccount[]> {
  return store.query<MeantAccount>(
    `WITH RECURSIVE ${personSql}
    SELECT p.source, p.key AS "nativeId" FROM person p JOIN person mine ON mine.person = p.person
    WHERE mine.source = $source AND mine.key = lower($nativeId) AND NOT (p.source = $source AND p.key = lower($nativeId))
    ORDER BY p.source, p.key`,
    { source, nativeId },
  );
}

/** A link between two accounts that stands. */
export interface PersonLink {
  /** The act by which it was made. */
  act: string;
  /** ISO UTC. */
  at: string;
  who: string;
  reason: string;
  one: MeantAccount;
  other: MeantAccount;
}

/** Every link that stands, oldest first. */
export async function personLinks(store: Store): Promise<PersonLink[]> {
  const rows = await store.query<
    Pick<PersonLink, 'act' | 'at' | 'who'> &
      Record<'reason', string | null> &
      Record<'source' | 'account' | 'otherSource' | 'otherAccount', string>
  >(
    `WITH RECURSIVE ${personSql}
    SELECT act_id AS act, "at", who, reason, source, account, other_source AS "otherSource", other_account AS "otherAccount"
    FROM person_link ORDER BY "at", act_id`,
  );
  return rows.map(({ act, at, who, reason, source, account, otherSource, otherAccount }) => ({
    act,
    at,
    who,
    reason: reason ?? '',
    one: { source, nativeId: account },
    other: { source: otherSource, nativeId: otherAccount },
  }));
}

/** Whether two ways of naming an account mean the same one. */
export function isSameAccount(one: MeantAccount, other: MeantAccount): boolean {
  return one.source === other.source && one.nativeId.toLowerCase() === other.nativeId.toLowerCase();
}

/** The other accounts of people, by `source id` of one of theirs, with the id as it was given. */
export async function alsoAs(
  store: Store,
  accounts: readonly MeantAccount[],
): Promise<Map<string, AlsoAs[]>> {
  const links = await personLinks(store);
  const found = new Map<string, AlsoAs[]>();
  if (links.length === 0) return found;
  const rows = await store.query<
    MeantAccount & { person: string; handle: string | null; name: string | null }
  >(
    `WITH RECURSIVE ${personSql}
    SELECT a.source, a.native_id AS "nativeId", p.person, a.handle, a.name
    FROM person p JOIN account a ON a.source = p.source AND a.key = p.key ORDER BY a.source, a.native_id`,
  );
  for (const account of accounts) {
    const me = rows.find((row) => isSameAccount(row, account));
    if (!me) continue;
    const others = rows.filter((row) => row.person === me.person && row !== me);
    found.set(
      `${account.source} ${account.nativeId}`,
      others.map(({ source, nativeId, handle, name }) => {
        const link = links.findLast(
          ({ one, other }) =>
            (isSameAccount(one, me) && isSameAccount(other, { source, nativeId })) ||
            (isSameAccount(other, me) && isSameAccount(one, { source, nativeId })),
        );
        const shown = handle ? `@${handle.replace(/^@/, '')}` : (name ?? nativeId);
        return { source, nativeId, shown, ...(link && { act: link.act }) };
      }),
    );
  }
  return found;
}
