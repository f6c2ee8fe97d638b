import type { ConnectionShown } from '../model/connection.ts';
import { send } from './app.ts';
import type { Work } from './command.ts';
import { inert, oneLine, wrap } from './plain-text.ts';
import { missingText } from './print-sync.ts';

/** `rapport connections`: the connected accounts, how far each is read, and what is missing of it. */
export const connections: Work = async (call) => {
  const { terminal } = call;
  const answer = await send('connections', {}, call);
  if (call.on('json')) {
    terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
    return 0;
  }
  if (answer.connections.length === 0) {
    terminal.out('No account is connected.\nConnect one: rapport connect @name.bsky.social\n');
    return 0;
  }
  terminal.out(`${answer.connections.map(text).join('\n\n')}\n`);
  const { problem } = answer.secrets;
  if (problem) terminal.err(`\n${wrap(inert([problem.message, problem.help].filter(Boolean).join(' ')))}\n`);
  return problem ? 1 : 0;
};

const tokens = {
  environment: 'token from the environment',
  file: 'token in secrets.json',
  encrypted: 'token in secrets.json, encrypted',
  none: 'no token',
};

function text(one: ConnectionShown): string {
  const at = (time: string | undefined) => (time ? `${time.slice(0, 16).replace('T', ' ')} UTC` : 'never');
  const { followers } = one;
  const lines = [
    ['account', `${one.title} @${one.handle} at ${new URL(one.origin).host}; ${tokens[one.token]}`],
    ['since', at(one.since)],
    ['last sync', one.running ? `under way: ${one.running.step}` : at(one.endedAt)],
    ['deletions', one.sweptAt ? `last asked ${at(one.sweptAt)}` : 'not asked yet'],
    ['seen until', at(one.observedUntil)],
    ['messages', one.messages.toLocaleString('en')],
    ['followers', followers ? `${followers.value.toLocaleString('en')} on ${followers.on}` : 'not told'],
  ];
  const { problem } = one;
  return [
    one.name,
    ...lines.map(([label, value]) =>
      wrap(oneLine(value ?? ''), 80, `  ${label?.padEnd(12)}`, ' '.repeat(14)),
    ),
    ...(problem
      ? [
          wrap(
            oneLine(`The sync of ${at(problem.at)} broke off: ${problem.message} ${problem.help ?? ''}`),
            80,
            '  ',
          ),
        ]
      : []),
    missingText(one.missing).replace(/^/gm, '  '),
  ]
    .filter((line) => line.trim() !== '')
    .join('\n');
}
