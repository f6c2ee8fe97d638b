import type { Finding } from './finding.ts';
import type { ImportReport, Preview, Progress } from './import.ts';
import type { Mapping } from './reader.ts';

/**
 * What a command asks of the app. The command line builds one of these and posts it as JSON to
 * `/command/WORD`: to the app in its own process, or over loopback to the server that has the workspace.
 */
export interface CommandRequests {
  import: {
    /** Absolute paths of files and folders. */
    paths: string[];
    mapping?: Mapping;
    us?: string[];
    zone?: string;
    withoutIds?: boolean;
    who: string;
  };
  ask: {
    /** A question's or a measure's word. */
    word: string;
    /** Query parameters as in a page's address: from, to, period, channel (repeated), compare, clock. */
    query: [string, string][];
    format: 'json' | 'csv';
  };
  backup: { target: string };
  doctor: Record<string, never>;
  undo: { importId: number; who: string };
  rejected: { importId?: number };
}

export interface CommandResults {
  import: { kind: 'done'; report: ImportReport } | { kind: 'open'; previews: Preview[] };
  ask: { findings: Finding[] } | { csv: string };
  backup: { target: string; files: { name: string; bytes: number }[]; acts: number };
  doctor: { checks: { name: string; ok: boolean; found: string; help?: string }[] };
  undo: { removed: number; restored: number };
  rejected: { rows: { importId: number; shown: string; line: number; reason: string; excerpt: string }[] };
}

export type CommandWord = keyof CommandRequests;

/** One line of the answer (newline-delimited JSON): any number of progress lines, then one of the others. */
export type CommandLine<W extends CommandWord> =
  | { progress: Progress }
  | { result: CommandResults[W] }
  | { problem: { message: string; help?: string } }
  | { bug: { id: string; stack: string } };
