import type { FileReport, ImportReport, Progress } from '../model/import.ts';
import type { Plan } from '../model/plan.ts';
import type { WritingStore } from '../model/store.ts';
import type { Database } from './database.ts';
import { fileReports, totals } from './imports.ts';
import { mergeChanged, observe, recordConflicts } from './merge.ts';
import { type Incoming, type StagedFile, stageFiles } from './stage.ts';

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
  for (const one of incoming) {
    const before = await knownFile(db, one, world.us);
    if (before) known.set(one, { ...before, shown: one.file.shown, known: true });
    else if (seen.has(one.sha256)) known.set(one, unread(one));
    seen.add(one.sha256);
  }
  const toRead = incoming.filter((one) => !known.has(one));
  if (toRead.length === 0) return nothingNew(db, incoming, known, world);
  const checkpoint = world.checkpoint ?? (() => undefined);
  let staged: StagedFile[] = [];
  const outcome = await db.stagedTransaction(
    async (store) => {
      const [{ next }] = await store.query<{ next: number }>(
        'SELECT coalesce(max(file_id), 0)::INTEGER + 1 AS next FROM import_file',
      );
      checkpoint('parse');
      staged = await stageFiles(store, toRead, next, world);
      checkpoint('staged');
    },
    async (store) => {
      const [{ importId }] = await store.query<{ importId: number }>(
        'SELECT coalesce(max(import_id), 0)::INTEGER + 1 AS "importId" FROM import',
      );
      await recordFiles(store, importId, staged, world);
      checkpoint('append');
      world.progress({ step: 'comparing with what is known' });
      await observe(store);
      checkpoint('observe');
      const counts = await mergeChanged(store);
      checkpoint('merge');
      await addMetrics(store);
      const conflicts = await recordConflicts(store);
      world.progress({ step: 'joining threads' });
      const { cycles } = await world.refresh(store, 'touched', world.plan);
      checkpoint('threads');
      const [{ distinct }] = await store.query<{ distinct: number }>(
        'SELECT count(DISTINCT (source, native_id))::INTEGER AS "distinct" FROM stage',
      );
      const result = { ...counts, same: distinct - counts.added - counts.changed, conflicts, cycles };
      await store.run(
        `INSERT INTO import BY NAME SELECT $importId::INTEGER AS import_id, $now::TIMESTAMP AS made_at, $who AS who,
          'done' AS state, $added::INTEGER AS added, $changed::INTEGER AS changed, $same::INTEGER AS same,
          $conflicts::INTEGER AS conflicts, $cycles::INTEGER AS cycles`,
        { importId, now: world.now, who: world.who, ...result },
      );
      await raiseDataVersion(store);
      checkpoint('commit');
      return { importId, ...result };
    },
  );
  return {
    ...outcome,
    at: world.now,
    files: incoming.map(
      (one) => known.get(one) ?? staged.find((s) => s.incoming === one)?.report ?? unread(one),
    ),
    totals: await totals(db.store),
    seconds: (performance.now() - began) / 1000,
  };
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

/**
 * What was said of the same bytes when they were last read. With other own accounts they are read anew, which
 * changes whose side is ours and no message; another mapping would make other messages and needs an undo first.
 */
async function knownFile(
  db: Database,
  { sha256, mapping }: Incoming,
  us: string[] | undefined,
): Promise<FileReport | undefined> {
  const found = (
    await fileReports(db.store, `f.sha256 = $sha256 AND NOT f.known AND i.state = 'done'`, { sha256 })
  ).at(-1);
  if (!found) return undefined;
  const { importId, report } = found;
  if (report.notes.find((note) => note.startsWith(usNoteBegin)) !== usNote(us)) return undefined;
  const [{ same }] = await db.store.query<{ same: boolean }>(
    `SELECT bool_and(mapping IS NOT DISTINCT FROM $mapping) AS same FROM import_file
    WHERE import_id = $importId::INTEGER AND sha256 = $sha256`,
    { importId, sha256, mapping: mappingText(mapping) },
  );
  if (same) return report;
  const note = `It was read before with another mapping, which holds. To read it with this one, undo import ${importId} first.`;
  return { ...report, notes: [...report.notes, note] };
}

const usNoteBegin = 'Ours, as --us says:';

function usNote(us: string[] | undefined): string | undefined {
  return us && `${usNoteBegin} ${us.map(bareName).sort().join(', ')}.`;
}

function bareName(name: string): string {
  return name.trim().replace(/^@/, '').toLowerCase();
}

/** A mapping as text, the same for every order of its keys. */
function mappingText(mapping: Incoming['mapping']): string | null {
  if (!mapping) return null;
  return JSON.stringify(mapping, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
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

async function recordFiles(
  store: WritingStore,
  importId: number,
  staged: StagedFile[],
  world: IngestWorld,
): Promise<void> {
  const narrowed = world.us?.map(bareName);
  const note = usNote(world.us);
  for (const { fileId, incoming, report, summary } of staged) {
    const handles = await store.query<{ author: string; handle: string }>(
      `SELECT DISTINCT lower(author) AS author, lower(handle) AS handle FROM stage
      WHERE file_id = $fileId::INTEGER AND handle IS NOT NULL AND $narrows`,
      { fileId, narrows: narrowed !== undefined },
    );
    const named = (id: string) =>
      narrowed?.includes(bareName(id)) ||
      handles.some(
        ({ author, handle }) => author === id.toLowerCase() && narrowed?.includes(bareName(handle)),
      );
    const own = narrowed ? summary.ownAccounts.filter(named) : summary.ownAccounts;
    if (note) report.notes = [...report.notes, note];
    await store.run(
      `INSERT INTO import_file BY NAME SELECT $importId::INTEGER AS import_id, $fileId::INTEGER AS file_id,
        $shown AS shown, $sha256 AS sha256, $reader AS reader, $readerVersion::INTEGER AS reader_version,
        $mapping AS mapping, $encoding AS encoding, $rows::INTEGER AS rows, $accepted::INTEGER AS accepted,
        $rejected::INTEGER AS rejected, $empty::INTEGER AS empty, $messages::INTEGER AS messages,
        $repaired::INTEGER AS repaired, $sides AS sides, $observedUntil::TIMESTAMP AS observed_until,
        (SELECT make_timestamp((max(created_ms) * 1000)::BIGINT) FROM stage WHERE file_id = $fileId::INTEGER) AS newest_at,
        $own AS own_accounts, $notes AS notes, false AS known`,
      {
        importId,
        fileId,
        shown: report.shown,
        sha256: incoming.sha256,
        reader: incoming.reader,
        readerVersion: incoming.readerVersion,
        mapping: mappingText(incoming.mapping),
        encoding: report.encoding,
        rows: report.rows,
        accepted: report.accepted,
        rejected: report.rejected,
        empty: report.empty,
        messages: report.messages,
        repaired: report.repaired,
        sides: report.sides,
        observedUntil: report.observedUntil ?? null,
        own: JSON.stringify(own),
        notes: JSON.stringify(report.notes),
      },
    );
  }
  await store.run('INSERT INTO rejected_row SELECT * FROM stage_rejected');
}

/** Counts are snapshots: a new one is added, an equal one of the same moment is not. */
async function addMetrics(store: WritingStore): Promise<void> {
  await store.run(`INSERT INTO metric_snapshot BY NAME
    SELECT DISTINCT s.*, coalesce(f.observed_until, f.newest_at) AS observed_at
    FROM stage_metric s JOIN import_file f ON f.file_id = s.file_id
    WHERE NOT EXISTS (FROM metric_snapshot k WHERE k.source = s.source AND k.native_id = s.native_id
      AND k.metric = s.metric AND k.definition = s.definition AND k.value = s.value
      AND k.observed_at = coalesce(f.observed_until, f.newest_at))`);
}
