import type { Author } from '../../model/message.ts';
import type { InputFile, OpenQuestion } from '../../model/reader.ts';

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
  if (account !== '' && !/^linkedin/i.test(account)) said.account = accountWord(account);
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

/**
 * Whose export it is: as the file says, else as a person said. What was typed is its handle where it is not the id
 * itself, so that an account of ours is known by either.
 */
export function accountOf(said: string | undefined, us: string[] | undefined): Author | undefined {
  const typed = (us ?? []).map((name) => name.trim().replace(/^@/, ''));
  const named = typed.length === 1 ? typed[0] : typed.find((name) => said && accountWord(name) === said);
  const id = said ?? (accountWord(named ?? '') || named);
  if (id === undefined || id === '') return undefined;
  return named === undefined || named.toLowerCase() === id ? { id } : { id, handle: named };
}

/** Asked where nothing says whose export it is. */
export function askAccount(ask: string): OpenQuestion {
  return {
    word: 'us',
    ask,
    why: 'The file does not say it, and its name is not the one that LinkedIn gave.',
  };
}
