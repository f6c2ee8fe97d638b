/**
 * What a table of words says of one that a file brought; undefined also for the words that every object knows, such as
 * `constructor`.
 */
export function knownWord<T>(table: Record<string, T>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
