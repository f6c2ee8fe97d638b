import { send } from './app.ts';
import type { Work } from './command.ts';
import { clip, oneLine } from './plain-text.ts';
import { importNumber } from './undo.ts';

/** `rapport rejected [IMPORT]`: the rows that were refused, a line each. */
export const rejected: Work = async (call) => {
  const { terminal } = call;
  const importId = importNumber(call.positionals[0]);
  const { rows } = await send('rejected', importId === undefined ? {} : { importId }, call);
  if (call.on('json')) {
    for (const row of rows) terminal.out(`${JSON.stringify(row)}\n`);
    return 0;
  }
  for (const { importId, shown, line, reason, excerpt } of rows) {
    terminal.out(`${importId}  ${oneLine(shown)}:${line}  ${oneLine(reason)}\n`);
    if (excerpt) terminal.out(`   ${clip(oneLine(excerpt), 76)}\n`);
  }
  if (rows.length === 0) terminal.err('No row was refused.\n');
  return 0;
};
