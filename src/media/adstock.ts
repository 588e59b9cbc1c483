import { adstocks } from './registry.ts';
import type { Adstock, AdstockSpec } from './types.ts';

/** The curve that a spec names. */
function curveOf(spec: AdstockSpec): Adstock {
  const curve: Adstock | undefined = (adstocks as Readonly<Record<string, Adstock>>)[spec.curve];
  if (curve === undefined)
    throw new RangeError(`no adstock "${spec.curve}"; allowed: ${Object.keys(adstocks).join(', ')}`);
  return curve;
}

/** Weights at lags 0..maxLag − 1, divided by their sum where the spec says so. The spec must have been checked
 *  (`adstockSpec`), which also makes sure that the sum is positive.
 *  @example adstockWeights({ curve: 'geometric', parameters: [0.5], maxLag: 3, normalize: true }) // [4/7, 2/7, 1/7] */
export function adstockWeights(spec: AdstockSpec): Float64Array {
  const weights = curveOf(spec).weights(spec.parameters, spec.maxLag);
  return spec.normalize ? divide(weights, sum(weights)) : weights;
}

/** d weights / d parameter, one array of maxLag values a parameter, through the normalization: (w/Σw)′ = (w′ − (w/Σw)·Σw′)/Σw. */
export function adstockWeightGradients(spec: AdstockSpec): readonly Float64Array[] {
  const curve = curveOf(spec);
  const gradients = curve.weightGradients(spec.parameters, spec.maxLag);
  if (!spec.normalize) return gradients;
  const weights = curve.weights(spec.parameters, spec.maxLag);
  const total = sum(weights);
  return gradients.map((gradient) => {
    const drift = sum(gradient) / total;
    return gradient.map((g, l) => (g - weights[l]! * drift) / total);
  });
}

/** Causal convolution of one geo's series: out_t = Σ_l w_l·x_{t−l}, lag 0 first, so that equal inputs give equal bits.
 *  Periods before `series` are those of `history`, whose last value is the period just before; before that 0.
 *  Runs backwards in time, so `out` may be `series` itself. A recursion for the geometric curve is twice as fast, but
 *  leaves rounding residues, negative ones too, where spend has been 0 for maxLag periods.
 *  @returns `out`, by default a new array of the length of `series` */
export function applyAdstock(
  series: Float64Array,
  kernel: AdstockSpec | Float64Array,
  out: Float64Array = new Float64Array(series.length),
  history?: Float64Array,
): Float64Array {
  const weights = kernel instanceof Float64Array ? kernel : adstockWeights(kernel);
  const lags = weights.length;
  const before = history?.length ?? 0;
  let t = series.length - 1;
  // four sums at a time: one alone waits for its own additions, four take 0.6 of the time
  for (; t - 3 >= lags - 1; t -= 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let l = 0; l < lags; l++) {
      const w = weights[l]!;
      a += w * series[t - l]!;
      b += w * series[t - l - 1]!;
      c += w * series[t - l - 2]!;
      d += w * series[t - l - 3]!;
    }
    out[t] = a;
    out[t - 1] = b;
    out[t - 2] = c;
    out[t - 3] = d;
  }
  for (; t >= 0; t--) {
    const inside = Math.min(lags, t + 1);
    let total = 0;
    for (let l = 0; l < inside; l++) total += weights[l]! * series[t - l]!;
    const reach = Math.min(lags, t + 1 + before);
    for (let l = inside; l < reach; l++) total += weights[l]! * history![before + t - l]!;
    out[t] = total;
  }
  return out;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function divide(values: Float64Array, by: number): Float64Array {
  return values.map((value) => value / by);
}
