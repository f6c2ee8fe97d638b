import { keepsWords } from '../model/retention.ts';
import { whoAmI } from './app.ts';
import type { Work } from './command.ts';
import { askKeeping, counted, number } from './person.ts';
import { table } from './table.ts';

/** `rapport expire`: removes the texts whose time is up, and says how long which are kept. */
export const expire: Work = async (call) => {
  const { out, err } = call.terminal;
  const { messages, names, classes } = await askKeeping(call, { do: 'expire', who: whoAmI() });
  out(
    messages === 0
      ? 'No text’s time is up.\n'
      : `Removed ${counted(messages, 'text')} whose time was up, and ${counted(names, 'name')}; counts stay as they are.\n`,
  );
  const rows = classes.map((one) => [
    one.class,
    keepsWords(one.keeps),
    number(one.messages),
    one.next?.slice(0, 10) ?? 'never',
  ]);
  const columns = [
    { label: 'class' },
    { label: 'kept' },
    { label: 'texts', right: true as const },
    { label: 'first to go' },
  ];
  if (rows.length > 0) out(`${table(columns, rows)}\n`);
  err('How long is said under `retention` in plan.yaml; a running server looks every night.\n');
  return 0;
};
