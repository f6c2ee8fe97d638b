import type { Brief, Due } from './brief.ts';
import type { CodingRequest, CodingResult } from './coding-command.ts';
import type { AskedWith, ConnectionShown, SecretsKept, SecretsWay, SyncReport } from './connection.ts';
import type { Connection } from './connector.ts';
import type { Finding } from './finding.ts';
import type { Amount } from './goal.ts';
import type { ImportReport, Preview, Progress, WorkspaceTotals } from './import.ts';
import type { KeepingRequest, KeepingResult } from './keeping-command.ts';
import type { Mapping, RowsWord } from './reader.ts';

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
    rows?: RowsWord;
    sheet?: string;
    /** True where a person answered what was open: then a wrong answer comes back to be given again. */
    answered?: boolean;
    who: string;
  };
  ask: {
    /** A question's or a measure's word. */
    word: string;
    /** Query parameters as in a page's address: from, to, period, channel (repeated), compare, clock. */
    query: [string, string][];
    format: 'json' | 'csv';
  };
  brief: {
    /** Query parameters as for `ask`; without a period, this week. */
    query: [string, string][];
    /** `html` is one self-contained file under pseudonyms. */
    format: 'json' | 'html';
  };
  export: {
    format: 'convokit';
    /** Absolute path of a folder that is empty or not there. */
    target: string;
    /** True to name people as the source does; else they stand under pseudonyms. */
    names: boolean;
    /** Channel words; empty means all. */
    channels: string[];
  };
  coding: CodingRequest;
  keeping: KeepingRequest;
  due: Record<string, never>;
  backup: { target: string };
  doctor: Record<string, never>;
  /** What a plan can build on: the accounts and numbers of this workspace. */
  outlook: Record<string, never>;
  undo: { importId: number; who: string };
  rejected: { importId?: number };
  connect: {
    /** The account as a person types it: `@name.bsky.social`. */
    typed: string;
    /** The word under which it is kept; without it, the connector's. */
    name?: string;
    token?: string;
    /** The address of the server to ask in place of the usual one. */
    host?: string;
  };
  sync: {
    /** Names of connections; empty means all. */
    names: string[];
    /** For a first look: no more of our own posts than this. */
    posts?: number;
    who: string;
  };
  connections: Record<string, never>;
  disconnect: {
    name: string;
    /** False to be told only what would go. */
    go: boolean;
  };
}

export interface CommandResults {
  import: /** `goals`: how many the plan has; `words`: what a goal can now be read on, of what the files held. */
    | { kind: 'done'; report: ImportReport; goals: number; words: string[] }
    | { kind: 'open'; previews: Preview[] }
    /** No import: an answer was wrong. */
    | { kind: 'wrong'; message: string; help?: string | undefined };
  ask: { findings: Finding[] } | { csv: string };
  brief: { brief: Brief } | { html: string };
  export: {
    target: string;
    files: { name: string; bytes: number }[];
    utterances: number;
    conversations: number;
    speakers: number;
    /** True where simulated messages are in the workspace. */
    simulated: boolean;
    /** Messages that are answered and not in the data, reposts, and those that the terms of their platform keep here. */
    leftOut: { missing: number; reposts: number; closed?: number };
  };
  coding: CodingResult;
  keeping: KeepingResult;
  /** What is due, and what is looked back on next, with its day (ISO date). */
  due: { due: Due[]; next?: { by: string; what: string; href: string } };
  backup: { target: string; files: { name: string; bytes: number }[]; acts: number };
  doctor: { checks: { name: string; ok: boolean; found: string; help?: string }[] };
  outlook: {
    /** Own accounts by platform, as the files or the plan name them. */
    accounts: Record<string, string[]>;
    /** What a goal can be read on. */
    readings: { word: string; label: string; unit: Amount['unit']; question: string }[];
  };
  undo: { removed: number; restored: number; values?: { removed: number; restored: number } };
  connect: {
    connection: Connection;
    /** The connector's, such as `Bluesky`. */
    title: string;
    reads: string;
    /** True where the account was connected before. */
    known: boolean;
    token: SecretsKept;
    /** With what the account was looked for. */
    asked: AskedWith;
  };
  sync: {
    reports: SyncReport[];
    failed: { name: string; shown: string; message: string; help?: string }[];
    totals: WorkspaceTotals;
  };
  connections: { connections: ConnectionShown[]; secrets: SecretsWay; every?: number };
  /** `removed` and `restored` count messages, `values` what was counted of the account. */
  disconnect: {
    name: string;
    handle: string;
    imports: number;
    removed: number;
    restored?: number;
    values?: number;
  };
  rejected: { rows: { importId: number; shown: string; line: number; reason: string; excerpt: string }[] };
}

export type CommandWord = keyof CommandRequests;

/** One line of the answer (newline-delimited JSON): any number of progress lines, then one of the others. */
export type CommandLine<W extends CommandWord> =
  | { progress: Progress }
  | { result: CommandResults[W] }
  | { problem: { message: string; help?: string } }
  | { bug: { id: string; stack: string } };
