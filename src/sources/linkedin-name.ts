import type { InputFile, OpenQuestion } from '../model/reader.ts';

/** What the name of an export says. */
export interface SaidByName {
  /** Whose it is, one word. */
  account?: string;
  /** `content`, `followers`, `visitors`, `competitors`. */
  about?: string;
  /** When it was made, ISO UTC. */
  at?: string;
}

/** `acme-pumps_content_1739000000000.xls`, as LinkedIn names what a page exports. */
export function saidByName(file: InputFile): SaidByName {
  const base = (file.name.split('/').at(-1) ?? '').replace(/\.[a-z]+$/i, '');
  const [, account = '', about = '', made] =
    /^(?:(.+?)[-_ ])?(content|followers|visitors|competitor)s?(?:[-_ ].*?(\d{13}|\d{10}))?(?![a-z])/i.exec(
      base,
    ) ?? [];
  const said: SaidByName = {};
  if (account !== '') said.account = accountWord(account);
  if (about !== '') said.about = about.toLowerCase() === 'competitor' ? 'competitors' : about.toLowerCase();
  if (made !== undefined) said.at = new Date(Number(made) * (made.length === 10 ? 1000 : 1)).toISOString();
  return said;
}

/** The name of an account as one word, so that a file's name and a typed one come to the same. */
export function accountWord(name: string): string {
  return name
    .trim()
    .replace(/^@/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** Whose export it is: by the file, else by what a person said. */
export function accountOf(said: string | undefined, us: string[] | undefined): string | undefined {
  const [only, ...others] = us ?? [];
  return said ?? (only !== undefined && others.length === 0 ? accountWord(only) || undefined : undefined);
}

/** Asked where nothing says whose export it is. */
export function askAccount(ask: string): OpenQuestion {
  return {
    word: 'us',
    ask,
    why: 'The file does not say it, and its name is not the one that LinkedIn gave.',
  };
}
