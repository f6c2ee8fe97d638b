import type { CommandResults } from '../model/command.ts';
import { Problem } from '../model/problem.ts';
import { makeWorkspace } from '../workspace/make.ts';
import { tokenSetting } from '../workspace/secrets.ts';
import { send } from './app.ts';
import { askSecret } from './ask-secret.ts';
import type { Work } from './command.ts';
import { inert, wrap } from './plain-text.ts';

/** `rapport connect @NAME`: finds an account, says what will be read, and keeps it. */
export const connect: Work = async (call) => {
  const { terminal, dir } = call;
  const [typed, more] = call.positionals;
  if (!typed || more)
    throw new Problem(
      'connect needs one account.',
      'Such as: rapport connect @acme.bsky.social, or @acme@social.example.',
    );
  const name = call.value('name');
  const setting = tokenSetting(name ?? 'NAME');
  const token = call.on('token')
    ? await askSecret(terminal, `Token for ${inert(typed)} (not shown): `, `Set it as ${setting} instead.`)
    : undefined;
  const host = call.value('host');
  await makeWorkspace(dir);
  const request = {
    typed,
    ...(name ? { name } : {}),
    ...(token ? { token } : {}),
    ...(host ? { host } : {}),
  };
  const done = await send('connect', request, call);
  const { connection, title, known } = done;
  const sentences = [
    `${title} @${connection.handle} is ${known ? 'connected already' : 'connected'}, under the name ${connection.name}.`,
    done.reads,
    `Only ${new URL(connection.origin).host} is asked, ${toldOf(done.token, connection.name)}.`,
    `${askedOf(done)} Nothing was read yet.`,
  ];
  terminal.out(`${wrap(inert(sentences.join(' ')))}\n\nNext:\n  rapport sync ${connection.name}\n`);
  return 0;
};

function askedOf({ asked, token, connection }: CommandResults['connect']): string {
  if (asked === 'given') return 'It was found with the token that you gave.';
  return `It was found ${asked === token ? 'in the same way' : toldOf(asked, connection.name)}.`;
}

function toldOf(token: 'environment' | 'file' | 'encrypted' | 'none', name: string): string {
  switch (token) {
    case 'environment':
      return `with the token that the environment holds as ${tokenSetting(name)}`;
    case 'file':
      return 'with the token in secrets.json, which only this user can read';
    case 'encrypted':
      return 'with the token in secrets.json, which is encrypted';
    case 'none':
      return 'without a token, as a stranger would see it';
  }
}
