import { exp, log } from '../../core/math.ts';
import type { Saturation } from '../types.ts';

/** The Hill curve, evaluated as 1/(1 + e^(−s·ln(x/κ))), so that neither x^s nor κ^s can overflow.
 *  For s < 1 the slope at x = 0 is infinite; `gradient` gives 0 there, since adstocked spend is 0 only where all spend
 *  in reach is, so that it does not move with the adstock's parameters and the chain rule's product is 0. Slopes beyond
 *  the largest double are cut to it.
 *  @see Jin et al. (2017), eq. 5 */
export const hill = {
  id: 'hill',
  about: 'S-shaped for slope > 1, half of the maximum at x = κ',
  formula: 'x^s/(x^s + κ^s)',
  parameters: [
    {
      name: 'half_saturation',
      about: 'κ, the adstocked spend with half of the maximum response',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['beta', 2, 2],
    },
    {
      name: 'slope',
      about: 's, the steepness; 1 is Michaelis–Menten',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['gamma', 3, 1],
    },
  ],
  supremum: 1,
  value: (x, p) => (x === 0 ? 0 : 1 / (1 + exp(-p[1]! * (log(x) - log(p[0]!))))),
  /** df/du = f(1 − f) at u = s·ln(x/κ), from e^(−|u|), which never overflows */
  gradient: (x, p, out) => {
    const [kappa, slope] = [p[0]!, p[1]!];
    if (x === 0) {
      out[0] = 0;
      out[1] = slope === 1 ? Math.min(1 / kappa, Number.MAX_VALUE) : 0;
      out[2] = 0;
      out[3] = 0;
      return;
    }
    const logRatio = log(x) - log(kappa);
    const e = exp(-Math.abs(slope * logRatio));
    const density = e / ((1 + e) * (1 + e));
    out[0] = hill.value(x, p);
    out[1] = Math.min((slope * density) / x, Number.MAX_VALUE);
    out[2] = -Math.min((slope * density) / kappa, Number.MAX_VALUE);
    out[3] = density * logRatio;
  },
  gradientInto: (x, p, { value, byInput, byParameter }) => {
    const [kappa, slope] = [p[0]!, p[1]!];
    const [byKappa, bySlope] = [byParameter[0]!, byParameter[1]!];
    const logKappa = log(kappa);
    const atZero = slope === 1 ? Math.min(1 / kappa, Number.MAX_VALUE) : 0;
    for (let i = 0; i < x.length; i++) {
      if (x[i] === 0) {
        value[i] = 0;
        byInput[i] = atZero;
        byKappa[i] = 0;
        bySlope[i] = 0;
        continue;
      }
      const logRatio = log(x[i]!) - logKappa;
      const u = slope * logRatio;
      const e = exp(-Math.abs(u));
      const inverse = 1 / (1 + e);
      const density = e * inverse * inverse;
      value[i] = u >= 0 ? inverse : e * inverse;
      byInput[i] = Math.min((slope * density) / x[i]!, Number.MAX_VALUE);
      byKappa[i] = -Math.min((slope * density) / kappa, Number.MAX_VALUE);
      bySlope[i] = density * logRatio;
    }
  },
} as const satisfies Saturation;
