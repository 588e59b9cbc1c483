import { mean, sd } from '../core/stats.ts';

/** A mean over replicates and its Monte Carlo standard error; null where there are too few. */
export type Part = { readonly value: number | null; readonly mcse: number | null };

export type Decomposition = {
  /** replicates in which all three fits answered: the parts add up to `total` on them */
  readonly n: number;
  readonly total: Part;
  /** confounding, the wrong estimand or the wrong curve: what no amount of data and no prior removes */
  readonly asymptotic: Part;
  readonly finiteSample: Part;
  readonly prior: Part;
};

/** Takes the bias of a fit apart, by replicates that are paired across all three, so that what they share (the longer series
 *  begins with the shorter one) leaves the differences. Errors are against each dataset's own truth; NaN: no answer.
 *  @param own errors of the fit at n
 *  @param flat of the same model with hardly any prior, at n
 *  @param longest of that one, at the longest n
 *  @see statistics.md §3 */
export function decompose(own: Float64Array, flat: Float64Array, longest: Float64Array): Decomposition {
  const whole = [...own.keys()].filter((i) => Number.isFinite(own[i]! + flat[i]! + longest[i]!));
  const part = (of: (i: number) => number) => partOf(whole.map(of));
  return {
    n: whole.length,
    total: part((i) => own[i]!),
    asymptotic: part((i) => longest[i]!),
    finiteSample: part((i) => flat[i]! - longest[i]!),
    prior: part((i) => own[i]! - flat[i]!),
  };
}

/** Mean and s/√n of the numbers among some. */
export function partOf(values: readonly number[]): Part {
  const known = values.filter(Number.isFinite);
  const n = known.length;
  return { value: n === 0 ? null : mean(known), mcse: n < 2 ? null : sd(known) / Math.sqrt(n) };
}

/** How far a prior N(center, priorSd²) draws an estimate of a location with standard error `sd`, on the scale where
 *  both are normal: (μ₀ − from)·σ²/(σ² + τ²), with `from` the truth, or what the data say by themselves.
 *  @see statistics.md §3 */
export function shrinkage(center: number, from: number, sd: number, priorSd: number): number {
  return ((center - from) * (sd * sd)) / (sd * sd + priorSd * priorSd);
}
