import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../model/problem.ts';
import type { HeldOn } from '../../store/held-on.ts';

/** Writes what is held on a person into a folder that is empty or not there: as data, and to be read. */
export async function writeHeldOn(
  held: HeldOn,
  target: string,
  made: { at: string; program: string },
): Promise<{ name: string; bytes: number }[]> {
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0)
    throw new Problem(`${target} is not empty.`, 'Name a folder that is empty or does not exist yet.');
  const files = {
    'person.json': `${JSON.stringify({ made, ...held }, null, 2)}\n`,
    'person.txt': asText(held, made),
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(target, name), content, { mode: 0o600 });
  return Promise.all(
    Object.keys(files).map(async (name) => ({ name, bytes: (await stat(join(target, name))).size })),
  );
}

function asText(
  { account, from, messages, namedIn, acts, machineCodes }: HeldOn,
  made: { at: string; program: string },
): string {
  const { source, nativeId, handle, name } = account;
  const list = (lines: string[]) =>
    lines.length > 0 ? lines.map((line) => `- ${line}\n`).join('') : 'Nothing.\n';
  const indented = (text: string) => text.replaceAll('\n', '\n  ');
  return [
    `What ${made.program} holds on ${name ?? handle ?? nativeId}\nas of ${made.at}\n`,
    `Account\n${list([`platform: ${source}`, `id: ${nativeId}`, ...(handle ? [`@name: @${handle}`] : []), ...(name ? [`name: ${name}`] : [])])}`,
    `Where it came from\n${list(from.map((one) => `${one.shown}: ${one.messages} messages, by ${one.acquisition}, imported ${one.importedAt}`))}`,
    `Messages\n${list(messages.map((one) => `${one.at}, ${one.kind}, ${one.id}${one.answers ? `, in answer to ${one.answers}` : ''}\n  ${indented(one.text)}`))}`,
    `Messages of others that name the account\n${list(namedIn.map((one) => `${one.at}, ${one.id}\n  ${indented(one.text)}`))}`,
    `What people noted or decided about these messages\n${list(acts.map((one) => `${one.at}, ${one.who}, ${one.kind} of ${one.id}: ${JSON.stringify(one.detail)}`))}`,
    `What machines said of these messages\n${list(machineCodes.map((one) => `${one.id}: ${one.code} ${one.score} (${one.coder})`))}`,
    'Everything else, such as reported counts, is in person.json.\n',
  ].join('\n');
}
