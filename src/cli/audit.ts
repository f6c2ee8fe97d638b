import type { AuditDeed, AuditLine } from '../model/keeping.ts';
import type { Work } from './command.ts';
import { askKeeping } from './person.ts';
import { table } from './table.ts';

const deeds: Record<AuditDeed, string> = {
  erase: 'erased a person',
  export: 'handed out what is held on a person',
  expiry: 'removed texts whose time was up',
  gone: 'removed texts that are gone at their source',
  purge: 'removed what a connection had read',
};

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
          deeds[line.did],
          howMuch(line),
        ]),
      )}\n`,
    );
  return 0;
};

function howMuch({ counts }: AuditLine): string {
  const words = Object.entries(counts).filter(([, value]) => value > 0);
  return (
    words
      .map(([word, value]) => `${word.replace('namedIn', 'named in')} ${value.toLocaleString('en')}`)
      .join(', ') || 'nothing'
  );
}
