import { createHash } from 'node:crypto';
import type { Leg } from '../model/connector.ts';
import type { Row } from '../model/message.ts';
import type { Point } from '../model/series.ts';
import type { Param, WritingStore } from '../model/store.ts';
import { pointsOf } from './account-count.ts';
import { advanceConnection } from './connections.ts';
import type { Database } from './database.ts';
import { type Route, recordFiles } from './files.ts';
import { markGone } from './gone.ts';
import type { Hiding } from './hide.ts';
import { type IngestWorld, raiseDataVersion } from './ingest.ts';
import { stagedIds } from './known.ts';
import { mergeChanged, observe, recordConflicts } from './merge.ts';
import { recognise } from './recognise.ts';
import { type Incoming, type StagedFile, stageFiles } from './stage.ts';
import { observeTold, tellsNewValue } from './told.ts';

/** A leg with where it belongs. */
export interface LegToKeep {
  leg: Leg;
  /** The connection's name. */
  connection: string;
  /** What a person reads of it, such as `Bluesky @acme.example`. */
  shown: string;
  /** The connector's word and version. */
  reader: string;
  readerVersion: number;
  /** What the legs of this sync missed so far, this one included. */
  missing: string[];
  /** When the sync began, ISO UTC. */
  startedAt: string;
  /** The import that earlier legs of this sync made. */
  importId?: number;
}

export interface LegKept {
  /** The sync's import; absent where nothing of it was new so far. */
  importId?: number;
  added: number;
  changed: number;
  same: number;
  gone: number;
  cycles: number;
}

/**
 * Keeps a leg in one piece with its cursor: when anything breaks or the process dies, neither is kept. All legs of a
 * sync are one import of one file, which the first leg with something new makes; a leg that tells nothing new moves
 * the cursor and the end of the data, and leaves no import behind.
 */
export async function ingestLeg(db: Database, one: LegToKeep, world: IngestWorld): Promise<LegKept> {
  const { leg } = one;
  const checkpoint = world.checkpoint ?? (() => undefined);
  let staged: StagedFile[] = [];
  let hiding: Hiding | undefined;
  let earlier: number | undefined;
  return db.stagedTransaction(
    async (store) => {
      earlier = await standing(store, one.importId);
      const fileId = await fileOf(store, earlier);
      const points = await pointsOf(store, leg.values ?? [], one.connection, world.plan.zone);
      ({ files: staged, hiding } = await stageFiles(store, [incomingOf(one, points)], fileId, world));
    },
    async (store) => {
      const [file] = staged as [StagedFile];
      let importId = earlier;
      let counts = { added: 0, changed: 0, same: 0, cycles: 0 };
      await recognise(store);
      await hiding?.keep(store, world.now, 'api');
      await observe(store);
      const isNew = await tellsNew(store, one.connection);
      if (isNew || importId !== undefined) {
        importId ??= await nextImport(store);
        const route: Route = { acquisition: 'api', connection: one.connection, readAt: world.now };
        await recordFiles(store, importId, staged, undefined, route);
        if (earlier !== undefined) await foldFile(store, file.fileId);
        const merged = await mergeChanged(store);
        await addReadCounts(store, world.now);
        const conflicts = await recordConflicts(store);
        const told = await observeTold(store);
        const [{ distinct }] = await store.query<{ distinct: number }>(
          `SELECT count(*)::INTEGER AS "distinct" FROM ${stagedIds}`,
        );
        counts = { ...merged, same: distinct - merged.added - merged.changed, cycles: 0 };
        await recordImport(store, importId, earlier !== undefined, world, {
          ...counts,
          conflicts,
          told_added: told.added,
          told_changed: told.changed,
          told_same: told.same,
        });
      } else {
        for (const table of ['sighting', 'same_message'])
          await store.run(`DELETE FROM ${table} WHERE file_id = $fileId::INTEGER`, { fileId: file.fileId });
        await store.run('DELETE FROM changed_id');
        await store.run('CREATE TEMP TABLE touched (message_id INTEGER)');
      }
      const gone = await markGone(store, leg.gone, world.now, world.who);
      const moved = await advanceConnection(
        store,
        one.connection,
        { ...leg, missing: one.missing },
        world.now,
      );
      checkpoint('kept');
      if (isNew || gone > 0 || moved) {
        world.progress({ step: 'joining threads' });
        const { cycles } = await world.refresh(store, 'touched', world.plan);
        counts.cycles = cycles;
        await raiseDataVersion(store);
      }
      checkpoint('commit');
      return { ...(importId !== undefined ? { importId } : {}), ...counts, gone };
    },
  );
}

/** A leg as a file that was read: a row for each message, and one for what was counted of the account. */
function incomingOf(
  { leg, connection, shown, reader, readerVersion, startedAt }: LegToKeep,
  points: Point[],
): Incoming {
  async function* rows(): AsyncGenerator<Row[]> {
    const messages: Row[] = leg.messages.map((message, index) => ({ line: index + 1, messages: [message] }));
    yield points.length === 0 ? messages : [...messages, { line: messages.length + 1, told: points }];
  }
  return {
    file: { name: shown, shown, bytes: 0, head: async () => new Uint8Array(), stream: async function* () {} },
    sha256: createHash('sha256').update(`sync ${connection} ${startedAt}`).digest('hex'),
    reader,
    readerVersion,
    reading: {
      rows: rows(),
      summary: () => ({
        ownAccounts: leg.ownAccounts,
        sides: 'both',
        observedUntil: leg.observedUntil,
        encoding: 'utf-8',
        repaired: 0,
        notes: leg.missing,
      }),
    },
  };
}

/** The import, unless somebody took it back while the sync went on. */
async function standing(store: WritingStore, importId: number | undefined): Promise<number | undefined> {
  if (importId === undefined) return undefined;
  const found = await store.query(
    "SELECT 1 AS one FROM import WHERE import_id = $importId::INTEGER AND state = 'done'",
    { importId },
  );
  return found.length > 0 ? importId : undefined;
}

async function fileOf(store: WritingStore, importId: number | undefined): Promise<number> {
  const [found] = await store.query<{ fileId: number }>(
    `SELECT coalesce((SELECT file_id FROM import_file WHERE import_id = $importId::INTEGER),
      (SELECT coalesce(max(file_id), 0) + 1 FROM import_file))::INTEGER AS "fileId"`,
    { importId: importId ?? null },
  );
  return found.fileId;
}

async function nextImport(store: WritingStore): Promise<number> {
  const [{ importId }] = await store.query<{ importId: number }>(
    'SELECT coalesce(max(import_id), 0)::INTEGER + 1 AS "importId" FROM import',
  );
  return importId;
}

/** Whether the leg holds a state, or a count, that this connection has not told before. */
async function tellsNew(store: WritingStore, connection: string): Promise<boolean> {
  const [{ any }] = await store.query<{ any: boolean }>(
    `SELECT EXISTS (FROM fresh)
      OR EXISTS (FROM seen s WHERE NOT EXISTS (
        FROM (SELECT observation_id, file_id FROM observation UNION ALL SELECT observation_id, file_id FROM sighting) g
        JOIN import_file f ON f.file_id = g.file_id
        WHERE f.connection = $connection AND g.observation_id = s.observation_id))
      OR EXISTS (FROM realiased) OR EXISTS (${newCounts}) AS "any"`,
    { connection },
  );
  return any || tellsNewValue(store, connection);
}

/** Reported counts that differ from the last ones known. */
const newCounts = `SELECT s.* FROM (SELECT DISTINCT * FROM stage_metric) s LEFT JOIN (
    SELECT k.source, k.native_id, k.metric, k.definition,
      first(k.value ORDER BY k.observed_at DESC NULLS LAST, k.value) AS value
    FROM metric_snapshot k SEMI JOIN stage_metric t
      ON t.source = k.source AND t.native_id = k.native_id AND t.metric = k.metric AND t.definition = k.definition
    GROUP BY k.source, k.native_id, k.metric, k.definition) k
  ON k.source = s.source AND k.native_id = s.native_id AND k.metric = s.metric AND k.definition = s.definition
  WHERE k.value IS DISTINCT FROM s.value`;

async function addReadCounts(store: WritingStore, now: string): Promise<void> {
  await store.run(
    `INSERT INTO metric_snapshot BY NAME SELECT *, $now::TIMESTAMP AS observed_at FROM (${newCounts})`,
    { now },
  );
}

const sums = ['rows', 'accepted', 'rejected', 'empty', 'messages', 'told', 'repaired'];
const lists = ['own_accounts', 'notes'];

/** The file of a sync grows with its legs: its two rows, from before and of this leg, become one. */
async function foldFile(store: WritingStore, fileId: number): Promise<void> {
  const params: Record<string, Param> = { fileId };
  const latest = ['observed_until', 'newest_at', 'read_at'];
  const changing = [...sums, ...lists, ...latest];
  await store.run(
    `CREATE TEMP TABLE folded AS SELECT any_value(COLUMNS(* EXCLUDE (${changing.join(', ')}))),
      ${sums.map((name) => `sum(${name})::INTEGER AS ${name}`).join(', ')},
      ${lists.map((name) => `to_json(list_distinct(flatten(list(from_json(${name}, '["VARCHAR"]')))))::VARCHAR AS ${name}`).join(', ')},
      ${latest.map((name) => `max(${name}) AS ${name}`).join(', ')}
    FROM import_file WHERE file_id = $fileId::INTEGER`,
    params,
  );
  await store.run('DELETE FROM import_file WHERE file_id = $fileId::INTEGER', params);
  await store.run('INSERT INTO import_file BY NAME FROM folded');
}

async function recordImport(
  store: WritingStore,
  importId: number,
  isThere: boolean,
  { now, who }: IngestWorld,
  counts: Record<string, number>,
): Promise<void> {
  const names = Object.keys(counts);
  await store.run(
    !isThere
      ? `INSERT INTO import BY NAME SELECT $importId::INTEGER AS import_id, $now::TIMESTAMP AS made_at, $who AS who,
          'done' AS state, ${names.map((name) => `$${name}::INTEGER AS ${name}`).join(', ')}`
      : `UPDATE import SET ${names.map((name) => `${name} = ${name} + $${name}::INTEGER`).join(', ')}
          WHERE import_id = $importId::INTEGER`,
    { importId, now, who, ...counts },
  );
}
