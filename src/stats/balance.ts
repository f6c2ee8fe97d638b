/** How evenly the turns of a conversation (or any counts) are spread over those who took part. */
export interface Balance {
  /** Shannon's entropy divided by its largest value, log k (Pielou 1966): 1 when all said equally much. */
  evenness: number;
  /** Half the mean absolute difference divided by the mean: 0 when all said equally much. */
  gini: number;
  /** Sum of squared shares (Herfindahl and Hirschman): the chance that two turns drawn are of one speaker. */
  concentration: number;
  /** 1 / concentration: as many speakers with equal parts would be as concentrated. */
  effectiveSpeakers: number;
}

/** Balance of the turns of each speaker; speakers without a turn take no part. Undefined with fewer than two speakers. */
export function balance(turns: ArrayLike<number>): Balance | undefined {
  const spoke = Array.from(turns)
    .filter((count) => count > 0)
    .sort((a, b) => a - b);
  const k = spoke.length;
  if (k < 2) return undefined;
  const sum = spoke.reduce((total, count) => total + count, 0);
  let entropy = 0;
  let concentration = 0;
  let ranked = 0;
  for (const [rank, count] of spoke.entries()) {
    const share = count / sum;
    entropy -= share * Math.log(share);
    concentration += share * share;
    ranked += (2 * (rank + 1) - k - 1) * share;
  }
  return {
    evenness: Math.min(1, entropy / Math.log(k)),
    gini: ranked / k,
    concentration,
    effectiveSpeakers: 1 / concentration,
  };
}
