import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../model/problem.ts';
import { send, whoAmI } from './app.ts';
import type { Call, Work } from './command.ts';
import { everyOf } from './every.ts';
import { printSync } from './print-sync.ts';
import { untilStopped } from './stopping.ts';

/** `rapport sync [NAME...] [--every 15m]`: reads what is new of connected accounts, once or until somebody stops it. */
export const sync: Work = async (call) => {
  const every = call.value('every');
  if (every === undefined) return syncOnce(call);
  const pause = everyOf(every, 'every');
  const stopping = new AbortController();
  const stopped = untilStopped().then(() => stopping.abort());
  call.terminal.err(`Reading every ${every}. Ctrl-C stops it; what was read whole is kept.\n`);
  return syncUntil(call, stopping.signal, (signal) =>
    Promise.race([wait(pause, undefined, { signal }).catch(() => undefined), stopped]),
  );
};

/** Syncs again and again; a sync that breaks off is said and tried again after the pause. */
export async function syncUntil(
  call: Call,
  signal: AbortSignal,
  pause: (signal: AbortSignal) => Promise<unknown>,
): Promise<0> {
  while (!signal.aborted) {
    await syncOnce(call);
    if (!signal.aborted) await pause(signal);
  }
  return 0;
}

async function syncOnce(call: Call): Promise<0 | 1> {
  const { terminal, positionals } = call;
  const done = await send('sync', { names: positionals, who: whoAmI() }, call);
  const [failure] = done.failed;
  if (failure && done.reports.length === 0 && done.failed.length === 1 && call.value('every') === undefined)
    throw new Problem(
      failure.message,
      [failure.help, 'What was read whole is kept; the next sync goes on behind it.']
        .filter(Boolean)
        .join('\n'),
    );
  terminal.out(printSync(done));
  return done.failed.length > 0 ? 1 : 0;
}
