import { Problem } from '../model/problem.ts';
import { day } from '../pages/format.tsx';
import { readServerFile } from '../workspace/server-file.ts';
import { send } from './app.ts';
import type { Work } from './command.ts';
import { inert, wrap } from './plain-text.ts';
import { planSaid } from './plan-said.ts';
import { dueText } from './print-brief.ts';

/** `rapport due`: what is due, each with the page on which it is done, and what is looked back on next. */
export const due: Work = async (call) => {
  const { terminal, dir, door } = call;
  const [word] = call.positionals;
  if (word) throw new Problem(`due takes no word; “${word}” is one too many.`, 'rapport due --help');
  const { locale, zone } = await planSaid(call, call.on('json'));
  const found = await send('due', {}, call);
  if (call.on('json')) {
    terminal.out(`${JSON.stringify(found, null, 2)}\n`);
    return 0;
  }
  const local = { locale, zone };
  const server = await readServerFile(dir, door.processes);
  const { next } = found;
  const lines = [
    dueText(found.due, local, server ? `http://127.0.0.1:${server.port}` : '') || 'Nothing is due.',
    ...(next
      ? [
          wrap(
            inert(
              `Next to look back on, ${day(next.by, { locale, zone: 'UTC' })}: ${next.what.replace(/\.$/, '')}.`,
            ),
          ),
        ]
      : []),
    ...(found.due.length > 0 && !server ? ['To answer: rapport serve, then the page under each line.'] : []),
  ];
  terminal.out(`${lines.join('\n\n')}\n`);
  return 0;
};
