/** A word of a command as it can be copied into a shell: in quotes where it holds spaces or signs. */
export function quoted(word: string): string {
  if (/^[\p{L}\p{N}_./:@%+=,\\-]+$/u.test(word)) return word;
  return /["$`!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
