/** How typical a word is of one set of texts against another. */
export interface TypicalWord {
  word: string;
  /** Log odds ratio over its standard error; above 0 where it is typical of the first set. */
  z: number;
  /** How often it stands in either set. */
  here: number;
  elsewhere: number;
}

/**
 * Words by how typical they are of `here` against `elsewhere`, the most typical first: the log-odds ratio with an
 * informative Dirichlet prior over its standard error (Monroe, Colaresi and Quinn 2008, Polit. Anal. 16, equations 16,
 * 20 and 22). The prior has `prior` words in the shares of both sets together, so that a word met once is typical of
 * nothing.
 */
export function typicalWords(
  here: ReadonlyMap<string, number>,
  elsewhere: ReadonlyMap<string, number>,
  prior = 500,
): TypicalWord[] {
  const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
  const [n, m] = [total(here), total(elsewhere)];
  const words = new Set([...here.keys(), ...elsewhere.keys()]);
  return [...words]
    .map((word): TypicalWord => {
      const a = here.get(word) ?? 0;
      const b = elsewhere.get(word) ?? 0;
      const alpha = (prior * (a + b)) / (n + m);
      const odds = (count: number, of: number) => Math.log((count + alpha) / (of + prior - count - alpha));
      const error = Math.sqrt(1 / (a + alpha) + 1 / (b + alpha));
      return { word, z: (odds(a, n) - odds(b, m)) / error, here: a, elsewhere: b };
    })
    .filter(({ z }) => Number.isFinite(z))
    .sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1));
}

/** How often each word stands in texts, given as their words. */
export function wordCounts(texts: Iterable<readonly string[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
