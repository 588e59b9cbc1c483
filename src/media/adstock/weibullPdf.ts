import { exp, log } from '../../core/math.ts';
import type { Adstock } from '../types.ts';

/** A Weibull density over lags: rises and falls for shape > 1, so the peak may come late.
 *  w_l = (f(l + 1) − min f)/(max f − min f), so the largest weight is 1 and the smallest 0; where f is constant over
 *  the lags (one lag, or a scale so large or small that all are equal in float64) the weight is all at lag 0, as in Robyn.
 *  The scaling has a kink where the largest or the smallest density changes place: the gradient is then one-sided.
 *  @see Robyn, `adstock_weibull(type = "pdf")`; its scale is a quantile of the window, this one is in periods */
export const weibullPdf = {
  id: 'weibull_pdf',
  about: 'carryover shaped like a density, with a peak that may come late',
  formula: '(f(l + 1) − min f)/(max f − min f), f the Weibull density at 1..L',
  parameters: [
    { name: 'shape', about: 'Weibull shape', lower: 0, upper: Infinity, open: 'lower', prior: ['gamma', 9, 3] },
    {
      name: 'scale',
      about: 'Weibull scale in periods',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['gamma', 4, 2],
    },
  ],
  weights: (p, lags) => {
    const { ratio, smallest } = densities(p, lags);
    const range = 1 - ratio[smallest]!;
    if (!(range > 0)) return Float64Array.from({ length: lags }, (_, l) => (l === 0 ? 1 : 0));
    return ratio.map((r) => (r - ratio[smallest]!) / range);
  },
  weightGradients: (p, lags) => {
    const [shape, scale] = [p[0]!, p[1]!];
    const { ratio, z, largest, smallest } = densities(p, lags);
    const range = 1 - ratio[smallest]!;
    if (!(range > 0)) return [new Float64Array(lags), new Float64Array(lags)];
    const peak = z[largest]!;
    // d log f = ln(t/scale)·(1 − z) by shape and (shape/scale)·z by scale, each but for a term that cancels in the ratio
    const byShape = (l: number) =>
      (1 - z[l]!) * (log(l + 1) - log(scale)) - (1 - peak) * (log(largest + 1) - log(scale));
    const byScale = (l: number) => (shape / scale) * (z[l]! - peak);
    return [byShape, byScale].map((dLogRatio) => {
      const d = ratio.map((r, l) => (r > 0 ? r * dLogRatio(l) : 0));
      const dSmallest = d[smallest]!;
      const share = (l: number) => (ratio[l]! - ratio[smallest]!) / range;
      return d.map((value, l) => (value - dSmallest * (1 - share(l))) / range);
    });
  },
} as const satisfies Adstock;

/** Densities at t = 1..lags over the largest of them, from their logarithms so that nothing overflows, and z = (t/scale)^shape. */
function densities(p: ArrayLike<number>, lags: number) {
  const [shape, scale] = [p[0]!, p[1]!];
  const z = new Float64Array(lags);
  const logDensity = new Float64Array(lags);
  for (let l = 0; l < lags; l++) {
    const logTime = log(l + 1) - log(scale);
    z[l] = exp(shape * logTime);
    logDensity[l] = z[l] === Infinity ? -Infinity : (shape - 1) * logTime - z[l]!;
  }
  let [largest, smallest] = [0, 0];
  for (let l = 1; l < lags; l++) {
    if (logDensity[l]! > logDensity[largest]!) largest = l;
    if (logDensity[l]! < logDensity[smallest]!) smallest = l;
  }
  const top = logDensity[largest]!;
  const ratio = logDensity.map((value) => (value === top ? 1 : exp(value - top)));
  return { ratio, z, largest, smallest };
}
