import { resolve } from 'node:path';
import { send } from './app.ts';
import type { Work } from './command.ts';
import { table } from './table.ts';

/** `rapport backup [FOLDER]`: database, acts as text and plan, copied into a folder of its own. */
export const backup: Work = async (call) => {
  const { terminal } = call;
  const minute = terminal.now().toISOString().slice(0, 16).replace(':', '');
  const target = resolve(terminal.cwd, call.positionals[0] ?? `rapport-backup-${minute}`);
  const done = await send('backup', { target }, call);
  terminal.out(`Backed up to ${done.target}, with ${done.acts} acts.\n`);
  const rows = done.files.map(({ name, bytes }) => [name, bytes.toLocaleString('en')]);
  terminal.out(`${table([{ label: 'file' }, { label: 'bytes', right: true }], rows)}\n`);
  terminal.err(`To have it back: rapport restore ${quoted(done.target)} --workspace NEW-FOLDER\n`);
  return 0;
};

function quoted(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}
