import { mean, sd, variance } from '../../core/stats.ts';
import type { Score } from '../measures/measure.ts';
import { scoreOf } from '../measures/score.ts';
import { requireSameLength } from './difference.ts';

/** Gain in precision of B over A on the same replicates: at 0.3, A needs 30 % more independent data to be
 *  as tight as B. (s_A/s_B)² − 1 with MCSE (s_A/s_B)²·s(ψ)/√n, ψ = (e_A − ē_A)²/s_A² − (e_B − ē_B)²/s_B².
 *  @see statistics.md §3 */
export function relativePrecision(errorsA: Float64Array, errorsB: Float64Array): Score {
  requireSameLength(errorsA, errorsB);
  const n = errorsA.length;
  const ratio = variance(errorsA) / variance(errorsB);
  const [a, b] = [standardizedSquares(errorsA), standardizedSquares(errorsB)];
  const influence = a.map((square, i) => square - b[i]!);
  return scoreOf(ratio - 1, (ratio * sd(influence)) / Math.sqrt(n), n);
}

function standardizedSquares(errors: Float64Array): Float64Array {
  const center = mean(errors);
  const spread = variance(errors);
  return errors.map((e) => ((e - center) * (e - center)) / spread);
}
