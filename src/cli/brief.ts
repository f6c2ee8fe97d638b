import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import { send } from './app.ts';
import type { Call, Work } from './command.ts';
import { planSaid } from './plan-said.ts';
import { printBrief } from './print-brief.ts';

/** `rapport brief`: the week or month in sentences, with who waits and what is due; or as a file. */
export const brief: Work = async (call) => {
  const { terminal } = call;
  const [word] = call.positionals;
  if (word) throw new Problem(`brief takes no word; “${word}” is one too many.`, 'rapport brief --help');
  const out = call.value('out');
  if (out !== undefined && call.on('json'))
    throw new Problem('--out and --json exclude each other.', 'Take one.');
  const { company, locale, zone } = await planSaid(call, out !== undefined || call.on('json'));
  const query = queryOf(call);
  if (out !== undefined) {
    const answer = await send('brief', { query, format: 'html' }, call);
    if (!('html' in answer)) throw new Error('The brief was asked for as a file and came as something else.');
    const file = resolve(terminal.cwd, out);
    await writeFile(file, answer.html).catch((error: NodeJS.ErrnoException) => {
      throw new Problem(
        `${file} cannot be written (${error.code}).`,
        'Name a file in a folder that is there.',
      );
    });
    terminal.out(`Wrote ${file}, ${Math.round(answer.html.length / 1024)} kB, nobody named in it.\n`);
    return 0;
  }
  const answer = await send('brief', { query, format: 'json' }, call);
  if (!('brief' in answer)) throw new Error('The brief was asked for as it is and came as something else.');
  if (call.on('json')) {
    terminal.out(`${JSON.stringify(answer.brief, null, 2)}\n`);
    return 0;
  }
  terminal.out(`${printBrief(answer.brief, { company, locale, zone, now: terminal.now().toISOString() })}\n`);
  return 0;
};

function queryOf(call: Call): [string, string][] {
  if (call.on('week') && call.on('month'))
    throw new Problem('--week and --month exclude each other.', 'Take one.');
  const period = `${call.on('last') ? 'last-' : ''}${call.on('month') ? 'month' : 'week'}`;
  return [['period', period], ...call.values('channel').map((name): [string, string] => ['channel', name])];
}
