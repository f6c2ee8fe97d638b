import { parseArgs } from 'node:util';
import { isProblem, Problem } from '../model/problem.ts';
import { isWorkspace, resolveWorkspace } from '../workspace/paths.ts';
import { type Door, realDoor } from './app.ts';
import type { Call, Command } from './command.ts';
import { commands } from './commands.ts';
import { helpOf, overview } from './help.ts';
import { inert } from './plain-text.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/**
 * Runs one command. Returns the exit code: 0 done, 1 the user's problem (a sentence on stderr), 2 a bug (with
 * its stack). Never throws.
 */
export async function run(
  args: string[],
  terminal: Terminal = processTerminal(),
  door: Door = realDoor,
): Promise<0 | 1 | 2> {
  try {
    return await obey(args, terminal, door);
  } catch (error) {
    if (isProblem(error)) {
      terminal.err(`${inert(error.message)}\n${error.help ? `${inert(error.help)}\n` : ''}`);
      return 1;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const said = stack?.includes(message) ? '' : `${message}\n`;
    terminal.err(`That is a mistake in Rapport, not yours. Please report it with these lines.\n`);
    terminal.err(inert(`${said}${stack}\n`));
    return 2;
  }
}

async function obey(args: string[], terminal: Terminal, door: Door): Promise<0 | 1> {
  const [word, ...rest] = args;
  switch (word) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      terminal.out(overview(commands));
      return 0;
    case 'version':
    case '--version':
    case '-v':
      terminal.out(await (await import('./version.ts')).versions());
      return 0;
  }
  const command = commands.find((one) => one.word === word);
  if (!command) {
    const words = commands.map((one) => one.word).join(', ');
    throw new Problem(
      `There is no command “${word}”.`,
      `There are: ${words}. rapport --help says what they do.`,
    );
  }
  const { values, positionals } = sort(command, rest);
  if (values.help) {
    terminal.out(helpOf(command));
    return 0;
  }
  const flag = values.workspace as string | undefined;
  const dir = resolveWorkspace({ flag, env: terminal.env.RAPPORT_WORKSPACE, cwd: terminal.cwd });
  if (!command.makes && !isWorkspace(dir)) {
    throw new Problem(
      `There is no workspace at ${dir}.`,
      'Make one with rapport import FILES, or name yours with --workspace DIR.',
    );
  }
  const work = await command.load();
  return work(callOf(values, positionals, { dir, terminal, door }));
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

function sort(command: Command, args: string[]): { values: Values; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value, many }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), multiple: many === true },
    ]),
  );
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { ...options, workspace: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const sentence = message.split('. To specify')[0]?.replace(/\.?$/, '.');
    throw new Problem(sentence ?? message, `rapport ${command.word} --help shows what it takes.`);
  }
}

function callOf(values: Values, positionals: string[], world: Pick<Call, 'dir' | 'terminal' | 'door'>): Call {
  const list = (name: string) => [values[name] ?? []].flat().map(String);
  return {
    ...world,
    positionals,
    values: list,
    value: (name) => list(name).at(-1),
    on: (name) => values[name] === true,
  };
}
