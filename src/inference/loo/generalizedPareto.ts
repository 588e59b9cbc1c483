import { exp, log, log1p } from '../../core/math.ts';
import { logSumExp } from './logSumExp.ts';

/** Grid points besides √n; of the method's authors. */
const fewestGridPoints = 30;
/** Weight of the first quartile in the grid, and in the prior on θ; of the method's authors. */
const quartileWeight = 3;
/** Prior on k, worth ten observations at k = .5, which steadies short tails; loo's choice. */
const priorObservations = 10;
const priorK = 0.5;

/** Shape k and scale σ of a generalized Pareto law, P(X > x) = (1 + kx/σ)^(−1/k), by the quasi-Bayesian estimate of θ = −k/σ
 *  over a grid, then k shrunk to .5.
 *  @param ascending positive excesses over the threshold, at least five
 *  @returns k = Infinity where the fit breaks down (first quartile 0)
 *  @see Zhang & Stephens (2009), "A new and efficient estimation method for the generalized Pareto distribution" */
export function fitGeneralizedPareto(ascending: Float64Array): { readonly k: number; readonly sigma: number } {
  const n = ascending.length;
  const points = fewestGridPoints + Math.floor(Math.sqrt(n));
  const quartile = ascending[Math.floor(n / 4 + 0.5) - 1]!;
  const grid = Float64Array.from(
    { length: points },
    (_, j) => 1 / ascending[n - 1]! + (1 - Math.sqrt(points / (j + 0.5))) / quartileWeight / quartile,
  );
  const logLikelihood = grid.map((theta) => n * profile(theta, ascending));
  const normalizer = logSumExp(logLikelihood);
  const theta = grid.reduce((sum, value, j) => sum + value * exp(logLikelihood[j]! - normalizer), 0);
  const k = shapeAt(theta, ascending);
  const shrunk = (k * n + priorK * priorObservations) / (n + priorObservations);
  return Number.isFinite(shrunk) ? { k: shrunk, sigma: -k / theta } : { k: Infinity, sigma: Number.NaN };
}

/** Profile log-likelihood of θ, one observation's share. */
function profile(theta: number, x: Float64Array): number {
  const k = shapeAt(theta, x);
  return log(-theta / k) - k - 1;
}

/** The k that is most likely given θ: the mean of log(1 − θx). */
function shapeAt(theta: number, x: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += log1p(-theta * x[i]!);
  return total / x.length;
}
