import type { SamplingDensity } from './density.ts';

/** Largest difference between a gradient and central differences, relative to the gradient's largest entry. */
export function worstDifference(
  { logDensity, dimension }: Pick<SamplingDensity, 'logDensity' | 'dimension'>,
  u: Float64Array,
): number {
  const gradient = new Float64Array(dimension);
  const ignored = new Float64Array(dimension);
  logDensity(u, gradient);
  const h = 1e-6;
  let worst = 0;
  let largest = 1;
  for (let i = 0; i < dimension; i++) {
    const at = (by: number): number =>
      logDensity(
        u.map((x, j) => (j === i ? x + by : x)),
        ignored,
      );
    const slope = (at(h) - at(-h)) / (2 * h);
    worst = Math.max(worst, Math.abs(gradient[i]! - slope));
    largest = Math.max(largest, Math.abs(slope));
  }
  return worst / largest;
}
