import type { Door } from './app.ts';
import type { Terminal } from './terminal.ts';

/** An option as `--help` shows it; `value` names what follows it, and is absent for a switch. */
export interface Option {
  value?: string;
  many?: true;
  about: string;
}

/** A command: what help and docs say of it, and how to get at its work without loading the others'. */
export interface Command {
  word: string;
  /** Half a line for the overview. */
  about: string;
  /** What stands after `rapport WORD`, such as `FILES...`. */
  takes: string;
  options: Record<string, Option>;
  example: string;
  /** True where the work makes the workspace; the others need one that is there. */
  makes?: true;
  load(): Promise<Work>;
}

/** The arguments of one call, sorted. */
export interface Call {
  positionals: string[];
  /** The value of `--name`, for options that are given once. */
  value(name: string): string | undefined;
  values(name: string): string[];
  on(name: string): boolean;
  /** The workspace, absolute. */
  dir: string;
  terminal: Terminal;
  door: Door;
}

/** Does the work. Returns 1 where it found something for the user to mend but has said so on stdout itself. */
export type Work = (call: Call) => Promise<0 | 1>;
