import type { Message } from '../model/message.ts';

/** Signs that no platform puts into an id: those that command a terminal, and half of a character. */
const broken = /[\p{Cc}\p{Surrogate}]/u;

/** Why messages cannot be kept, whatever the file: without an author, or under ids that are none. */
export function unsound(messages: Message[]): string | undefined {
  for (const { author, nativeId, parentId, replyIds = [] } of messages) {
    if (author.id.trim() === '' || broken.test(author.id)) return 'names no author';
    for (const id of [nativeId, parentId, ...replyIds]) {
      if (id !== undefined && (id === '' || broken.test(id))) return 'has an id that is none';
    }
  }
  return undefined;
}
