import { Problem } from '../model/problem.ts';
import { send } from './app.ts';
import type { Work } from './command.ts';
import { inert, wrap } from './plain-text.ts';

/** `rapport disconnect NAME`: takes a connection away with all that came by it alone, after saying how much that is. */
export const disconnect: Work = async (call) => {
  const { terminal } = call;
  const [name, more] = call.positionals;
  if (!name || more)
    throw new Problem('disconnect needs the name of a connection.', 'rapport connections lists them.');
  const n = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
  const { handle, imports, removed, values } = await send('disconnect', { name, go: false }, call);
  const counted = (some: number | undefined) => (some ? ` and ${n(some, 'count')} of its followers` : '');
  const would = `${n(removed, 'message')}${counted(values)} that came by ${name} (@${handle}) alone, in ${n(imports, 'import')}, and its token`;
  if (!call.on('yes')) {
    if (!terminal.ask)
      throw new Problem(`This would remove ${would}. Nothing was removed.`, 'Add --yes to do it.');
    terminal.err(`${wrap(inert(`This removes ${would}. What files told as well stays.`))}\n`);
    const answer = await terminal.ask('Remove them? [y/N] ', '\nNothing was removed.\n');
    if (!/^(y|yes)$/i.test(answer)) {
      terminal.out('Nothing was removed.\n');
      return 0;
    }
  }
  const done = await send('disconnect', { name, go: true }, call);
  const said = [
    `${name} is disconnected: ${n(done.removed, 'message')}${counted(done.values)} removed, ${done.restored ?? 0} as a file tells them.`,
    'Back-ups that you made before still hold them.',
  ];
  terminal.out(`${wrap(inert(said.join(' ')))}\n`);
  return 0;
};
