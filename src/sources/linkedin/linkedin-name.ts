import type { InputFile, OpenQuestion } from '../../model/reader.ts';
import { accountWord } from '../accounts.ts';

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

/** Asked where nothing says whose export it is. */
export function askAccount(ask: string): OpenQuestion {
  return {
    word: 'us',
    ask,
    why: 'The file does not say it, and its name is not the one that LinkedIn gave.',
  };
}
