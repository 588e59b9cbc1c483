import type { Answers } from '../answers.ts';

/** For each row of `own` the row of `other` of the same replicate; −1 where it has none. Both are in replicate order; within
 *  a cell a replicate is one dataset, for rows stand beside its truth. */
export function align(own: Answers, other: Answers): Int32Array {
  const places = new Int32Array(own.size).fill(-1);
  for (let i = 0, j = 0; i < own.size && j < other.size; ) {
    const gap = own.replicate[i]! - other.replicate[j]!;
    if (gap === 0) places[i] = j;
    if (gap <= 0) i++;
    if (gap >= 0) j++;
  }
  return places;
}
