import { exp, tanh as hyperbolicTangent } from '../../core/math.ts';
import type { Saturation } from '../types.ts';

/** The logistic curve with λ = 2/c: same shape, the parameter in units of spend.
 *  @see PyMC-Marketing, `tanh_saturation`, whose b is the channel's effect here */
export const tanh = {
  id: 'tanh',
  about: 'diminishing from the first unit on, linear near 0; half-saturation at c·ln 3/2',
  formula: 'tanh(x/c)',
  parameters: [
    {
      name: 'scale',
      about: 'c, in units of adstocked spend; the slope at 0 is 1/c',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['half-normal', 1],
    },
  ],
  supremum: 1,
  value: (x, p) => hyperbolicTangent(x / p[0]!),
  /** 1 − tanh² u = 4e/(1 + e)², e = e^(−2u), without the cancellation of the left side */
  gradient: (x, p, out) => {
    const e = exp((-2 * x) / p[0]!);
    const slope = (4 * e) / ((1 + e) * (1 + e)) / p[0]!;
    out[0] = tanh.value(x, p);
    out[1] = slope;
    out[2] = (-x * slope) / p[0]!;
  },
} as const satisfies Saturation;
