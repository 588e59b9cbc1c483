import { exp, log1p } from '../../core/math.ts';
import type { Adstock } from '../types.ts';

/** Carryover that reaches 0 at lag L, the number of lags; convex below α = 1/2, concave above.
 *  @see Meridian, `adstock_hill` (binomial decay), where the window size is L */
export const binomial = {
  id: 'binomial',
  about: 'carryover that falls to nothing at lag L, straight at α = 1/2',
  formula: '(1 − l/L)^(1/α − 1)',
  parameters: [
    {
      name: 'alpha',
      about: 'retention α; the area under the curve over [0, L] is αL',
      lower: 0,
      upper: 1,
      open: 'both',
      prior: ['beta', 1, 3],
    },
  ],
  weights: (p, lags) => {
    const w = Float64Array.from({ length: lags }, (_, l) => exp((1 / p[0]! - 1) * log1p(-l / lags)));
    w[0] = 1; // where 1/α overflows the product above is Infinity·0
    return w;
  },
  /** dw/dα = −w·ln(1 − l/L)/α²; 0 where w underflows */
  weightGradients: (p, lags) => {
    const w = binomial.weights(p, lags);
    const gradient = new Float64Array(lags);
    for (let l = 1; l < lags; l++) if (w[l]! > 0) gradient[l] = (-w[l]! * log1p(-l / lags)) / p[0]! / p[0]!;
    return [gradient];
  },
} as const satisfies Adstock;
