import type { AppendColumn, Store, WritingStore } from '../model/store.ts';
import type { Database } from './database.ts';
import { raiseDataVersion } from './ingest.ts';

/** One time that a machine coded messages. */
export interface MachineRun {
  id: number;
  /** Which coder, and a version that changes whenever it could give other scores. */
  coder: string;
  version: string;
  codebook: string;
  /** ISO UTC. */
  at: string;
  who: string;
  /** `done` is the newest of its coder for one facet at least; the scores of those that are `replaced` are gone. */
  state: 'under-way' | 'done' | 'replaced';
  /** As `facet/code`, without those of facets that a later run of its coder took over. */
  codes: string[];
  /** Words of all facets that it was made for, in their order. */
  facets: string[];
  /** Human codings that it learnt from, by facet; empty where it learnt from none. */
  trainedOn: Record<string, number>;
  messages: number;
  notes: Record<string, number | string[]>;
}

/** What a run says of one message; `scores` in the order of its codes, NaN where it says nothing. */
export interface MachineReading {
  id: number;
  textHash: string;
  fold?: number | undefined;
  scores: ArrayLike<number>;
}

/** SQL: the hash by which a text is known again. */
export function textHashSql(text: string): string {
  return `substr(md5(${text}), 1, 16)`;
}

/** Writes down that a run begins; what is left of runs that never ended is removed. Returns its id. */
export async function beginRun(
  db: Database,
  run: Pick<MachineRun, 'coder' | 'version' | 'codebook' | 'at' | 'who' | 'codes' | 'trainedOn'>,
): Promise<number> {
  return db.transaction(async (store) => {
    await removeRuns(store, "state = 'under-way'");
    await store.run("UPDATE meta SET value = (value::INTEGER + 1)::VARCHAR WHERE key = 'last_run_id'");
    const [{ id }] = await store.query<{ id: number }>(
      "SELECT value::INTEGER AS id FROM meta WHERE key = 'last_run_id'",
    );
    await store.run(
      `INSERT INTO machine_run BY NAME SELECT $id::INTEGER AS run_id, $coder AS coder, $version AS version,
        $codebook AS codebook, $at::TIMESTAMP AS made_at, $who AS who, 'under-way' AS state, $codes AS codes,
        $trainedOn AS trained_on, 0 AS messages, '{}' AS notes`,
      {
        id,
        coder: run.coder,
        version: run.version,
        codebook: run.codebook,
        at: run.at,
        who: run.who,
        codes: JSON.stringify(run.codes),
        trainedOn: JSON.stringify(run.trainedOn),
      },
    );
    return id;
  });
}

/** Adds what a run says of some messages. Nobody sees it before `endRun`. */
export async function addReadings(
  db: Database,
  id: number,
  codes: readonly string[],
  readings: readonly MachineReading[],
): Promise<void> {
  const scores = codes.map(
    (_, k): AppendColumn => ({
      type: 'double',
      values: readings.map(({ scores }) => (Number.isNaN(scores[k]) ? null : scores[k])),
    }),
  );
  const names = codes.map((_, k) => `s${k}`);
  await db.stagedTransaction(
    async (store) => {
      await store.run(
        `CREATE TEMP TABLE stage_reading (message_id INTEGER, text_hash VARCHAR, fold INTEGER,
        ${names.map((name) => `${name} DOUBLE`).join(', ')})`,
      );
      await store.append('temp.stage_reading', [
        { type: 'integer', values: readings.map(({ id }) => id) },
        { type: 'text', values: readings.map(({ textHash }) => textHash) },
        { type: 'integer', values: readings.map(({ fold }) => fold ?? null) },
        ...scores,
      ]);
    },
    async (store) => {
      await store.run(
        `INSERT INTO machine_reading SELECT $id::INTEGER, message_id, text_hash, fold FROM stage_reading`,
        { id },
      );
      await store.run(
        `INSERT INTO machine_label SELECT $id::INTEGER, message_id, code, score FROM (
          SELECT message_id, unnest([${names.join(', ')}]) AS score,
            unnest(from_json($codes, '["VARCHAR"]')) AS code FROM stage_reading)
        WHERE score IS NOT NULL`,
        { id, codes: JSON.stringify(codes) },
      );
    },
  );
}

/**
 * Ends a run: its scores hold from now on, those that earlier runs of the coder gave for the same facets are removed, and
 * answers are made anew.
 */
export async function endRun(db: Database, id: number, notes: MachineRun['notes']): Promise<void> {
  await db.transaction(async (store) => {
    const [own] = await store.query<{ coder: string; codes: string }>(
      'SELECT coder, codes FROM machine_run WHERE run_id = $id::INTEGER',
      { id },
    );
    const facets = facetsOf(JSON.parse(own?.codes ?? '[]') as string[]);
    const earlier = (await machineRuns(store)).filter(
      ({ coder, state }) => coder === own?.coder && state === 'done',
    );
    for (const run of earlier) await replaceFacets(store, run, facets);
    await store.run(
      `UPDATE machine_run SET state = 'done', notes = $notes, messages = (
        SELECT count(*)::INTEGER FROM machine_reading WHERE run_id = $id::INTEGER) WHERE run_id = $id::INTEGER`,
      { id, notes: JSON.stringify(notes) },
    );
    await raiseDataVersion(store);
  });
}

const facetsOf = (codes: readonly string[]) => [
  ...new Set(codes.map((code) => code.split('/')[0] as string)),
];

/** A run on one facet leaves what an earlier one said of the others. */
async function replaceFacets(
  store: WritingStore,
  { id, codes, notes }: MachineRun,
  facets: readonly string[],
): Promise<void> {
  const gone = facetsOf(codes).filter((facet) => facets.includes(facet));
  if (gone.length === 0) return;
  if (gone.length === facetsOf(codes).length) {
    for (const table of ['machine_label', 'machine_reading'])
      await store.run(`DELETE FROM ${table} WHERE run_id = $id::INTEGER`, { id });
    await store.run(`UPDATE machine_run SET state = 'replaced' WHERE run_id = $id::INTEGER`, { id });
    return;
  }
  await store.run(
    `DELETE FROM machine_label WHERE run_id = $id::INTEGER
      AND list_contains(from_json($gone, '["VARCHAR"]'), split_part(code, '/', 1))`,
    { id, gone: JSON.stringify(gone) },
  );
  await store.run('UPDATE machine_run SET notes = $notes WHERE run_id = $id::INTEGER', {
    id,
    notes: JSON.stringify({ ...notes, replaced: [...replacedIn(notes), ...gone] }),
  });
}

/** Facets of a run that a later one of its coder took over. */
function replacedIn({ replaced }: MachineRun['notes']): string[] {
  return Array.isArray(replaced) ? replaced : [];
}

/** Removes a run with all that it said; where its scores held, answers are made anew. */
export async function dropRun(db: Database, id: number): Promise<void> {
  const which = `run_id = ${Math.trunc(id)}`;
  await db.transaction(async (store) => {
    const held = await store.query(`SELECT run_id FROM machine_run WHERE ${which} AND state = 'done'`);
    await removeRuns(store, which);
    if (held.length > 0) await raiseDataVersion(store);
  });
}

async function removeRuns(store: WritingStore, which: string): Promise<void> {
  for (const table of ['machine_label', 'machine_reading', 'machine_run'])
    await store.run(`DELETE FROM ${table} WHERE run_id IN (SELECT run_id FROM machine_run WHERE ${which})`);
}

/** All runs that ended, the newest first. */
export async function machineRuns(store: Store): Promise<MachineRun[]> {
  const rows = await store.query<
    Omit<MachineRun, 'codes' | 'facets' | 'trainedOn' | 'notes'> & {
      codes: string;
      trainedOn: string;
      notes: string;
    }
  >(
    `SELECT run_id AS id, coder, version, codebook, strftime(made_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "at", who, state,
      codes, trained_on AS "trainedOn", messages, notes FROM machine_run WHERE state <> 'under-way' ORDER BY run_id DESC`,
  );
  return rows.map((row) => {
    const codes = JSON.parse(row.codes) as string[];
    const notes = JSON.parse(row.notes) as MachineRun['notes'];
    const replaced = replacedIn(notes);
    return {
      ...row,
      codes: codes.filter((code) => !replaced.includes(code.split('/')[0] as string)),
      facets: facetsOf(codes),
      trainedOn: JSON.parse(row.trainedOn) as Record<string, number>,
      notes,
    };
  });
}
