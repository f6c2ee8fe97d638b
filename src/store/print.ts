import { randomBytes } from 'node:crypto';
import type { WritingStore } from '../model/store.ts';

/** SQL: the beginning of a text as people would compare it, without a mark that it goes on. */
export const openingSql = (row: string) =>
  `left(rtrim(regexp_replace(lower(nfc_normalize(${row}.text)), '\\s+', ' ', 'g'), ' .\u2026'), 200)`;

/** So many characters say which message it is, whoever wrote it; fewer only beside the same author. */
export const telling = 20;

/** SQL: one row, `key`, under which prints are made; joined as `k`. */
export const printKeySql = "(SELECT value AS key FROM meta WHERE key = 'tombstone_key')";

/** A keyed hash that `k.key` is needed for, nested so that nothing can be added to what was hashed. */
const keyed = (words: string) => `sha256(k.key || sha256(k.key || ${words}))`;

/** SQL: who wrote it, as a keyed hash of the id in lower case. */
export const authorPrintSql = (author: string) => `left(${keyed(`'author ' || ${author}`)}, 16)`;

/**
 * SQL: a print of an opening. Of two openings one begins with the other where, but for rare chance, one print begins with
 * the other: six hexadecimal digits stand for the first 20 characters, and one for every ten more. That is less than a
 * text itself tells, so that none can be worked out from its print, even by who has the key; a guess at a short one
 * can be checked. Shorter openings have a `-` before theirs.
 */
export const printSql = (opening: string) => {
  const digits = (length: string, count: number) =>
    `left(${keyed(`'text ' || left(${opening}, ${length})`)}, ${count})`;
  return `(CASE WHEN length(${opening}) < ${telling} THEN '-' ELSE '' END || ${digits(String(telling), 6)}
      || array_to_string(list_transform(range(${telling + 10}, length(${opening}) + 1, 10), lambda n: ${digits('n', 1)}), ''))`;
};

/** Sees to it that there is a key to make prints with. */
export async function needPrintKey(store: WritingStore): Promise<void> {
  await store.run("INSERT OR IGNORE INTO meta VALUES ('tombstone_key', $key)", {
    key: randomBytes(32).toString('hex'),
  });
}

/**
 * Keeps the prints of texts before they go: of the rows of a relation (SQL with `source`, `native_id`, `kind`, `author`,
 * `text`, `created_at`, `precision`) that have one.
 */
export async function addPrints(store: WritingStore, rows: string): Promise<void> {
  await needPrintKey(store);
  await store.run(`INSERT INTO gone_print
    SELECT DISTINCT p.* FROM (
      SELECT o.source, o.native_id, ${authorPrintSql('lower(o.author)')} AS author, o.created_at AS written_at, o.precision,
        ${printSql('o.opening')} AS print
      FROM (SELECT t.*, ${openingSql('t')} AS opening FROM ${rows} t WHERE t.text <> '' AND t.kind <> 'repost') o, ${printKeySql} k) p
    ANTI JOIN gone_print g ON g.source = p.source AND g.native_id = p.native_id AND g.author = p.author
      AND g.written_at = p.written_at AND g.precision = p.precision AND g.print = p.print`);
}
