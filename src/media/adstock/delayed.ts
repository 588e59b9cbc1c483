import { exp, log } from '../../core/math.ts';
import type { Adstock } from '../types.ts';

/** Carryover that peaks θ periods after the spend.
 *  @see Jin et al. (2017), eq. 2 */
export const delayed = {
  id: 'delayed',
  about: 'carryover that peaks some periods after the spend',
  formula: 'α^((l − θ)²)',
  parameters: [
    {
      name: 'alpha',
      about: 'retention α one period off the peak',
      lower: 0,
      upper: 1,
      open: 'both',
      prior: ['beta', 1, 3],
    },
    {
      name: 'theta',
      about: 'lag θ of the peak, in periods',
      lower: 0,
      upper: Infinity,
      open: 'none',
      prior: ['half-normal', 1],
    },
  ],
  weights: (p, lags) => {
    const logAlpha = log(p[0]!);
    return Float64Array.from({ length: lags }, (_, l) => exp((l - p[1]!) * (l - p[1]!) * logAlpha));
  },
  weightGradients: (p, lags) => {
    const [byAlpha, byTheta] = [new Float64Array(lags), new Float64Array(lags)];
    const w = delayed.weights(p, lags);
    const logAlpha = log(p[0]!);
    for (let l = 0; l < lags; l++) {
      const distance = l - p[1]!;
      byAlpha[l] = (w[l]! * distance * distance) / p[0]!;
      byTheta[l] = -2 * w[l]! * distance * logAlpha;
    }
    return [byAlpha, byTheta];
  },
} as const satisfies Adstock;
