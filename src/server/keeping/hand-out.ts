import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PersonLink } from '../../facts/person.ts';
import { Problem } from '../../model/problem.ts';
import type { HeldOn } from '../../store/held-on.ts';

/** What is held of a person besides their accounts: how these were linked, and target groups that name them. */
export interface HeldBesides {
  links: PersonLink[];
  groups: string[];
}

/** Writes what is held on a person into a folder that is empty or not there: as data, and to be read. */
export async function writeHeldOn(
  held: readonly HeldOn[],
  besides: HeldBesides,
  target: string,
  made: { at: string; program: string },
): Promise<{ name: string; bytes: number }[]> {
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0)
    throw new Problem(`${target} is not empty.`, 'Name a folder that is empty or does not exist yet.');
  const [first, ...linked] = held;
  const files = {
    'person.json': `${JSON.stringify({ made, ...first, linked, ...besides }, null, 2)}\n`,
    'person.txt': asText(held, besides, made),
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(target, name), content, { mode: 0o600 });
  return Promise.all(
    Object.keys(files).map(async (name) => ({ name, bytes: (await stat(join(target, name))).size })),
  );
}

const list = (lines: string[]) =>
  lines.length > 0 ? lines.map((line) => `- ${line}\n`).join('') : 'Nothing.\n';
const indented = (text: string) => text.replaceAll('\n', '\n  ');

function asText(
  held: readonly HeldOn[],
  { links, groups }: HeldBesides,
  made: { at: string; program: string },
): string {
  const [{ account }] = held as [HeldOn];
  const { nativeId, handle, name } = account;
  const address = (one: PersonLink['one']) => `${one.source}:${one.nativeId}`;
  return [
    `What ${made.program} holds on ${name ?? handle ?? nativeId}\nas of ${made.at}\n`,
    ...(links.length > 0
      ? [
          `Accounts that were linked as one person’s\n${list(links.map(({ at, who, reason, one, other }) => `${address(one)} and ${address(other)}, ${at}, by ${who}${reason ? `: ${indented(reason)}` : ''}`))}`,
        ]
      : []),
    ...(groups.length > 0 ? [`Target groups of the plan that name them\n${list(groups)}`] : []),
    ...held.flatMap(accountText),
    'Everything else, such as reported counts, is in person.json.\n',
  ].join('\n');
}

function accountText({ account, from, messages, namedIn, acts, machineCodes }: HeldOn): string[] {
  const { source, nativeId, handle, name } = account;
  return [
    `Account\n${list([`platform: ${source}`, `id: ${nativeId}`, ...(handle ? [`@name: @${handle}`] : []), ...(name ? [`name: ${name}`] : [])])}`,
    `Where it came from\n${list(from.map((one) => `${one.shown}: ${one.messages} messages, by ${one.acquisition}, imported ${one.importedAt}`))}`,
    `Messages\n${list(messages.map((one) => `${one.at}, ${one.kind}, ${one.id}${one.answers ? `, in answer to ${one.answers}` : ''}\n  ${indented(one.text)}`))}`,
    `Messages of others that name the account\n${list(namedIn.map((one) => `${one.at}, ${one.id}\n  ${indented(one.text)}`))}`,
    `What people noted or decided about these messages\n${list(acts.map((one) => `${one.at}, ${one.who}, ${one.kind} of ${one.id}: ${JSON.stringify(one.detail)}`))}`,
    `What machines said of these messages\n${list(machineCodes.map((one) => `${one.id}: ${one.code} ${one.score} (${one.coder})`))}`,
  ];
}
