import type { Terminal } from '../src/cli/terminal.ts';

/** What was written to a terminal so far. */
export interface Heard {
  out: string;
  err: string;
}

/** A terminal that nobody sits at, in a folder on the first of April 2026: it keeps what is written to it in `heard`. */
export function quietTerminal(cwd: string, heard: Heard, rest: Partial<Terminal> = {}): Terminal {
  return {
    out: (text) => {
      heard.out += text;
    },
    err: (text) => {
      heard.err += text;
    },
    screen: undefined,
    ask: undefined,
    now: () => new Date('2026-04-01T12:00:00Z'),
    every: () => () => undefined,
    cwd,
    env: {},
    ...rest,
  };
}
