import { resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import { whoAmI } from './app.ts';
import type { Call } from './command.ts';
import { askKeeping, calledBy, counted, meantPerson, number } from './person.ts';
import { table } from './table.ts';

/** `rapport export person PERSON [FOLDER]`: everything that is held on somebody, to be handed to them. */
export async function exportPerson(
  call: Call,
  person: string | undefined,
  folder: string | undefined,
): Promise<0> {
  const { terminal } = call;
  if (!person) throw new Problem('It was not said of whom.', 'Such as: rapport export person @ann');
  const { account, linked } = await meantPerson(call, person, 'export person');
  const minute = terminal.now().toISOString().slice(0, 16).replace(':', '');
  const target = resolve(terminal.cwd, folder ?? `rapport-person-${minute}`);
  const { source, nativeId } = account;
  const done = await askKeeping(call, {
    do: 'hand-out',
    account: { source, nativeId },
    target,
    who: whoAmI(),
  });
  terminal.out(
    `Wrote what is held on ${[account, ...linked].map(calledBy).join(', ')} to ${done.target}: ${counted(done.messages, 'message')}, ${counted(done.namedIn, 'message')} of others that name them, ${counted(done.acts, 'act')}.\n`,
  );
  const rows = done.files.map(({ name, bytes }) => [name, number(bytes)]);
  terminal.out(`${table([{ label: 'file' }, { label: 'bytes', right: true }], rows)}\n`);
  terminal.err(
    'It holds names and words of people: hand it to nobody else, and remove it when it has arrived.\n',
  );
  return 0;
}
