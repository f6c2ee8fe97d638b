/**
 * The word that was probably meant: the one with the fewest letters to change (Levenshtein's distance, case aside), at
 * most a third of the letters; undefined where none comes near, or the very word is among them.
 */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let best: { word: string; away: number } | undefined;
  for (const one of words) {
    const away = distance(typed, one.toLowerCase());
    if (away === 0) return undefined;
    const most = Math.floor(Math.max(typed.length, one.length) / 3);
    if (away <= most && (best === undefined || away < best.away)) best = { word: one, away };
  }
  return best?.word;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
