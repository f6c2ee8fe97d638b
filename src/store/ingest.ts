import type { FileReport, ImportReport, Progress, ValueCounts } from '../model/import.ts';
import type { Removed } from '../model/message.ts';
import type { Plan } from '../model/plan.ts';
import type { WritingStore } from '../model/store.ts';
import type { Database } from './database.ts';
import { knownFiles, recordFiles } from './files.ts';
import { markGone, messagesOf } from './gone.ts';
import type { Hiding } from './hide.ts';
import { totals } from './imports.ts';
import { stagedIds } from './known.ts';
import { fileEnd, mergeChanged, observe, recordConflicts } from './merge.ts';
import { type Recognised, recognise } from './recognise.ts';
import type { RespondentKey } from './respondent-key.ts';
import { type Incoming, type StagedFile, stageFiles } from './stage.ts';
import { observeTold } from './told.ts';

export type { Incoming } from './stage.ts';

/** Brings the facts up to date, inside the transaction: for the messages in `touched`, or for all. */
export type RefreshFacts = (
  store: WritingStore,
  touched: 'touched' | 'all',
  plan: Plan,
) => Promise<{ cycles: number }>;

/** What an import needs from outside. */
export interface IngestWorld {
  /** ISO UTC. */
  now: string;
  who: string;
  /** Narrows the own accounts that the files name. */
  us?: string[];
  plan: Plan;
  refresh: RefreshFacts;
  progress: (progress: Progress) => void;
  /** Called at named points; a test kills the process there. */
  checkpoint?: (name: string) => void;
  signal?: AbortSignal;
}

/**
 * Imports files in one piece: all of it is kept or, when anything breaks or the process dies, none.
 * A file whose bytes were imported before is reported as known and not read.
 */
export async function ingest(db: Database, incoming: Incoming[], world: IngestWorld): Promise<ImportReport> {
  const began = performance.now();
  const known = new Map<Incoming, FileReport>();
  const seen = new Set<string>();
  const before = await knownFiles(db, incoming, world.us);
  for (const one of incoming) {
    const report = before.get(one);
    if (report) known.set(one, { ...report, shown: one.file.shown, known: true });
    else if (seen.has(one.sha256)) known.set(one, unread(one));
    seen.add(one.sha256);
  }
  const toRead = incoming.filter((one) => !known.has(one));
  if (toRead.length === 0) return nothingNew(db, incoming, known, world);
  const checkpoint = world.checkpoint ?? (() => undefined);
  let staged: StagedFile[] = [];
  let key: RespondentKey | undefined;
  let hiding: Hiding | undefined;
  let removed: Removed[] = [];
  const outcome = await db.stagedTransaction(
    async (store) => {
      const [{ next }] = await store.query<{ next: number }>(
        'SELECT coalesce(max(file_id), 0)::INTEGER + 1 AS next FROM import_file',
      );
      checkpoint('parse');
      ({ files: staged, gone: removed, key, hiding } = await stageFiles(store, toRead, next, world));
      checkpoint('staged');
    },
    async (store) => {
      const [{ importId }] = await store.query<{ importId: number }>(
        'SELECT coalesce(max(import_id), 0)::INTEGER + 1 AS "importId" FROM import',
      );
      await recordFiles(store, importId, staged, world.us);
      checkpoint('append');
      world.progress({ step: 'comparing with what is known' });
      const recognised = await recognise(store);
      const stillGone = (await hiding?.keep(store, world.now, 'export_file')) ?? 0;
      await observe(store);
      checkpoint('observe');
      const counts = await mergeChanged(store);
      checkpoint('merge');
      await addMetrics(store);
      const conflicts = await recordConflicts(store);
      const told = await observeTold(store);
      await key?.keep(store);
      const gone = await markGone(store, await messagesOf(store, removed), world.now, world.who);
      world.progress({ step: 'joining threads' });
      const { cycles } = await world.refresh(store, 'touched', world.plan);
      checkpoint('threads');
      const [{ distinct }] = await store.query<{ distinct: number }>(
        `SELECT count(*)::INTEGER AS "distinct" FROM ${stagedIds}`,
      );
      const result = { ...counts, same: distinct - counts.added - counts.changed, conflicts, cycles };
      await store.run(
        `INSERT INTO import BY NAME SELECT $importId::INTEGER AS import_id, $now::TIMESTAMP AS made_at, $who AS who,
          'done' AS state, $added::INTEGER AS added, $changed::INTEGER AS changed, $same::INTEGER AS same,
          $conflicts::INTEGER AS conflicts, $cycles::INTEGER AS cycles,
          $toldAdded::INTEGER AS told_added, $toldChanged::INTEGER AS told_changed, $toldSame::INTEGER AS told_same`,
        {
          importId,
          now: world.now,
          who: world.who,
          ...result,
          toldAdded: told.added,
          toldChanged: told.changed,
          toldSame: told.same,
        },
      );
      await raiseDataVersion(store);
      checkpoint('commit');
      return {
        importId,
        ...result,
        ...recognisedIn(recognised),
        ...valuesOf(told),
        ...(gone > 0 && { gone }),
        ...(stillGone > 0 && { stillGone }),
      };
    },
  );
  const read = new Map(staged.map((file) => [file.incoming, file.report]));
  return {
    ...outcome,
    at: world.now,
    files: incoming.map((one) => known.get(one) ?? read.get(one) ?? unread(one)),
    totals: await totals(db.store),
    seconds: (performance.now() - began) / 1000,
  };
}

/** Nothing is said of other ids where there were none. */
function recognisedIn(recognised: Recognised): { recognised?: Recognised } {
  return recognised.matched + recognised.apart > 0 ? { recognised } : {};
}

/** Nothing is said of values where there were none. */
function valuesOf(values: ValueCounts): { values?: ValueCounts } {
  return values.added + values.changed + values.same > 0 ? { values } : {};
}

async function nothingNew(
  db: Database,
  incoming: Incoming[],
  known: Map<Incoming, FileReport>,
  world: IngestWorld,
): Promise<ImportReport> {
  const files = incoming.map((one) => known.get(one) ?? unread(one));
  return {
    importId: 0,
    at: world.now,
    files,
    added: 0,
    changed: 0,
    same: files.reduce((sum, file) => sum + file.messages, 0),
    conflicts: 0,
    ...valuesOf({ added: 0, changed: 0, same: files.reduce((sum, { values = 0 }) => sum + values, 0) }),
    cycles: 0,
    totals: await totals(db.store),
    seconds: 0,
  };
}

/** Anything that depends on the data is asked anew after this. */
export async function raiseDataVersion(store: WritingStore): Promise<void> {
  await store.run("UPDATE meta SET value = (value::INTEGER + 1)::VARCHAR WHERE key = 'data_version'");
  await store.run('DELETE FROM kept_finding');
}

function unread(one: Incoming): FileReport {
  return {
    shown: one.file.shown,
    reader: one.reader,
    encoding: '',
    rows: 0,
    accepted: 0,
    rejected: 0,
    empty: 0,
    messages: 0,
    repaired: 0,
    sides: 'both',
    notes: ['the same bytes as another file of this import'],
    known: true,
  };
}

/** Counts are snapshots: a new one is added, an equal one of the same moment is not. */
async function addMetrics(store: WritingStore): Promise<void> {
  await store.run(`INSERT INTO metric_snapshot BY NAME
    SELECT DISTINCT s.*, ${fileEnd} AS observed_at
    FROM stage_metric s JOIN import_file f ON f.file_id = s.file_id
    WHERE NOT EXISTS (FROM metric_snapshot k WHERE k.source = s.source AND k.native_id = s.native_id
      AND k.metric = s.metric AND k.definition = s.definition AND k.value = s.value
      AND k.observed_at = ${fileEnd})`);
}
