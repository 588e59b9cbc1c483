import { exp, log, pow } from '../../core/math.ts';
import type { Adstock } from '../types.ts';

/** Retention that itself decays: with F the Weibull distribution function, 1 − F(j) = exp(−(j/scale)^shape) is the
 *  share kept from lag j − 1 to lag j, so the weight at lag l is exp(−Σ_{j ≤ l} (j/scale)^shape).
 *  @see Robyn, `adstock_weibull(type = "cdf")`; its scale is a quantile of the window, this one is in periods */
export const weibullCdf = {
  id: 'weibull_cdf',
  about: 'retention that changes with the lag: falling for any shape > 0, faster for larger ones',
  formula: 'Π_{j=1..l} (1 − F(j)), F(j) = 1 − e^(−(j/scale)^shape)',
  parameters: [
    { name: 'shape', about: 'Weibull shape', lower: 0, upper: Infinity, open: 'lower', prior: ['gamma', 4, 2] },
    {
      name: 'scale',
      about: 'Weibull scale in periods: the lag at which the share kept has fallen to 1/e',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['gamma', 4, 2],
    },
  ],
  weights: (p, lags) => {
    let hazard = 0;
    return Float64Array.from({ length: lags }, (_, l) => {
      if (l > 0) hazard += pow(l / p[1]!, p[0]!);
      return exp(-hazard);
    });
  },
  /** −w·Σ d(j/scale)^shape; 0 where w underflows, as the sum may then overflow */
  weightGradients: (p, lags) => {
    const [shape, scale] = [p[0]!, p[1]!];
    const w = weibullCdf.weights(p, lags);
    const [byShape, byScale] = [new Float64Array(lags), new Float64Array(lags)];
    for (let l = 1, sumShape = 0, sumScale = 0; l < lags && w[l]! > 0; l++) {
      const z = pow(l / scale, shape);
      sumShape += z * (log(l) - log(scale));
      sumScale -= (shape * z) / scale;
      byShape[l] = -w[l]! * sumShape;
      byScale[l] = -w[l]! * sumScale;
    }
    return [byShape, byScale];
  },
} as const satisfies Adstock;
