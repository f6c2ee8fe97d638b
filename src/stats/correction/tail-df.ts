/**
 * Degrees of freedom of a variance that is made of these contributions, by its own spread (Satterthwaite 1946, with the
 * fourth moment of the sample): about their number where they are normal, few where a handful make up nearly all of
 * it. With n hits among many zeros it is about twice n.
 */
export function tailDf(contributions: ArrayLike<number>): number {
  let squares = 0;
  let fourths = 0;
  for (let i = 0; i < contributions.length; i++) {
    const square = contributions[i] ** 2;
    squares += square;
    fourths += square * square;
  }
  if (squares === 0) return 0;
  const spread = fourths / squares ** 2 - 1 / contributions.length;
  return spread > 0 ? Math.min(contributions.length - 1, 2 / spread) : contributions.length - 1;
}
