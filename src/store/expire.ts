import type { Plan } from '../model/plan.ts';
import { type KeptClass, type Retention, usualRetention } from '../model/retention.ts';
import type { Store, WritingStore } from '../model/store.ts';
import { askForRewrite } from './ask-for-rewrite.ts';
import { addAudit } from './audit.ts';
import type { Database } from './database.ts';
import { type RefreshFacts, raiseDataVersion } from './ingest.ts';
import { knownObservation } from './known.ts';
import { mergeChanged, recordConflicts } from './merge.ts';
import { expirySql } from './retention-class.ts';
import { withhold } from './withhold.ts';

/** How long texts are kept under a plan. */
export function retentionOf({ retention }: Pick<Plan, 'retention'>): Retention {
  return { ...usualRetention, ...retention };
}

/** How many messages with a text are of which class, and when the next of them is due. */
export async function keptClasses(store: Store, plan: Pick<Plan, 'retention'>): Promise<KeptClass[]> {
  const rows = await store.query<Omit<KeptClass, 'next'> & { next: string | null }>(
    `SELECT e.class, count(DISTINCT (e.source, e.native_id))::INTEGER AS messages,
      strftime(min(e.expires_at), '%Y-%m-%dT%H:%M:%SZ') AS next
    FROM (${expirySql(retentionOf(plan))}) e JOIN observation o ON o.observation_id = e.observation_id
    WHERE o.text <> '' GROUP BY e.class ORDER BY e.class`,
  );
  return rows.map(({ next, ...row }) => ({ ...row, ...(next ? { next } : {}) }));
}

/**
 * Removes the texts whose time is up, as each file told them; a message keeps the text that another file may keep. The
 * names of those of whom no text is left go with them. Afterwards the file is written anew, also where something else
 * asked for it. Returns how many messages lost their text.
 */
export async function expire(
  db: Database,
  world: { now: string; who: string; plan: Plan; refresh: RefreshFacts },
): Promise<{ messages: number; names: number }> {
  const done = await db.transaction(async (store) => {
    await store.run("INSERT OR REPLACE INTO meta VALUES ('expired_at', $now)", { now: world.now });
    const found = await findExpired(store, world);
    if (found === 0) return { messages: 0, names: 0 };
    const { texts } = await withhold(store, 'expired', world.now);
    await store.run(`UPDATE observation SET text = '', url = NULL, lang = NULL FROM expired e
      WHERE e.observation_id = observation.observation_id`);
    const names = await withoutIdleNames(store);
    await mergeChanged(store);
    await recordConflicts(store);
    await store.run(`INSERT INTO touched SELECT m.message_id FROM message m
      SEMI JOIN removing r ON r.source = m.source AND r.native_id = m.native_id`);
    await world.refresh(store, 'touched', world.plan);
    await raiseDataVersion(store);
    await askForRewrite(store);
    const counts = { messages: texts, states: found, names };
    await addAudit(store, { at: world.now, who: world.who, did: 'expiry', counts });
    return { messages: texts, names };
  });
  const due = await db.store.query("SELECT 1 AS one FROM meta WHERE key = 'rewrite_due'");
  if (due.length > 0) await db.rewrite();
  return done;
}

/** When texts were last looked through for those whose time is up, ISO UTC. */
export async function lastExpiry(store: Store): Promise<string | undefined> {
  const [row] = await store.query<{ value: string }>("SELECT value FROM meta WHERE key = 'expired_at'");
  return row?.value;
}

/** Leaves `expired` (states), `removing` (every id of messages of which none is left) and `changed_id` (the others). */
async function findExpired(store: WritingStore, { plan, now }: { plan: Plan; now: string }): Promise<number> {
  await store.run(
    `CREATE TEMP TABLE expired AS
    SELECT e.observation_id, o.source, o.native_id FROM (${expirySql(retentionOf(plan))}) e
    JOIN ${knownObservation} o ON o.observation_id = e.observation_id WHERE e.expires_at <= $now::TIMESTAMP AND o.text <> ''`,
    { now },
  );
  await store.run(`CREATE TEMP TABLE spent AS
    SELECT DISTINCT e.source, e.native_id FROM expired e
    WHERE NOT EXISTS (FROM ${knownObservation} o ANTI JOIN expired x ON x.observation_id = o.observation_id
      WHERE o.source = e.source AND o.native_id = e.native_id AND o.text <> '')`);
  await store.run(`CREATE TEMP TABLE removing AS
    FROM spent UNION SELECT a.source, a.native_id FROM alias a
      SEMI JOIN spent s ON s.source = a.source AND s.native_id = a.same_as`);
  await store.run(`CREATE TEMP TABLE changed_id AS
    SELECT DISTINCT source, native_id FROM expired e
    WHERE NOT EXISTS (FROM spent s WHERE s.source = e.source AND s.native_id = e.native_id)`);
  const [{ n }] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM expired');
  return n;
}

/** Nobody is named any more of whom no text is left: their id stays, by which their messages belong together. */
async function withoutIdleNames(store: WritingStore): Promise<number> {
  await store.run(`CREATE TEMP TABLE nameless AS
    SELECT DISTINCT o.source, lower(o.author) AS key FROM observation o
    SEMI JOIN removing r ON r.source = o.source AND r.native_id = o.native_id
    WHERE NOT EXISTS (FROM observation k WHERE k.source = o.source AND lower(k.author) = lower(o.author) AND k.text <> '')
      AND NOT EXISTS (FROM own_account w WHERE w.source = o.source AND w.key = lower(o.author))`);
  await store.run(`UPDATE observation SET handle = NULL, name = NULL FROM nameless n
    WHERE n.source = observation.source AND n.key = lower(observation.author)`);
  await store.run(`UPDATE account SET handle = NULL, name = NULL FROM nameless n
    WHERE n.source = account.source AND n.key = account.key`);
  const [{ n }] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM nameless');
  return n;
}
