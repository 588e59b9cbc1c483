import { openStream } from '../../core/random/stream.ts';
import type { PenalizedColumns } from './design.ts';

/** For the tests of this folder: an intercept and k correlated columns with means and scales of their own, and an outcome that
 *  some of them move.
 *  @param seed names the problem
 *  @param factors of the columns, the intercept's 0 is put before them; ones by default */
export function testProblem(
  seed: number,
  n: number,
  k: number,
  options: {
    readonly factors?: readonly number[];
    readonly nonNegative?: boolean;
    readonly standardize?: boolean;
  } = {},
): { readonly columns: PenalizedColumns; readonly y: Float64Array } {
  const { factors = Array.from({ length: k }, () => 1), nonNegative = false, standardize = true } = options;
  const stream = openStream(['coordinateDescent.testing', seed]);
  const common = Float64Array.from({ length: n }, () => stream.normal());
  const x = new Float64Array(n * (k + 1)).fill(1, 0, n);
  const y = Float64Array.from({ length: n }, () => 5 + stream.normal());
  for (let j = 1; j <= k; j++) {
    const center = 4 * stream.normal();
    const scale = 0.2 + 2 * stream.uniform();
    const effect = stream.uniform() < 0.4 ? 0 : stream.normal();
    for (let i = 0; i < n; i++) {
      const value = 0.8 * common[i]! + 0.6 * stream.normal();
      x[i + j * n] = center + scale * value;
      y[i]! += effect * value;
    }
  }
  const all = Float64Array.from([0, ...factors]);
  const signs = Uint8Array.from(all, (factor) => (nonNegative && factor > 0 ? 1 : 0));
  return { columns: { x, n, k: k + 1, factors: all, nonNegative: signs, standardize }, y };
}
