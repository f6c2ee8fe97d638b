import { deedWords, howMuch } from '../model/keeping.ts';
import type { Work } from './command.ts';
import { askKeeping } from './person.ts';
import { table } from './table.ts';

/** `rapport audit`: who removed or handed out how much, and when. */
export const audit: Work = async (call) => {
  const { out } = call.terminal;
  const { lines } = await askKeeping(call, { do: 'audit' });
  if (call.on('json')) out(`${JSON.stringify(lines, null, 2)}\n`);
  else if (lines.length === 0) out('Nothing was erased, handed out or removed so far.\n');
  else
    out(
      `${table(
        [{ label: 'when' }, { label: 'who' }, { label: 'what' }, { label: 'how much' }],
        lines.map((line) => [
          `${line.at.slice(0, 16).replace('T', ' ')} UTC`,
          line.who,
          deedWords[line.did],
          howMuch(line),
        ]),
      )}\n`,
    );
  return 0;
};
