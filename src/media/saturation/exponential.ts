import { exp, expm1 } from '../../core/math.ts';
import type { Saturation } from '../types.ts';

/** The distribution function of an exponential law: reach under random exposure.
 *  @see targets.md, the one-seed worlds */
export const exponential = {
  id: 'exponential',
  about: 'diminishing from the first unit on; half-saturation at ln 2/λ',
  formula: '1 − e^(−λx)',
  parameters: [
    {
      name: 'lambda',
      about: 'rate λ, per unit of adstocked spend; the slope at 0 is λ',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['gamma', 3, 1],
    },
  ],
  supremum: 1,
  value: (x, p) => -expm1(-p[0]! * x),
  gradient: (x, p, out) => {
    const e = exp(-p[0]! * x);
    out[0] = exponential.value(x, p);
    out[1] = p[0]! * e;
    out[2] = x * e;
  },
  gradientInto: (x, p, { value, byInput, byParameter }) => {
    const lambda = p[0]!;
    const byLambda = byParameter[0]!;
    for (let i = 0; i < x.length; i++) {
      const e = exp(-lambda * x[i]!);
      value[i] = 1 - e;
      byInput[i] = lambda * e;
      byLambda[i] = x[i]! * e;
    }
  },
} as const satisfies Saturation;
