import { sum, variance } from '../../core/stats.ts';

/** log p(y_i | θ_s): one array of S draws an observation. */
export type Pointwise = readonly Float64Array[];

/** A sum over N observations and its standard error √(N·var). */
export type Total = { readonly value: number; readonly se: number };

/** The sum of pointwise values, with the error from their variation over observations. @see statistics.md §5 */
export function pointwiseTotal(values: Float64Array): Total {
  return { value: sum(values), se: Math.sqrt(values.length * variance(values)) };
}

/** @throws RangeError unless there are observations, of equally many draws (two or more), all finite */
export function checkPointwise(values: Pointwise): void {
  const draws = values[0]?.length ?? 0;
  if (draws < 2)
    throw new RangeError(`log-likelihood of ${values.length} observations × ${draws} draws; allowed are 1 × 2 or more`);
  for (const [i, row] of values.entries()) {
    const s = row.findIndex((value) => !Number.isFinite(value));
    if (s >= 0)
      throw new RangeError(`log-likelihood of observation ${i}, draw ${s} is ${row[s]}; allowed are finite numbers`);
    if (row.length !== draws)
      throw new RangeError(`observation ${i} has ${row.length} draws; allowed are ${draws}, as the first has`);
  }
}
