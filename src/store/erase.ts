import type { ErasureCounts, FoundAccount } from '../model/keeping.ts';
import type { Plan } from '../model/plan.ts';
import type { WritingStore } from '../model/store.ts';
import { askForRewrite } from './ask-for-rewrite.ts';
import { addAudit } from './audit.ts';
import { coveredName } from './cover.ts';
import { coverElsewhere } from './cover-elsewhere.ts';
import type { Database } from './database.ts';
import { type RefreshFacts, raiseDataVersion } from './ingest.ts';
import { removeLinks } from './person-acts.ts';
import { authorPrintSql, printKeySql } from './print.ts';
import { type Renamed, renameIds } from './rename-ids.ts';
import { readTombstones, type Tombstones } from './tombstone.ts';
import { withhold } from './withhold.ts';

/** What an erasure needs from outside. */
export interface EraseWorld {
  /** ISO UTC. */
  now: string;
  who: string;
  plan: Plan;
  refresh: RefreshFacts;
}

/**
 * Removes what accounts said, what they are called and where they are named, and sees to it that no import brings it
 * back. Their places in conversations stay without content, so that counts stay honest. Afterwards the file is written
 * anew, because freed blocks of it still hold what was there.
 */
export async function erase(
  db: Database,
  accounts: readonly FoundAccount[],
  world: EraseWorld,
): Promise<ErasureCounts> {
  const counts = await db.transaction(async (store) => {
    const stones = await readTombstones(store);
    for (const account of accounts) forget(stones, account);
    const renamed = await messagesOf(store, accounts, stones);
    await store.run('CREATE TEMP TABLE removing (source VARCHAR, native_id VARCHAR)');
    await store.append('temp.removing', [
      { type: 'text', values: renamed.map(({ source }) => source) },
      { type: 'text', values: renamed.map(({ nativeId }) => nativeId) },
    ]);
    const texts = await textsOf(store);
    for (const account of accounts) await removeLinks(store, account);
    const { texts: blanked, ...rest } = await withhold(store, 'erased', world.now);
    const elsewhere = await coverElsewhere(store, stones, {
      accounts,
      texts,
      ids: renamed.map(({ nativeId }) => nativeId),
    });
    await renameIds(store, renamed);
    await store.run(`UPDATE withheld SET native_id = r.stand FROM renamed r
      WHERE r.source = withheld.source AND r.native_id = withheld.native_id`);
    for (const account of accounts) await withoutName(store, account, stones);
    await withoutOtherNames(store, renamed);
    await stones.keep(store, world.now);
    await store.run(`CREATE TEMP TABLE touched AS
      SELECT m.message_id FROM message m SEMI JOIN renamed r ON r.source = m.source AND r.stand = m.native_id
      UNION SELECT message_id FROM covered_message`);
    await store.run('CREATE TEMP TABLE changed_id (source VARCHAR, native_id VARCHAR)');
    await world.refresh(store, 'touched', world.plan);
    await raiseDataVersion(store);
    await askForRewrite(store);
    const counts: ErasureCounts = { texts: blanked, ...rest, ...elsewhere, acts: rest.acts + elsewhere.acts };
    const { now: at, who } = world;
    await addAudit(store, { at, who, did: 'erase', counts: { accounts: accounts.length, ...counts } });
    return counts;
  });
  await db.rewrite();
  return counts;
}

function forget(stones: Tombstones, { source, nativeId, handle }: FoundAccount): void {
  stones.add('account', source, nativeId);
  const names = [handle, nativeId].filter((name) => name !== undefined).map((name) => name.replace(/^@/, ''));
  for (const name of names.filter((one) => /^[\p{L}\p{N}_.@-]+$/u.test(one))) {
    stones.add('handle', source, name);
    // in texts a name often stands without its server
    if (name.includes('@')) stones.add('mention', source, name.split('@')[0]);
  }
}

/** An id of a message, with what stands in place of its author. */
type Theirs = Renamed & { author: string };

/** Every message that one of the accounts wrote, under every id, by any file that tells of it. */
async function messagesOf(
  store: WritingStore,
  accounts: readonly FoundAccount[],
  stones: Tombstones,
): Promise<Theirs[]> {
  const renamed = new Map<string, Theirs>();
  for (const { source, nativeId } of accounts) {
    const rows = await store.query<{ nativeId: string }>(
      `WITH theirs AS (
        SELECT native_id FROM observation WHERE source = $source AND lower(author) = lower($nativeId)
        UNION SELECT m.native_id FROM message m JOIN account a ON a.account_id = m.account_id
          WHERE a.source = $source AND a.key = lower($nativeId)),
      kept AS (
        SELECT DISTINCT coalesce(a.same_as, t.native_id) AS native_id FROM theirs t
        LEFT JOIN alias a ON a.source = $source AND a.native_id = t.native_id)
      SELECT native_id AS "nativeId" FROM kept
      UNION SELECT a.native_id FROM alias a JOIN kept k ON a.source = $source AND a.same_as = k.native_id`,
      { source, nativeId },
    );
    for (const row of rows) {
      stones.add('message', source, row.nativeId);
      renamed.set(`${source} ${row.nativeId}`, {
        source,
        nativeId: row.nativeId,
        stand: stones.stand('message', source, row.nativeId),
        author: stones.stand('account', source, nativeId),
      });
    }
  }
  return [...renamed.values()];
}

/** What they said, to be looked for where people quoted it. */
async function textsOf(store: WritingStore): Promise<string[]> {
  const rows = await store.query<{ text: string }>(
    `SELECT DISTINCT o.text FROM observation o SEMI JOIN removing r ON r.source = o.source AND r.native_id = o.native_id
    WHERE coalesce(o.text, '') <> ''`,
  );
  return rows.map(({ text }) => text);
}

async function withoutName(
  store: WritingStore,
  { source, nativeId, handle }: FoundAccount,
  stones: Tombstones,
): Promise<void> {
  const params = {
    source,
    nativeId,
    stand: stones.stand('account', source, nativeId),
    name: coveredName,
    handle: handle ?? nativeId,
  };
  await store.run(
    `UPDATE observation SET author = $stand, handle = NULL, name = $name
    WHERE source = $source AND lower(author) = lower($nativeId)`,
    params,
  );
  await store.run(
    `UPDATE account SET native_id = $stand, key = $stand, handle = NULL, name = $name
    WHERE source = $source AND key = lower($nativeId)`,
    params,
  );
  await store.run(
    `DELETE FROM gone_print WHERE source = $source
      AND author = (SELECT ${authorPrintSql('lower($nativeId)')} FROM ${printKeySql} k)`,
    params,
  );
  for (const table of ['observation', 'message'])
    await store.run(
      `UPDATE ${table} SET channel = $stand WHERE source = $source AND lower(channel) IN (lower($nativeId), lower($handle))`,
      params,
    );
}

/** A file may have told one of these messages by a name of its author that is no id of theirs. */
async function withoutOtherNames(store: WritingStore, renamed: readonly Theirs[]): Promise<void> {
  await store.run('CREATE TEMP TABLE written_by (source VARCHAR, native_id VARCHAR, author VARCHAR)');
  await store.append('temp.written_by', [
    { type: 'text', values: renamed.map(({ source }) => source) },
    { type: 'text', values: renamed.map(({ stand }) => stand) },
    { type: 'text', values: renamed.map(({ author }) => author) },
  ]);
  const same = (table: string) => `w.source = ${table}.source AND w.native_id = ${table}.native_id`;
  await store.run(`CREATE TEMP TABLE other_name AS
    SELECT DISTINCT o.source, lower(o.author) AS key FROM observation o JOIN written_by w ON ${same('o')}
    WHERE o.author <> w.author`);
  await store.run(
    `UPDATE observation SET author = w.author, handle = NULL, name = $name FROM written_by w WHERE ${same('observation')}`,
    { name: coveredName },
  );
  await store.run(`UPDATE message SET account_id = a.account_id FROM written_by w
    JOIN account a ON a.source = w.source AND a.key = w.author
    WHERE ${same('message')} AND message.account_id IS DISTINCT FROM a.account_id`);
  await store.run(`DELETE FROM account WHERE (source, key) IN (SELECT (source, key) FROM other_name)
    AND NOT EXISTS (FROM observation o WHERE o.source = account.source AND lower(o.author) = account.key)
    AND NOT EXISTS (FROM message m WHERE m.account_id = account.account_id)
    AND NOT EXISTS (FROM own_account w WHERE w.account_id = account.account_id)`);
}
