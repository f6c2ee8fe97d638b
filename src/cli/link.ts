import { Problem } from '../model/problem.ts';
import { whoAmI } from './app.ts';
import type { Call, Work } from './command.ts';
import { addressOf, askKeeping, calledBy, meantPerson } from './person.ts';
import { inert, wrap } from './plain-text.ts';
import { table } from './table.ts';

/** `rapport link ACCOUNT ACCOUNT`: writes down that two accounts are one person's; without them, lists what was. */
export const link: Work = async (call) => {
  if (call.positionals.length === 0) return listLinks(call);
  const [one, other] = await twoAccounts(call, 'link');
  const reason = call.value('reason') ?? '';
  const done = await askKeeping(call, { do: 'link', one, other, reason, who: whoAmI() });
  const more = done.linked.length > 1 ? ` With them: ${done.linked.map(addressOf).join(', ')}.` : '';
  call.terminal.out(
    `${wrap(`${calledBy(done.one)} and ${calledBy(done.other)} are one person now.${inert(more)} To take it back: rapport unlink ${inert(`${addressOf(done.one)} ${addressOf(done.other)}`)}`)}\n`,
  );
  return 0;
};

/** `rapport unlink ACCOUNT ACCOUNT`: takes that back. */
export const unlink: Work = async (call) => {
  const [one, other] = await twoAccounts(call, 'unlink');
  const done = await askKeeping(call, { do: 'unlink', one, other, who: whoAmI() });
  call.terminal.out(`${wrap(`${calledBy(done.one)} and ${calledBy(done.other)} are linked no more.`)}\n`);
  return 0;
};

async function twoAccounts(call: Call, word: string) {
  const [one, other, more] = call.positionals;
  if (!one || !other)
    throw new Problem('It takes two accounts.', `Such as: rapport ${word} x:ann bluesky:ann.example.org`);
  if (more)
    throw new Problem(`${word} takes two accounts; “${more}” is one too many.`, `rapport ${word} --help`);
  const first = await meantPerson(call, one, `${word} ACCOUNT`);
  const second = await meantPerson(call, other, `${word} ${addressOf(first.account)}`);
  return [first.account, second.account].map(({ source, nativeId }) => ({ source, nativeId })) as [
    { source: string; nativeId: string },
    { source: string; nativeId: string },
  ];
}

async function listLinks(call: Call): Promise<0> {
  const { links } = await askKeeping(call, { do: 'links' });
  if (links.length === 0) {
    call.terminal.out('No accounts are linked.\n');
    return 0;
  }
  const columns = ['account', 'and', 'since', 'by', 'because'].map((label) => ({ label }));
  const rows = links.map(({ one, other, at, who, reason }) => [
    `${one.source}:${one.nativeId}`,
    `${other.source}:${other.nativeId}`,
    at.slice(0, 10),
    who,
    reason,
  ]);
  call.terminal.out(`${inert(table(columns, rows))}\n`);
  return 0;
}
