import { choleskyInPlace } from '../../core/linalg/cholesky.ts';
import { solveLower } from '../../core/linalg/triangular.ts';
import type { Stream } from '../../core/random/stream.ts';
import { factorCovariance, fitFactors } from './ppca.ts';

/** Replicated data sets; a p-value from two hundred has an error of at most .035. */
const replicates = 200;
/** Every fifth row is held out: as Wang & Blei hold out a fifth of the entries. */
const everyth = 5;

/** Does a factor model explain how variables move together in rows that it has not seen? The share of replicated data, drawn from
 *  the model, whose variables depend on one another more than the real ones do beyond the model. Near 0 the model misses a
 *  factor; Wang & Blei accept above .1.
 *
 *  Every fifth row is left out of the fit and whitened by the model's covariance, which makes it standard normal where the model is true.
 *  The discrepancy is Σ_{a<b} (mean of w_a·w_b over the rows)²: what a factor is for. (The log density of held-out entries, theirs,
 *  hardly notices a factor that is missing, as σ² makes up for its variance.)
 *  @param x n × C column-major
 *  @param stream draws the replicates
 *  @returns null where the other rows give no model
 *  @see Wang & Blei (2019), The blessings of multiple causes, §3.1; Gelman, Meng & Stern (1996) on discrepancies */
export function predictiveCheck(x: Float64Array, n: number, factors: number, stream: Stream): number | null {
  const size = x.length / n;
  const seen = Array.from({ length: n }, (_, i) => i).filter((i) => i % everyth !== 0);
  const held = Array.from({ length: n }, (_, i) => i).filter((i) => i % everyth === 0);
  const rows = new Float64Array(seen.length * size);
  for (let j = 0; j < size; j++)
    seen.forEach((i, r) => {
      rows[r + j * seen.length] = x[i + j * n]!;
    });
  const model = fitFactors(rows, seen.length, factors);
  if (model === null) return null;
  const lower = factorCovariance(model);
  choleskyInPlace(lower, size);
  const white = held.map((i) => {
    const row = Float64Array.from({ length: size }, (_, j) => x[i + j * n]! - model.mean[j]!);
    solveLower(lower, size, size, row);
    return row;
  });
  const real = dependence(white, size);
  let less = 0;
  for (let r = 0; r < replicates; r++) {
    const drawn = held.map(() => Float64Array.from({ length: size }, () => stream.normal()));
    if (dependence(drawn, size) >= real) less += 1;
  }
  return less / replicates;
}

/** Σ_{a<b} (mean of w_a·w_b)² */
function dependence(rows: readonly Float64Array[], size: number): number {
  let total = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      let products = 0;
      for (const row of rows) products += row[a]! * row[b]!;
      total += (products / rows.length) * (products / rows.length);
    }
  }
  return total;
}
