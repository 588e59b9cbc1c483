import { exp, expm1, log, log1p, log10 } from '../../core/math.ts';
import { fitGeneralizedPareto } from './generalizedPareto.ts';
import { logSumExp } from './logSumExp.ts';
import { checkPointwise, type Pointwise, pointwiseTotal, type Total } from './pointwise.ts';

export type PsisLoo = {
  readonly elpd: Total;
  /** effective number of parameters, lpd − elpd */
  readonly parameters: Total;
  /** expected log pointwise predictive density, one an observation */
  readonly pointwise: Float64Array;
  /** effective number of parameters, one share an observation */
  readonly complexity: Float64Array;
  /** tail shape k̂ of the importance ratios, one an observation; Infinity where the tail is too short or constant */
  readonly paretoK: Float64Array;
  /** k̂ above this: the observation's elpd is not to be trusted */
  readonly kThreshold: number;
};

/** Leave-one-out cross-validation by Pareto-smoothed importance sampling, as in R's loo 2.5.1.
 *  @param logLikelihood one array of S draws an observation, all finite
 *  @param relativeEfficiency ESS/S of the likelihood's draws: sets the length of the tail, min(.2 S, 3√(S/r))
 *  @see statistics.md §5; Vehtari, Gelman & Gabry (2017); Vehtari, Simpson, Gelman, Yao & Gabry (2024) */
export function psisLoo(logLikelihood: Pointwise, relativeEfficiency = 1): PsisLoo {
  checkPointwise(logLikelihood);
  const draws = logLikelihood[0]!.length;
  const tail = Math.ceil(Math.min(0.2 * draws, 3 * Math.sqrt(draws / relativeEfficiency)));
  const pointwise = new Float64Array(logLikelihood.length);
  const complexity = new Float64Array(logLikelihood.length);
  const scratch = new Float64Array(draws);
  const paretoK = new Float64Array(logLikelihood.length);
  for (const [i, values] of logLikelihood.entries()) {
    for (let s = 0; s < draws; s++) scratch[s] = -values[s]!;
    const { logWeights, k } = smoothedLogWeights(scratch, tail);
    for (let s = 0; s < draws; s++) scratch[s] = logWeights[s]! + values[s]!;
    pointwise[i] = logSumExp(scratch) - logSumExp(logWeights);
    complexity[i] = logSumExp(values) - log(draws) - pointwise[i]!;
    paretoK[i] = k;
  }
  return {
    elpd: pointwiseTotal(pointwise),
    parameters: pointwiseTotal(complexity),
    pointwise,
    complexity,
    paretoK,
    kThreshold: Math.min(1 - 1 / log10(draws), 0.7),
  };
}

/** With fewer values than this no tail is fitted. loo's choice. */
const shortestTail = 5;

/** Log importance weights, their largest `tail` replaced by the expected order statistics of a generalized Pareto law
 *  fitted to them, and cut at the largest raw weight. Not normalized. O(S log S). */
export function smoothedLogWeights(
  logRatios: Float64Array,
  tail: number,
): { readonly logWeights: Float64Array; readonly k: number } {
  let largest = -Infinity;
  for (let s = 0; s < logRatios.length; s++) largest = Math.max(largest, logRatios[s]!);
  const logWeights = new Float64Array(logRatios.length);
  for (let s = 0; s < logRatios.length; s++) logWeights[s] = logRatios[s]! - largest;
  const sorted = logWeights.slice().sort();
  const start = sorted.length - tail;
  if (tail < shortestTail || start < 1 || !(sorted.at(-1)! - sorted[start]! > 0)) return { logWeights, k: Infinity };
  const cutoff = exp(sorted[start - 1]!);
  const { k, sigma } = fitGeneralizedPareto(sorted.subarray(start).map((weight) => exp(weight) - cutoff));
  if (k === Infinity) return { logWeights, k };
  for (const [rank, s] of largestIndices(logWeights, sorted[start]!, tail).entries()) {
    const quantile = (sigma * expm1(-k * log1p(-(rank + 0.5) / tail))) / k;
    logWeights[s] = Math.min(log(quantile + cutoff), 0);
  }
  return { logWeights, k };
}

/** Indices of the `count` largest values in ascending order of value, ties in order of index, given the smallest of them. */
function largestIndices(values: Float64Array, smallest: number, count: number): readonly number[] {
  const indices: number[] = [];
  for (let s = 0; s < values.length; s++) if (values[s]! >= smallest) indices.push(s);
  return indices.sort((a, b) => values[a]! - values[b]! || a - b).slice(-count);
}
