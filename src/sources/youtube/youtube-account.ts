import type { Author } from '../../model/message.ts';
import type { OpenQuestion } from '../../model/reader.ts';
import { accountWord, bareName } from '../accounts.ts';

/** The id of a channel, `UC` and 22 characters, whose case counts. */
export const channelId: RegExp = /^UC[\w-]{22}$/;

/** The id of a video. */
export const videoId: RegExp = /^[\w-]{11}$/;

/** A channel as a person or a file's name gives it: its id, its @handle, or its name. */
export function channelOf(typed: string | undefined): Author | undefined {
  const text = typed?.trim() ?? '';
  if (channelId.test(text)) return { id: text };
  if (text.startsWith('@')) return { id: bareName(text) };
  const word = accountWord(text) || text;
  if (word === '') return undefined;
  return word === text ? { id: word } : { id: word, name: text };
}

/** Asked where nothing says whose channel it is. */
export const askChannel: OpenQuestion = {
  word: 'us',
  ask: 'Whose channel is this? Give its @handle, id or name.',
  why: 'No column names the channel; the name of the .zip that YouTube gave would.',
};
