import type { Gone } from '../model/connector.ts';
import type { Removed } from '../model/message.ts';
import type { WritingStore } from '../model/store.ts';
import { askForRewrite } from './ask-for-rewrite.ts';
import { addAudit } from './audit.ts';
import { readTombstones } from './tombstone.ts';
import { withhold } from './withhold.ts';

/** The temporary tables that facts are drawn anew by, empty. */
export async function addTouched(store: WritingStore): Promise<void> {
  await store.run('CREATE TEMP TABLE touched (message_id INTEGER)');
  await store.run('CREATE TEMP TABLE changed_id (source VARCHAR, native_id VARCHAR)');
}

/**
 * Messages that are no longer at their source, from `at` on (ISO UTC): their texts are removed, their places stay, and no
 * later import brings the texts back. Adds them to the temporary table `touched`. What was gone before keeps its moment.
 * Returns how many messages of the workspace are newly gone.
 */
export async function markGone(store: WritingStore, gone: Gone[], at: string, who: string): Promise<number> {
  if (gone.length === 0) return 0;
  const stones = await readTombstones(store);
  const left = gone.filter(({ source, nativeId }) => !stones.has('message', source, nativeId));
  await store.run(
    `CREATE TEMP TABLE removing AS
    SELECT DISTINCT g.source, g.nativeId AS native_id FROM (
      SELECT unnest(from_json($gone, '[{"source":"VARCHAR","nativeId":"VARCHAR"}]')) AS g)
    WHERE NOT EXISTS (FROM withheld w WHERE w.source = g.source AND w.native_id = g.nativeId AND w.reason <> 'expired')`,
    { gone: JSON.stringify(left) },
  );
  const { texts } = await withhold(store, 'gone', at);
  await store.run(`CREATE TEMP TABLE gone_now AS
    SELECT m.message_id FROM message m SEMI JOIN removing r ON r.source = m.source AND r.native_id = m.native_id
    WHERE NOT m.placeholder`);
  await store.run(
    `UPDATE message SET deleted_at = coalesce(deleted_at, $at::TIMESTAMP)
    WHERE message_id IN (SELECT message_id FROM gone_now)`,
    { at },
  );
  await store.run(`INSERT INTO touched SELECT message_id FROM gone_now
    WHERE message_id NOT IN (SELECT message_id FROM touched)`);
  const [{ n }] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM gone_now');
  if (texts > 0) await askForRewrite(store);
  if (n > 0) await addAudit(store, { at, who, did: 'gone', counts: { messages: n, texts } });
  return n;
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
