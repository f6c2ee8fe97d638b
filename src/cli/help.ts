import type { Command, Option } from './command.ts';

const everywhere: Record<string, Option> = {
  workspace: {
    value: 'DIR',
    about: 'else RAPPORT_WORKSPACE, else this folder if it is one, else ./rapport',
  },
  help: { about: 'this text' },
};

/** What `rapport --help` shows. */
export function overview(commands: Command[]): string {
  const width = Math.max(...commands.map(({ word }) => word.length));
  return `rapport tells you what your social media is worth, first as conversation.

${commands.map(({ word, about }) => `  rapport ${word.padEnd(width)}  ${about}`).join('\n')}

Each takes --workspace DIR and --help. rapport --version names program, schema and engine.
Example: rapport import posts.csv && rapport ask ignoring
`;
}

/** What `rapport WORD --help` shows. */
export function helpOf({ word, about, takes, options, example }: Command): string {
  const all = Object.entries({ ...options, ...everywhere });
  const names = all.map(([name, { value }]) => `--${name}${value ? ` ${value}` : ''}`);
  const width = Math.max(...names.map((name) => name.length));
  const lines = all.map(([, { about }], index) => `  ${(names[index] as string).padEnd(width)}  ${about}`);
  return `rapport ${word}${takes ? ` ${takes}` : ''} [options]: ${about}.

${lines.join('\n')}

Example: ${example}
`;
}
