import type { Code } from './kappa.ts';

/** What one coder gave one unit; undefined or null where there is no code. */
export type Coding = Code | null | undefined;

/** How many coders gave each category, unit by unit. */
export interface Units {
  /** In the order that an ordinal level needs. */
  categories: readonly Code[];
  /** A row a unit, a number a category. */
  counts: readonly Float64Array[];
}

/**
 * Units from reliability data: a row a coder, a place a unit. Categories are those that occur, numbers by size and all
 * else in alphabetical order, unless they are given (as an ordinal level of words needs).
 */
export function unitsOf(coders: readonly (readonly Coding[])[], categories?: readonly Code[]): Units {
  const known = categories ?? inOrder(coders.flat().filter(isCode));
  const place = new Map(known.map((code, at) => [code, at]));
  const size = coders.reduce((longest, row) => Math.max(longest, row.length), 0);
  const counts = Array.from({ length: size }, () => new Float64Array(known.length));
  for (const row of coders)
    row.forEach((code, unit) => {
      if (!isCode(code)) return;
      const at = place.get(code);
      if (at === undefined) throw new RangeError(`${code} is none of the categories ${known.join(', ')}`);
      counts[unit][at]++;
    });
  return { categories: known, counts };
}

/** Units from a table of counts: a row a unit, a column a category, in the order of `categories`. */
export function unitsOfTable(table: readonly ArrayLike<number>[], categories: readonly Code[]): Units {
  const counts = table.map((row, unit) => {
    if (row.length !== categories.length)
      throw new RangeError(`unit ${unit} has ${row.length} counts for ${categories.length} categories`);
    return Float64Array.from(row, (count) => {
      if (!(Number.isInteger(count) && count >= 0))
        throw new RangeError(`unit ${unit} has a count of ${count}`);
      return count;
    });
  });
  return { categories, counts };
}

/** Units coded at least twice: only they say anything of agreement. */
export function codedTwice({ categories, counts }: Units): Units {
  return { categories, counts: counts.filter((row) => codersOf(row) >= 2) };
}

/** How many coders coded a unit. */
export function codersOf(row: Float64Array): number {
  let coders = 0;
  for (const count of row) coders += count;
  return coders;
}

/** The same units with one category against all the rest. */
export function oneAgainstRest({ categories, counts }: Units, code: Code): Units {
  const at = categories.indexOf(code);
  if (at < 0) throw new RangeError(`${code} is none of the categories ${categories.join(', ')}`);
  return {
    categories: [false, true],
    counts: counts.map((row) => Float64Array.of(codersOf(row) - row[at], row[at])),
  };
}

function isCode(code: Coding): code is Code {
  return code !== undefined && code !== null;
}

function inOrder(codes: readonly Code[]): Code[] {
  const different = [...new Set(codes)];
  if (different.every((code) => typeof code === 'number')) return different.sort((a, b) => +a - +b);
  return different.sort((a, b) => (String(a) < String(b) ? -1 : 1));
}
