/** A vector that is 0 nearly everywhere: the places that are not, rising where nothing else is said, and their values. */
export interface Sparse {
  at: Int32Array;
  value: Float32Array;
}

/** Sum of products of two sparse vectors. */
export function sparseDot(a: Sparse, b: Sparse): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.at.length && j < b.at.length; ) {
    const difference = a.at[i] - b.at[j];
    if (difference === 0) sum += a.value[i++] * b.value[j++];
    else if (difference < 0) i++;
    else j++;
  }
  return sum;
}

/** Sum of products with a dense vector. */
export function denseDot(a: Sparse, dense: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.at.length; i++) sum += a.value[i] * dense[a.at[i]];
  return sum;
}

/** Euclidean length. */
export function lengthOf(a: Sparse): number {
  let sum = 0;
  for (let i = 0; i < a.value.length; i++) sum += a.value[i] * a.value[i];
  return Math.sqrt(sum);
}

/** The cosine of the angle between two vectors; 0 where one of them is empty. */
export function cosine(a: Sparse, b: Sparse): number {
  const product = lengthOf(a) * lengthOf(b);
  return product > 0 ? sparseDot(a, b) / product : 0;
}

/** A sparse vector of the places and values in a map, in the order of places. */
export function sparseOf(values: ReadonlyMap<number, number>): Sparse {
  const at = Int32Array.from(values.keys()).sort();
  return { at, value: Float32Array.from(at, (place) => values.get(place) as number) };
}

/** The vector divided by its length; an empty one stays empty. */
export function unit(a: Sparse): Sparse {
  const length = lengthOf(a);
  return length > 0 ? { at: a.at, value: a.value.map((value) => value / length) } : a;
}
