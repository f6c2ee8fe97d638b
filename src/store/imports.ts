import type { Conflict, FileReport, ImportRecord, RejectedRow, WorkspaceTotals } from '../model/import.ts';
import type { Param, Store } from '../model/store.ts';

interface FileRow extends Omit<FileReport, 'notes' | 'observedUntil' | 'values'> {
  told: number | null;
  importId: number;
  sha256: string;
  mapping: string | null;
  notes: string;
  observedUntil: string | null;
}

/** Files of imports that a condition on `f` (file) and `i` (import) picks, in their order. */
export async function fileReports(
  store: Store,
  condition: string,
  params: Record<string, Param> = {},
): Promise<{ importId: number; sha256: string; mapping: string | null; report: FileReport }[]> {
  const rows = await store.query<FileRow>(
    `SELECT f.import_id AS "importId", f.shown, f.reader, f.encoding, f.rows, f.accepted, f.rejected, f.empty,
      f.messages, f.repaired, f.sides, strftime(f.observed_until, '%Y-%m-%dT%H:%M:%SZ') AS "observedUntil",
      f.notes, f.known, f.sha256, f.mapping, f.told
    FROM import_file f JOIN import i ON i.import_id = f.import_id WHERE ${condition} ORDER BY f.file_id`,
    params,
  );
  return rows.map(({ importId, sha256, mapping, told, ...file }) => ({
    importId,
    sha256,
    mapping,
    report: {
      ...file,
      notes: JSON.parse(file.notes) as string[],
      observedUntil: file.observedUntil ?? undefined,
      ...(told ? { values: told } : {}),
    },
  }));
}

/** Counts of values from elsewhere; null in imports from before there were any. */
interface Told {
  toldAdded: number | null;
  toldChanged: number | null;
  toldSame: number | null;
}

/** All imports, newest first. */
export async function listImports(store: Store): Promise<ImportRecord[]> {
  const imports = await store.query<Omit<ImportRecord, 'files' | 'values'> & Told>(
    `SELECT import_id AS "importId", strftime(made_at, '%Y-%m-%dT%H:%M:%SZ') AS "at", who, state, added, changed, same, conflicts,
      told_added AS "toldAdded", told_changed AS "toldChanged", told_same AS "toldSame"
    FROM import ORDER BY import_id DESC`,
  );
  const files = await fileReports(store, 'true');
  return imports.map(({ toldAdded, toldChanged, toldSame, ...one }) => ({
    ...one,
    ...(toldAdded || toldChanged || toldSame
      ? { values: { added: toldAdded ?? 0, changed: toldChanged ?? 0, same: toldSame ?? 0 } }
      : {}),
    files: files.filter(({ importId }) => importId === one.importId).map(({ report }) => report),
  }));
}

/** Quarantined rows of one import, or of all that stand. */
export async function rejectedRows(store: Store, importId?: number): Promise<RejectedRow[]> {
  return store.query<RejectedRow>(
    `SELECT f.import_id AS "importId", f.shown, r.line, r.reason, r.excerpt
    FROM rejected_row r JOIN import_file f ON f.file_id = r.file_id JOIN import i ON i.import_id = f.import_id
    WHERE ${importId === undefined ? "i.state = 'done'" : 'i.import_id = $importId'}
    ORDER BY f.file_id, r.line`,
    { importId: importId ?? null },
  );
}

/** Messages that two exports of equal standing tell differently. */
export async function listConflicts(store: Store): Promise<Conflict[]> {
  return store.query<Conflict>(
    `SELECT c.source, c.native_id AS "nativeId", c.kept, c.other, f.shown
    FROM conflict c JOIN import_file f ON f.file_id = c.file_id ORDER BY c.source, c.native_id`,
  );
}

/** What the workspace holds: a census, not a sample. */
export async function totals(store: Store): Promise<WorkspaceTotals> {
  const [{ series, waves, ...row }] = await store.query<Required<WorkspaceTotals>>(`SELECT
    (SELECT count(DISTINCT (source, series)) FROM point)::INTEGER AS series,
    (SELECT count(*) FROM (SELECT survey, wave FROM wave_total UNION SELECT survey, wave FROM respondent))::INTEGER AS waves,
    (SELECT count(*) FROM message WHERE NOT placeholder)::INTEGER AS messages,
    (SELECT count(*) FROM message WHERE placeholder)::INTEGER AS placeholders,
    (SELECT count(DISTINCT account_id) FROM turn WHERE NOT own AND NOT placeholder)::INTEGER AS people,
    (SELECT count(*) FROM own_account)::INTEGER AS "ownAccounts",
    (SELECT count(*) FROM conversation)::INTEGER AS conversations,
    (SELECT count(*) FROM channel)::INTEGER AS channels`);
  return { ...row, ...(series > 0 ? { series } : {}), ...(waves > 0 ? { waves } : {}) };
}

/** Whether a standing import read simulated messages; every page and file of the workspace then says so. */
export async function holdsSimulated(store: Store): Promise<boolean> {
  const found = await store.query(
    `SELECT 1 AS one FROM import_file f JOIN import i ON i.import_id = f.import_id
    WHERE f.reader = 'simulated' AND f.messages > 0 AND i.state = 'done' LIMIT 1`,
  );
  return found.length > 0;
}

/** Rises with every import, undo and act; part of the key under which a Finding is kept. */
export async function dataVersion(store: Store): Promise<number> {
  const [row] = await store.query<{ value: string }>("SELECT value FROM meta WHERE key = 'data_version'");
  return Number(row.value);
}

/** Whether messages, or values from elsewhere, are in the workspace. */
export async function holdsAnything(store: Store): Promise<boolean> {
  const [row] = await store.query<{ any: boolean }>(
    `SELECT EXISTS (FROM message) OR EXISTS (FROM value_sighting) AS "any"`,
  );
  return row?.any ?? false;
}
