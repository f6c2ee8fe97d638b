import { Problem } from '../model/problem.ts';
import { send, whoAmI } from './app.ts';
import type { Work } from './command.ts';

/** `rapport undo IMPORT`: takes an import back. */
export const undo: Work = async (call) => {
  const importId = importNumber(call.positionals[0]);
  if (importId === undefined) {
    throw new Problem(
      'undo needs the number of an import.',
      'rapport import names it, and so does the import page.',
    );
  }
  const { removed, restored, values } = await send('undo', { importId, who: whoAmI() }, call);
  const messages = `${removed} messages removed, ${restored} as they were before it`;
  const told = values && `${values.removed} values removed, ${values.restored} as they were before it`;
  const parts = [removed + restored > 0 || !told ? messages : '', told].filter(Boolean);
  call.terminal.out(`Import ${importId} is taken back: ${parts.join('; ')}.\n`);
  return 0;
};

/** The number of an import as it was typed; undefined where none was. Throws a Problem for anything else. */
export function importNumber(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(typed)) {
    throw new Problem(`“${typed}” is no number of an import.`, 'Imports are numbered 1, 2, 3 ...');
  }
  return Number(typed);
}
