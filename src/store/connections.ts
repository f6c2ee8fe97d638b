import type { ConnectionState } from '../model/connection.ts';
import type { Connection, Leg } from '../model/connector.ts';
import { Problem } from '../model/problem.ts';
import type { Param, Store, WritingStore } from '../model/store.ts';
import { askForRewrite } from './ask-for-rewrite.ts';
import { addAudit } from './audit.ts';
import type { Database } from './database.ts';
import type { IngestWorld } from './ingest.ts';
import { takeBack } from './undo-import.ts';

interface ConnectionRow extends Connection {
  since: string;
  cursor: string | null;
  observedUntil: string | null;
  startedAt: string | null;
  endedAt: string | null;
  sweptAt: string | null;
  problem: string | null;
  missing: string;
  messages: number;
  followers: number | null;
  countedOn: string | null;
}

const iso = (column: string) => `strftime(c.${column}, '%Y-%m-%dT%H:%M:%SZ')`;

/** The accounts that are read over the network, in the order in which they came. */
export async function listConnections(store: Store): Promise<ConnectionState[]> {
  const rows = await store.query<ConnectionRow>(
    `SELECT c.name, c.connector, c.origin, c.account, c.handle, ${iso('since')} AS since, c.cursor,
      ${iso('observed_until')} AS "observedUntil", ${iso('sync_started_at')} AS "startedAt",
      ${iso('sync_ended_at')} AS "endedAt", ${iso('swept_at')} AS "sweptAt", c.problem, c.missing, coalesce(n.messages, 0)::INTEGER AS messages,
      v.followers, strftime(v.counted_on, '%Y-%m-%d') AS "countedOn"
    FROM connection c LEFT JOIN (
      SELECT f.connection, max(p.starts_at) AS counted_on,
        first(p.value ORDER BY p.starts_at DESC, f.file_id DESC, p.value_id DESC) AS followers
      FROM point p JOIN value_sighting s ON s.value_id = p.value_id JOIN import_file f ON f.file_id = s.file_id
      WHERE p.series = 'followers' AND f.connection IS NOT NULL GROUP BY f.connection) v ON v.connection = c.name
    LEFT JOIN (
      SELECT f.connection, count(DISTINCT (o.source, o.native_id)) AS messages
      FROM import_file f JOIN (
        SELECT observation_id, file_id FROM observation UNION ALL SELECT observation_id, file_id FROM sighting) g
        ON g.file_id = f.file_id
      JOIN observation o ON o.observation_id = g.observation_id
      WHERE f.connection IS NOT NULL GROUP BY f.connection) n ON n.connection = c.name
    ORDER BY c.since, c.name`,
  );
  return rows.map(
    ({
      cursor,
      observedUntil,
      startedAt,
      endedAt,
      sweptAt,
      problem,
      missing,
      followers,
      countedOn,
      ...row
    }) => ({
      ...row,
      ...(followers !== null && countedOn ? { followers: { value: followers, on: countedOn } } : {}),
      ...(cursor !== null ? { cursor } : {}),
      ...(observedUntil ? { observedUntil } : {}),
      ...(startedAt ? { startedAt } : {}),
      ...(endedAt ? { endedAt } : {}),
      ...(sweptAt ? { sweptAt } : {}),
      ...(problem ? { problem: JSON.parse(problem) as ConnectionState['problem'] } : {}),
      missing: JSON.parse(missing) as string[],
    }),
  );
}

/** The connection of that name. Throws a Problem that names those there are. */
export async function connectionNamed(store: Store, name: string): Promise<ConnectionState> {
  const all = await listConnections(store);
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const names = all.map((one) => one.name).join(', ');
  throw new Problem(
    `There is no connection “${name}”.`,
    names ? `There are: ${names}.` : 'Make one with rapport connect @NAME.',
  );
}

/**
 * Keeps a connection. The same account again keeps what was read, takes a new handle and server, and forgets its last
 * problem. Throws a Problem where the name belongs to another account, or the account has another name.
 */
export async function keepConnection(db: Database, one: Connection, now: string): Promise<void> {
  const params: Record<string, Param> = { ...one, now };
  await db.transaction(async (store) => {
    const [other] = await store.query<{ name: string; handle: string; account: string }>(
      `SELECT name, handle, account FROM connection
      WHERE (name = $name AND (connector, account) <> ($connector, $account))
        OR (name <> $name AND (connector, account) = ($connector, $account))`,
      params,
    );
    if (other?.account === one.account)
      throw new Problem(
        `@${one.handle} is connected already, under the name ${other.name}.`,
        `Read what is new with rapport sync ${other.name}, or take it away with rapport disconnect ${other.name}.`,
      );
    if (other)
      throw new Problem(
        `The name ${one.name} belongs to @${other.handle}.`,
        'Choose another one with --name WORD.',
      );
    const [known] = await store.query('SELECT name FROM connection WHERE name = $name', params);
    await store.run(
      known
        ? `UPDATE connection SET origin = $origin, handle = $handle, problem = NULL, missing = '[]' WHERE name = $name`
        : `INSERT INTO connection BY NAME SELECT $name AS name, $connector AS connector, $origin AS origin,
            $account AS account, $handle AS handle, $now::TIMESTAMP AS since, '[]' AS missing`,
      params,
    );
  });
}

/** Says that a sync begins. */
export async function beginSync(db: Database, name: string, now: string): Promise<void> {
  await db.transaction((store) =>
    store.run('UPDATE connection SET sync_started_at = $now::TIMESTAMP WHERE name = $name', { name, now }),
  );
}

/** How a sync ended: through to its end, or with a problem. */
export async function endSync(
  db: Database,
  name: string,
  now: string,
  problem?: { message: string; help?: string },
): Promise<void> {
  await db.transaction((store) =>
    store.run(
      problem
        ? 'UPDATE connection SET problem = $problem WHERE name = $name'
        : 'UPDATE connection SET problem = NULL, sync_ended_at = $now::TIMESTAMP WHERE name = $name',
      { name, now, problem: problem ? JSON.stringify({ ...problem, at: now }) : null },
    ),
  );
}

/**
 * Moves the connection behind a leg, in the leg's transaction; a leg that misses nothing leaves standing what was
 * missed before. Returns whether the end of the data moved.
 */
export async function advanceConnection(
  store: WritingStore,
  name: string,
  leg: Pick<Leg, 'cursor' | 'observedUntil' | 'missing'>,
  now: string,
): Promise<boolean> {
  const until = leg.observedUntil && leg.observedUntil < now ? leg.observedUntil : leg.observedUntil && now;
  const [before] = await store.query<{ moves: boolean }>(
    `SELECT coalesce($until::TIMESTAMP > coalesce(observed_until, '-infinity'::TIMESTAMP), false) AS moves
    FROM connection WHERE name = $name`,
    { name, until: until ?? null },
  );
  if (!before) throw new Problem(`The connection ${name} was taken away while it was read.`);
  await store.run(
    `UPDATE connection SET cursor = $cursor, observed_until = greatest(observed_until, $until::TIMESTAMP),
      missing = coalesce($missing, missing) WHERE name = $name`,
    {
      name,
      cursor: leg.cursor,
      until: until ?? null,
      missing: leg.missing.length > 0 ? JSON.stringify(leg.missing) : null,
    },
  );
  return before.moves;
}

/** The standing imports of a connection, and how many messages, and values of the account, only it brought. */
export async function held(
  store: Store,
  name: string,
): Promise<{ imports: number[]; messages: number; values: number }> {
  const imports = await store.query<{ importId: number }>(
    `SELECT DISTINCT i.import_id AS "importId" FROM import_file f JOIN import i ON i.import_id = f.import_id
    WHERE f.connection = $name AND i.state = 'done' ORDER BY i.import_id`,
    { name },
  );
  const [{ messages }] = await store.query<{ messages: number }>(
    `SELECT count(*)::INTEGER AS messages FROM (
      SELECT o.source, o.native_id FROM observation o JOIN (
        SELECT observation_id, file_id FROM observation UNION ALL SELECT observation_id, file_id FROM sighting) g
        ON g.observation_id = o.observation_id
      JOIN import_file f ON f.file_id = g.file_id
      GROUP BY o.source, o.native_id HAVING bool_and(coalesce(f.connection = $name, false)))`,
    { name },
  );
  const [{ values }] = await store.query<{ values: number }>(
    `SELECT count(*)::INTEGER AS "values" FROM (
      SELECT s.value_id FROM value_sighting s JOIN import_file f ON f.file_id = s.file_id
      GROUP BY s.value_id HAVING bool_and(coalesce(f.connection = $name, false)))`,
    { name },
  );
  return { imports: imports.map(({ importId }) => importId), messages, values };
}

/**
 * Takes a connection away with all that came by it alone, in one piece. Returns how many messages went, and how many
 * are as another import tells them. The file is written anew, and the audit says so.
 */
export async function removeConnection(
  db: Database,
  name: string,
  world: Pick<IngestWorld, 'plan' | 'refresh' | 'now' | 'who'>,
): Promise<{ imports: number; removed: number; restored: number; values?: number }> {
  await connectionNamed(db.store, name);
  const { imports, values } = await held(db.store, name);
  const purged = await db.transaction(async (store) => {
    const { removed, restored } =
      imports.length > 0 ? await takeBack(store, imports, world) : { removed: 0, restored: 0 };
    await store.run(
      `DELETE FROM rejected_row WHERE file_id IN (SELECT file_id FROM import_file WHERE connection = $name)`,
      { name },
    );
    // names of people who wrote nothing else that is here
    await store.run(`DELETE FROM account WHERE account_id NOT IN (SELECT account_id FROM own_account)
      AND NOT EXISTS (FROM observation o WHERE o.source = account.source AND lower(o.author) = account.key)`);
    await store.run(`DELETE FROM swept
      WHERE NOT EXISTS (FROM observation o WHERE o.source = swept.source AND o.native_id = swept.native_id)`);
    await store.run('DELETE FROM connection WHERE name = $name', { name });
    await askForRewrite(store);
    const { now: at, who } = world;
    await addAudit(store, {
      at,
      who,
      did: 'purge',
      counts: { imports: imports.length, messages: removed, values },
    });
    return { imports: imports.length, removed, restored, ...(values > 0 && { values }) };
  });
  await db.rewrite();
  return purged;
}
