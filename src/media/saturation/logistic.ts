import { exp } from '../../core/math.ts';
import type { Saturation } from '../types.ts';

/** Below this the series is taken: it is faster than expm1 and keeps the digits that 1 − e^(−u) loses. At u = ¼ the
 *  first term left out is 2e-18 of the sum. */
const SMALL = 0.25;

/** tanh(u/2), given e = e^(−u). */
function tanhOfHalf(u: number, e: number): number {
  if (u >= SMALL) return (1 - e) / (1 + e);
  const z = u / 2;
  const s = z * z;
  const tail = 62 / 2835 + s * (-1382 / 155925 + s * (21844 / 6081075 - s * (929569 / 638512875)));
  return z * (1 + s * (-1 / 3 + s * (2 / 15 + s * (-17 / 315 + s * tail))));
}

/** Equal to tanh(λx/2).
 *  @see PyMC-Marketing, `logistic_saturation` */
export const logistic = {
  id: 'logistic',
  about: 'diminishing from the first unit on, linear near 0; half-saturation at ln 3/λ',
  formula: '(1 − e^(−λx))/(1 + e^(−λx))',
  parameters: [
    {
      name: 'lambda',
      about: 'rate λ, per unit of adstocked spend; the slope at 0 is λ/2',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['gamma', 3, 1],
    },
  ],
  supremum: 1,
  value: (x, p) => tanhOfHalf(p[0]! * x, exp(-p[0]! * x)),
  /** df/d(λx) = 2e/(1 + e)², e = e^(−λx) */
  gradient: (x, p, out) => {
    const e = exp(-p[0]! * x);
    const slope = (2 * e) / ((1 + e) * (1 + e));
    out[0] = tanhOfHalf(p[0]! * x, e);
    out[1] = p[0]! * slope;
    out[2] = x * slope;
  },
  gradientInto: (x, p, { value, byInput, byParameter }) => {
    const lambda = p[0]!;
    const byLambda = byParameter[0]!;
    for (let i = 0; i < x.length; i++) {
      const e = exp(-lambda * x[i]!);
      const inverse = 1 / (1 + e);
      const slope = 2 * e * inverse * inverse;
      value[i] = (1 - e) * inverse;
      byInput[i] = lambda * slope;
      byLambda[i] = x[i]! * slope;
    }
  },
} as const satisfies Saturation;
