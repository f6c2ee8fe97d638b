import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { workspacePaths } from './paths.ts';

/** Where the stacks of bugs go. */
export interface Log {
  /** Keeps the error's name and the places it passed; never its message, which may quote people. Never throws. */
  error(id: string, stack: string | Error): void;
}

const kept = 3;

/**
 * The workspace's rapport.log: at most `limit` bytes, older ones as rapport.log.1 to rapport.log.3.
 */
export function openLog(
  dir: string,
  { now = () => new Date(), limit = 1_000_000 }: { now?: () => Date; limit?: number } = {},
): Log {
  const file = workspacePaths(dir).log;
  return {
    error(id, stack) {
      try {
        const entry = `${now().toISOString()} error ${id.replace(/[^\w.-]/g, '')}\n${frames(stack)}\n`;
        const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
        if (size > 0 && size + Buffer.byteLength(entry) > limit) rotate(file);
        appendFileSync(file, entry, { mode: 0o600 });
      } catch {
        // A log that cannot be written must not bring down what it reports on.
      }
    },
  };
}

function rotate(file: string): void {
  rmSync(`${file}.${kept}`, { force: true });
  for (let age = kept; age > 0; age--) {
    const from = age === 1 ? file : `${file}.${age - 1}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${age}`);
  }
}

/**
 * The name of an error and its stack frames, without its message. A line of a message that looks like a frame
 * is dropped too where the error itself is given; from bare text only lines ending in a place in a file are kept.
 */
export function frames(error: string | Error): string {
  const stack = typeof error === 'string' ? error : (error.stack ?? '');
  const message = typeof error === 'string' ? '' : error.message;
  const name =
    typeof error === 'string'
      ? (/^(?:Uncaught )?(\w*(?:Error|Exception|Problem))\b/.exec(stack)?.[1] ?? 'Error')
      : error.name;
  const bare = message ? stack.replace(message, () => '') : stack;
  const places = bare
    .split('\n')
    .filter((line) => /^\s+at [^\n]*(?::\d+:\d+\)?|\(<anonymous>\)|\(native\))$/.test(line));
  return [/^\w+$/.test(name) ? name : 'Error', ...places].join('\n');
}
