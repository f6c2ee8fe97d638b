import type {
  Conflict,
  ImportRecord,
  ImportReport,
  Preview,
  Progress,
  RejectedRow,
} from '../model/import.ts';
import type { AuditLine } from '../model/keeping.ts';
import type { OpenQuestion } from '../model/reader.ts';
import type { Frame } from './props.ts';
import type { ConnectionsProps } from './sync-props.ts';

/** An import under way, as the page asks for it. */
export interface RunningImport {
  startedAt: string;
  files: string[];
  progress: Progress;
}

/**
 * `GET /import`. The drop zone is a multipart POST to `/import` with `token` and any number of `files`; the
 * server answers 303 to `/import/pending/ID`, `/import/running` or `/import/ID`. A client script sends the same
 * request with the header `accept: application/json` and is answered `{ "location": "/import/..." }`, or
 * `{ "problem": { "message", "help" } }` with a 4xx status. Undo is a POST to `/import/ID/undo` with `token`.
 */
export interface ImportPageProps {
  frame: Frame;
  imports: ImportRecord[];
  running?: RunningImport;
  /** Uploads that wait for an answer. */
  pending: { id: string; at: string; files: string[]; questions: number }[];
  /** What can be read, from the readers' titles. */
  readers: { word: string; title: string }[];
  /** Largest upload in bytes, all files together. */
  limit: number;
  /** Where the data of each channel end; `correctedBy` is the act of a person's correction. */
  ends: { channel: string; observedUntil: string; correctedBy?: string }[];
  /** Accounts that are read over the network; `/import/connections/NAME/sync` reads one now. */
  connected?: ConnectionsProps;
  /** Who removed or handed out how much, the newest first. */
  audit?: AuditLine[];
  problem?: { message: string; help?: string };
}

/**
 * `GET /import/pending/ID`: what was understood, and questions. The form is a POST to the same path with
 * `token`, `go` (`import`, `again` to look once more with these answers, or `drop` to throw the upload away),
 * and for the file (or files that are alike) with index N in `previews`: `N.WORD` for each open question's word (`0.zone`, `0.us`,
 * `0.columns.text`; a value may be empty for "not in the file"), `N.us` (names with commas), `N.leave` (`1` to
 * leave the file out) and `N.withoutIds` (`1` to import without ids).
 */
export interface PreviewPageProps {
  frame: Frame;
  id: string;
  previews: Preview[];
  /** Answers already given, by field name, to fill the form again. */
  given: Record<string, string>;
  /** For each of `previews` all that was asked of it so far, so that an answer can be changed. */
  asked?: OpenQuestion[][];
  problem?: { message: string; help?: string };
}

/** `GET /import/running`; `/import/running.json` gives `{ running?: RunningImport, location?: string }`. */
export interface ProgressPageProps {
  frame: Frame;
  /** Absent when nothing runs (any more). */
  running?: RunningImport;
  /** Where to go when nothing runs any more: the report, or the refused import. */
  location?: string;
}

/** `GET /import/ID`. */
export interface ReportPageProps {
  frame: Frame;
  report: ImportReport;
  undone: boolean;
  /** The first quarantined rows; the count is in the report. */
  rejected: RejectedRow[];
  conflicts: Conflict[];
  /** Where to read on, the first question. */
  next?: { href: string; label: string };
}

/** `GET /import/ID/rejected`, with `.csv` beside it. */
export interface RejectedPageProps {
  frame: Frame;
  importId?: number;
  rows: RejectedRow[];
  total: number;
  page: number;
  pageSize: number;
  csv?: string;
}
