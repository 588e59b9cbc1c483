import { binomialQuantile } from '../../core/distributions.ts';
import { exp, lgamma, log } from '../../core/math.ts';

/** Where the counts of N ranks below z_i = i/K may lie, i = 1..K, ends included. */
export type Bounds = { readonly lower: Int32Array; readonly upper: Int32Array };

/** Pointwise intervals of Binomial(N, i/K) from its γ/2 to its 1 − γ/2 quantile. */
export function pointwiseBounds(N: number, K: number, gamma: number): Bounds {
  const at = (probability: number): Int32Array =>
    Int32Array.from({ length: K }, (_, i) => binomialQuantile(probability, N, (i + 1) / K));
  return { lower: at(gamma / 2), upper: at(1 - gamma / 2) };
}

/** Probability that the empirical distribution function of N uniform ranks stays inside the bounds at all of i/K.
 *
 *  The recursion of statistics.md §6 with one change of variables: counts per bin are multinomial, which is independent
 *  Poisson(N/K) counts given that they add up to N. So P_i(b) = Q_i(b)·Poisson(N − b; N − iN/K)/Poisson(N; N) with
 *  Q_{i+1}(b) = Σ_a Q_i(a)·Poisson(b − a; N/K): one table serves all steps, and a step is a multiplication.
 *  @see Säilynoja, Bürkner & Vehtari (2022), Algorithm 1 */
export function bandCoverage(N: number, K: number, { lower, upper }: Bounds): number {
  const rate = N / K;
  const logPoisson = (k: number, mean: number): number => k * log(mean) - mean - lgamma(k + 1);
  const step = Float64Array.from({ length: N + 1 }, (_, k) => exp(logPoisson(k, rate)));
  let from = 0;
  let mass = Float64Array.of(1);
  for (let i = 0; i < K; i++) {
    const first = lower[i]!;
    const next = new Float64Array(upper[i]! - first + 1);
    for (let b = 0; b < next.length; b++) {
      const most = Math.min(mass.length - 1, first + b - from);
      let sum = 0;
      for (let a = 0; a <= most; a++) sum += mass[a]! * step[first + b - from - a]!;
      next[b] = sum;
    }
    from = first;
    mass = next;
  }
  // at z = 1 the count is N, so one value is left
  return mass[0]! / exp(logPoisson(N, N));
}
