/** What unequal weights cost (Kish 1965, section 11.2C; 1992, J. Off. Stat. 8). */
export interface WeightLoss {
  /** n sum w^2 / (sum w)^2: by how much the variance of a mean grows through weighting alone. */
  designEffect: number;
  /** (sum w)^2 / sum w^2: as many people with equal weights would tell as much. */
  effective: number;
}

/** Kish's design effect and effective number. People with weight 0 do not count. */
export function weightLoss(weight: ArrayLike<number>): WeightLoss {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i] >= 0 && weight[i] < Number.POSITIVE_INFINITY))
      throw new RangeError(`weights are finite and not negative; row ${i} has ${weight[i]}`);
    if (weight[i] > 0) n++;
    sum += weight[i];
    squares += weight[i] ** 2;
  }
  return { designEffect: (n * squares) / sum ** 2, effective: sum ** 2 / squares };
}
