import type { Author } from '../model/message.ts';

/** Names that a platform writes where it names nobody, in lower case. */
const names = new Set([
  'a google user',
  'google user',
  'google 사용자',
  'ein google-nutzer',
  'un utilisateur de google',
  'un usuario de google',
  'anonymous',
  'anonym',
  'anonyme',
  '[deleted]',
  '[deleted user]',
  'deleted user',
]);

/**
 * The author of a row whose name names nobody: one for each message, because people who share "A Google user" are
 * not one person. Other authors come back as they are.
 */
export function personOf(author: Author, message: string): Author {
  if (!names.has(author.id.toLowerCase())) return author;
  return { ...author, id: `${author.id}#${message}`, name: author.name ?? author.id };
}
