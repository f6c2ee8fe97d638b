import type { FoundAccount } from '../model/keeping.ts';
import type { KeepingRequest, KeepingResult } from '../model/keeping-command.ts';
import { Problem } from '../model/problem.ts';
import { send } from './app.ts';
import type { Call } from './command.ts';
import { inert } from './plain-text.ts';
import { type Column, table } from './table.ts';

/** Gives a request about people's data to the app. */
export async function askKeeping<D extends KeepingRequest['do']>(
  call: Call,
  request: Extract<KeepingRequest, { do: D }>,
): Promise<Extract<KeepingResult, { did: D }>> {
  return (await send('keeping', request, call)) as Extract<KeepingResult, { did: D }>;
}

/** An account that is meant, with what is known of the person behind it. */
export type Meant = Omit<Extract<KeepingResult, { did: 'find' }>, 'did' | 'found'> & {
  account: FoundAccount;
};

/** Whom a person means. Throws a Problem that lists who could be meant where that is not one account. */
export async function meantPerson(call: Call, person: string, again: string): Promise<Meant> {
  const { found, did: _, ...rest } = await askKeeping(call, { do: 'find', person });
  if (found.kind === 'found') return { account: found.account, ...rest };
  if (found.kind === 'forgotten')
    throw new Problem(`“${person}” was erased before.`, 'rapport audit says when. No import brings it back.');
  if (found.kind === 'none')
    throw new Problem(
      `Nobody called “${person}” is in the workspace.`,
      'Give the @name, the address of the profile, or the id, as the platform has it.',
    );
  call.terminal.err(`${inert(candidateTable(found.candidates))}\n`);
  const [first] = found.candidates;
  throw new Problem(
    `“${person}” could be any of these.`,
    `Name one by its address: rapport ${again} ${inert(first ? addressOf(first) : 'SOURCE:ID')}`,
  );
}

/** `source:id`, by which exactly one account is meant. */
export function addressOf({ source, nativeId }: FoundAccount): string {
  return `${source}:${nativeId}`;
}

function candidateTable(accounts: FoundAccount[]): string {
  const columns: Column[] = [
    { label: 'address' },
    { label: '@name' },
    { label: 'name' },
    { label: 'wrote', right: true },
    { label: 'named in', right: true },
  ];
  return table(
    columns,
    accounts.map((one) => [
      addressOf(one),
      one.handle ?? '',
      one.name ?? '',
      number(one.messages),
      number(one.namedIn),
    ]),
  );
}

/** What an account is called, in a line. */
export function calledBy(account: FoundAccount): string {
  const { handle, name } = account;
  const known = [name, handle && `@${handle.replace(/^@/, '')}`].filter(Boolean).join(', ');
  return inert(known ? `${known} (${addressOf(account)})` : addressOf(account));
}

export function number(value: number): string {
  return value.toLocaleString('en');
}

/** `3 messages`, `1 message`. */
export function counted(value: number, word: string): string {
  return `${number(value)} ${word}${value === 1 ? '' : 's'}`;
}
