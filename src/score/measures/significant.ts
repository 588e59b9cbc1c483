import type { Sample } from './measure.ts';

/** Replicates whose interval leaves out 0 and whose truth is not 0: indices into the sample.
 *  @see statistics.md §3; Gelman & Carlin (2014) */
export function significant({ n, truth, lower, upper }: Sample): readonly number[] {
  const indices: number[] = [];
  for (let i = 0; i < n; i++) {
    if (truth[i] !== 0 && (lower[i]! > 0 || upper[i]! < 0)) indices.push(i);
  }
  return indices;
}
