import type { Message } from '../model/message.ts';
import type { ReadSummary } from '../model/reader.ts';

/** What a reader counts while it reads, for its summary. */
export interface Tally {
  /** Counts a message and hands it back. */
  add(message: Message): Message;
  /** Names an account as ours although no message of it is in the file. */
  own(account: string): void;
  encoding(name: string): void;
  note(sentence: string): void;
  messages(): number;
  /** Time of the newest message, ISO UTC. */
  newest(): string | undefined;
  summary(sides: 'both' | 'own', observedUntil?: string): ReadSummary;
}

/** Said of every file that is read without its ids. */
export const withoutIdsNote: string =
  'Imported without ids: no reply is joined to what it answers, and the same message in another file is not recognised.';

export function tally(): Tally {
  const own = new Map<string, string>();
  const notes: string[] = [];
  let encoding = 'utf-8';
  let repaired = 0;
  let messages = 0;
  let newest: string | undefined;
  const remember = (account: string) => {
    if (!own.has(account.toLowerCase())) own.set(account.toLowerCase(), account);
  };
  return {
    add: (message) => {
      messages += 1;
      if (message.repaired) repaired += 1;
      if (message.own) remember(message.author.id);
      if (newest === undefined || message.createdAt > newest) newest = message.createdAt;
      return message;
    },
    own: remember,
    encoding: (name) => {
      encoding = name;
    },
    note: (sentence) => {
      if (!notes.includes(sentence)) notes.push(sentence);
    },
    messages: () => messages,
    newest: () => newest,
    summary: (sides, observedUntil) => {
      const summary: ReadSummary = {
        ownAccounts: [...own.values()],
        sides,
        encoding,
        repaired,
        notes: [...notes],
      };
      if (observedUntil !== undefined) summary.observedUntil = observedUntil;
      return summary;
    },
  };
}
