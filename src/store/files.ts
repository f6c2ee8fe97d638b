import type { FileReport } from '../model/import.ts';
import type { Acquisition } from '../model/message.ts';
import type { AppendColumn, WritingStore } from '../model/store.ts';
import type { Database } from './database.ts';
import { fileReports } from './imports.ts';
import type { Incoming, StagedFile } from './stage.ts';

/**
 * What was said of the same bytes when they were last read, for those of the files that were. With other own
 * accounts they are read anew, which changes whose side is ours and no message; another mapping would make other
 * messages and needs an undo first.
 */
export async function knownFiles(
  db: Database,
  incoming: Incoming[],
  us: string[] | undefined,
): Promise<Map<Incoming, FileReport>> {
  const before = new Map(
    (
      await fileReports(
        db.store,
        `NOT f.known AND i.state = 'done' AND f.sha256 IN (SELECT unnest(from_json($hashes, '["VARCHAR"]')))`,
        { hashes: JSON.stringify(incoming.map(({ sha256 }) => sha256)) },
      )
    ).map((found) => [found.sha256, found]),
  );
  const known = new Map<Incoming, FileReport>();
  for (const one of incoming) {
    const found = before.get(one.sha256);
    if (!found) continue;
    const { importId, mapping, report } = found;
    if (report.notes.find((note) => note.startsWith(usNoteBegin)) !== usNote(us)) continue;
    const note = `It was read before with another mapping, which holds. To read it with this one, undo import ${importId} first.`;
    known.set(
      one,
      mapping === mappingText(one.mapping) ? report : { ...report, notes: [...report.notes, note] },
    );
  }
  return known;
}

/** The way by which rows came: a file that a person brought, or a source that was asked at a moment (ISO UTC). */
export interface Route {
  acquisition: Acquisition;
  connection?: string;
  readAt?: string;
}

/** Writes down what was read, all files in one statement: an export can be thousands of small ones. */
export async function recordFiles(
  store: WritingStore,
  importId: number,
  staged: StagedFile[],
  us: string[] | undefined,
  route: Route = { acquisition: 'export_file' },
): Promise<void> {
  const isOurs = await narrowing(store, us);
  const ownIn = ({ fileId, summary }: StagedFile) => summary.ownAccounts.filter((id) => isOurs(fileId, id));
  const note = usNote(us);
  const nobody = staged.every((file) => ownIn(file).length === 0) ? nobodyNote(us) : undefined;
  for (const { report } of staged) {
    if (note) report.notes = [...report.notes, note];
    if (nobody && report.messages > 0) report.notes = [...report.notes, nobody];
  }
  const text = (of: (file: StagedFile) => string | null): AppendColumn => ({
    type: 'text',
    values: staged.map(of),
  });
  const whole = (of: (file: StagedFile) => number): AppendColumn => ({
    type: 'integer',
    values: staged.map(of),
  });
  const columns: Record<string, AppendColumn> = {
    file_id: whole(({ fileId }) => fileId),
    shown: text(({ report }) => report.shown),
    sha256: text(({ incoming }) => incoming.sha256),
    reader: text(({ incoming }) => incoming.reader),
    reader_version: whole(({ incoming }) => incoming.readerVersion),
    mapping: text(({ incoming }) => mappingText(incoming.mapping)),
    encoding: text(({ report }) => report.encoding),
    rows: whole(({ report }) => report.rows),
    accepted: whole(({ report }) => report.accepted),
    rejected: whole(({ report }) => report.rejected),
    empty: whole(({ report }) => report.empty),
    messages: whole(({ report }) => report.messages),
    told: whole(({ report }) => report.values ?? 0),
    repaired: whole(({ report }) => report.repaired),
    sides: text(({ report }) => report.sides),
    observed_until: text(({ report }) => report.observedUntil ?? null),
    own_accounts: text((file) => JSON.stringify(ownIn(file))),
    notes: text(({ report }) => JSON.stringify(report.notes)),
  };
  const types = Object.entries(columns).map(
    ([name, { type }]) => `${name} ${type === 'text' ? 'VARCHAR' : 'INTEGER'}`,
  );
  await store.run(`CREATE TEMP TABLE stage_file (${types.join(', ')})`);
  await store.append('temp.stage_file', Object.values(columns));
  await store.run(
    `INSERT INTO import_file BY NAME
    SELECT $importId::INTEGER AS import_id, s.* REPLACE (s.observed_until::TIMESTAMP AS observed_until),
      make_timestamp((n.newest * 1000)::BIGINT) AS newest_at, false AS known,
      $acquisition AS acquisition, $connection AS connection, $readAt::TIMESTAMP AS read_at
    FROM stage_file s
    LEFT JOIN (SELECT file_id, max(created_ms) AS newest FROM stage GROUP BY file_id) n ON n.file_id = s.file_id
    ORDER BY s.file_id`,
    {
      importId,
      acquisition: route.acquisition,
      connection: route.connection ?? null,
      readAt: route.readAt ?? null,
    },
  );
  await store.run('INSERT INTO rejected_row SELECT * FROM stage_rejected');
}

/** Whether an account that a file names as ours is one of `us`, by its id or by the handle that the file gives it. */
async function narrowing(
  store: WritingStore,
  us: string[] | undefined,
): Promise<(fileId: number, id: string) => boolean> {
  if (us === undefined) return () => true;
  const narrowed = new Set(us.map(bareName));
  const handles = await store.query<{ fileId: number; author: string }>(
    `SELECT DISTINCT file_id AS "fileId", lower(author) AS author FROM stage
    WHERE lower(regexp_replace(trim(handle), '^@', '')) IN (SELECT unnest(from_json($names, '["VARCHAR"]')))`,
    { names: JSON.stringify([...narrowed]) },
  );
  const byHandle = new Set(handles.map(({ fileId, author }) => `${fileId} ${author}`));
  return (fileId, id) => narrowed.has(bareName(id)) || byHandle.has(`${fileId} ${id.toLowerCase()}`);
}

const usNoteBegin = 'Ours, as --us says:';

function usNote(us: string[] | undefined): string | undefined {
  return us && `${usNoteBegin} ${us.map(bareName).sort().join(', ')}.`;
}

function nobodyNote(us: string[] | undefined): string | undefined {
  if (!us || us.length === 0) return undefined;
  return `No account in it is called ${us.map(bareName).join(' or ')}, so that none of them is ours. Import it again with the name as it stands there.`;
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
