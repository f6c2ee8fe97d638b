import type { Gone } from '../model/connector.ts';
import type { Removed } from '../model/message.ts';
import type { WritingStore } from '../model/store.ts';
import { askForRewrite } from './ask-for-rewrite.ts';
import { addAudit } from './audit.ts';
import { findGoneNames } from './gone-names.ts';
import { addPrints } from './print.ts';
import { readTombstones } from './tombstone.ts';
import { withhold } from './withhold.ts';

/** The temporary tables that facts are drawn anew by, empty. */
export async function addTouched(store: WritingStore): Promise<void> {
  await store.run('CREATE TEMP TABLE touched (message_id INTEGER)');
  await store.run('CREATE TEMP TABLE changed_id (source VARCHAR, native_id VARCHAR)');
}

/**
 * Messages that are no longer at their source, from `at` on (ISO UTC), and those of before that were recognised meanwhile
 * as one of them: their texts are removed under every id, their places stay, and no later import brings the texts back.
 * Adds them to the temporary table `touched`. What was gone before keeps its moment. Returns how many messages of the
 * workspace are newly gone.
 */
export async function markGone(store: WritingStore, gone: Gone[], at: string, who: string): Promise<number> {
  await findTold(store, gone);
  if (!(await findGoneNames(store, at))) return 0;
  // a message that is gone is taken up again where it is known under one id more
  await store.run(`CREATE TEMP TABLE removing AS
    WITH news AS (
      FROM gone_name g WHERE NOT EXISTS (FROM withheld w WHERE w.source = g.source AND w.native_id = g.native_id AND w.reason <> 'expired'))
    SELECT source, native_id FROM news
    UNION SELECT a.source, a.same_as FROM news n JOIN alias a ON a.source = n.source AND a.native_id = n.native_id`);
  const [{ any }] = await store.query<{ any: boolean }>('SELECT EXISTS (FROM removing) AS "any"');
  if (any) {
    await addPrints(
      store,
      '(FROM observation o SEMI JOIN removing r ON r.source = o.source AND r.native_id = o.native_id)',
    );
  }
  const { texts } = any ? await withhold(store, 'gone', at) : { texts: 0 };
  await store.run(`UPDATE withheld SET since = g.since, told = coalesce(withheld.told, false) FROM gone_name g
    WHERE g.source = withheld.source AND g.native_id = withheld.native_id AND withheld.reason = 'gone'
      AND (withheld.since > g.since OR withheld.told IS NULL)`);
  await store.run(`UPDATE withheld SET told = true FROM told_gone t
    WHERE t.source = withheld.source AND t.native_id = withheld.native_id AND withheld.reason = 'gone' AND NOT withheld.told`);
  if (!any) return 0;
  await store.run(`CREATE TEMP TABLE gone_now AS
    SELECT m.message_id, m.deleted_at IS NULL AS is_new FROM message m
    SEMI JOIN removing r ON r.source = m.source AND r.native_id = m.native_id WHERE NOT m.placeholder`);
  await store.run(`UPDATE message SET deleted_at = coalesce(deleted_at, g.since) FROM gone_name g
    WHERE g.source = message.source AND g.native_id = message.native_id AND message_id IN (SELECT message_id FROM gone_now)`);
  await store.run(`INSERT INTO touched SELECT message_id FROM gone_now
    WHERE message_id NOT IN (SELECT message_id FROM touched)`);
  const [{ n }] = await store.query<{ n: number }>(
    'SELECT (count(*) FILTER (is_new))::INTEGER AS n FROM gone_now',
  );
  if (texts > 0) await askForRewrite(store);
  if (n > 0) await addAudit(store, { at, who, did: 'gone', counts: { messages: n, texts } });
  return n;
}

/** Leaves `told_gone` (source, native_id): what is said to be gone, but those who were erased. */
async function findTold(store: WritingStore, gone: Gone[]): Promise<void> {
  const stones = gone.length > 0 ? await readTombstones(store) : undefined;
  const left = gone.filter(({ source, nativeId }) => !stones?.has('message', source, nativeId));
  await store.run('CREATE TEMP TABLE told_gone (source VARCHAR, native_id VARCHAR)');
  if (left.length === 0) return;
  await store.append('temp.told_gone', [
    { type: 'text', values: left.map(({ source }) => source) },
    { type: 'text', values: left.map(({ nativeId }) => nativeId) },
  ]);
}

/** What is said to be gone as messages: those of an author are all that the workspace holds of them. */
export async function messagesOf(store: WritingStore, removed: Removed[]): Promise<Gone[]> {
  const authors = removed.filter((one) => 'author' in one);
  const messages = removed.filter((one) => 'nativeId' in one);
  if (authors.length === 0) return messages;
  const theirs = await store.query<Gone>(
    `SELECT m.source, m.native_id AS "nativeId" FROM message m
    JOIN account a ON a.account_id = m.account_id
    SEMI JOIN (SELECT unnest(from_json($authors, '[{"source":"VARCHAR","author":"VARCHAR"}]')) AS g) t
      ON t.g.source = a.source AND lower(t.g.author) = a.key
    WHERE NOT m.placeholder`,
    { authors: JSON.stringify(authors) },
  );
  return [...messages, ...theirs];
}
