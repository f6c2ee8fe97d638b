import type { WritingStore } from '../model/store.ts';

/**
 * Leaves the temporary table `gone_name` (source, native_id, since): every id under which a message is gone. Those of
 * which their source said so (and those in the temporary table `told_gone`, as of `at`), every other id of the same
 * messages, and every id of what looks like one of them: one to one or not, a text that is gone comes back by no way.
 * It follows from the ids alone, so that the order of imports changes nothing. Returns whether there are any.
 */
export async function findGoneNames(store: WritingStore, at?: string): Promise<boolean> {
  const told = at === undefined ? '' : 'UNION ALL SELECT source, native_id, $at::TIMESTAMP FROM told_gone';
  await store.run(
    `CREATE OR REPLACE TEMP TABLE gone_name AS
    WITH said AS (
      SELECT source, native_id, since FROM withheld WHERE reason = 'gone' AND told ${told}),
    message_said AS (
      SELECT s.source, coalesce(a.same_as, s.native_id) AS kept, min(s.since) AS since
      FROM said s LEFT JOIN alias a ON a.source = s.source AND a.native_id = s.native_id GROUP BY ALL),
    name_said AS (
      SELECT source, kept AS native_id, since FROM message_said
      UNION ALL SELECT a.source, a.native_id, m.since FROM alias a
        JOIN message_said m ON m.source = a.source AND m.kept = a.same_as),
    looks AS (
      SELECT source, one AS name, other AS mate FROM same_message WHERE how <> 'named'
      UNION ALL SELECT source, other, one FROM same_message WHERE how <> 'named'),
    message_alike AS (
      SELECT l.source, coalesce(a.same_as, l.mate) AS kept, min(n.since) AS since
      FROM name_said n JOIN looks l ON l.source = n.source AND l.name = n.native_id
      LEFT JOIN alias a ON a.source = l.source AND a.native_id = l.mate GROUP BY ALL)
    SELECT source, native_id, min(since) AS since FROM (
      FROM name_said
      UNION ALL SELECT source, kept, since FROM message_alike
      UNION ALL SELECT a.source, a.native_id, m.since FROM alias a
        JOIN message_alike m ON m.source = a.source AND m.kept = a.same_as)
    WHERE NOT starts_with(native_id, 'erased:') GROUP BY ALL`,
    at === undefined ? {} : { at },
  );
  const [{ any }] = await store.query<{ any: boolean }>('SELECT EXISTS (FROM gone_name) AS "any"');
  return any;
}
