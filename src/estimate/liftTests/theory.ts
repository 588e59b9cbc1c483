import { normalCdf, normalQuantile } from '../../core/distributions.ts';

/** k effects as a fit has them: how far it is off on average, and the covariance that it states (k·k, row by row). */
export type Knowledge = { readonly bias: Float64Array; readonly covariance: Float64Array };

/** What a test is of: a weighted sum of the effects, seen with an error of its own. */
export type TestOf = { readonly weights: ArrayLike<number>; readonly bias: number; readonly se: number };

/** Knowledge after a test, both normal: weighted by precision. With a the weights, V the covariance and
 *  K = V·a/(aᵀVa + se²),
 *
 *      bias ← bias + K·(bias of the test − aᵀbias),   V ← V − K·aᵀV.
 *
 *  Of one effect: bias·se²/(V + se²) is left of the fit's own. @see docs/methods/lift-tests.md */
export function afterTest({ bias, covariance }: Knowledge, test: TestOf): Knowledge {
  const { weights } = test;
  const k = bias.length;
  const along = Float64Array.from(bias, (_, i) => {
    let total = 0;
    for (let j = 0; j < k; j++) total += covariance[i * k + j]! * weights[j]!;
    return total;
  });
  let variance = test.se * test.se;
  let surprise = test.bias;
  for (let i = 0; i < k; i++) {
    variance += weights[i]! * along[i]!;
    surprise -= weights[i]! * bias[i]!;
  }
  return {
    bias: bias.map((b, i) => b + (along[i]! / variance) * surprise),
    covariance: covariance.map((v, ij) => v - (along[Math.floor(ij / k)]! * along[ij % k]!) / variance),
  };
}

/** How often a normal interval holds the truth: Φ(z − b) − Φ(−z − b).
 *  @param bias in standard errors */
export function coverageUnderBias(bias: number, level: number): number {
  const z = normalQuantile((1 + level) / 2);
  return normalCdf(z - bias) - normalCdf(-z - bias);
}
