import { log, pow } from '../../core/math.ts';
import type { Saturation } from '../types.ts';

/** A power below 1: constant elasticity, no ceiling.
 *  For p < 1 the slope at x = 0 is infinite; `gradient` gives 0 there, for the reason given at `hill`.
 *  @see PyMC-Marketing, `root_saturation` */
export const root = {
  id: 'root',
  about: 'diminishing without a ceiling: constant elasticity',
  formula: 'x^p',
  parameters: [
    {
      name: 'exponent',
      about: 'p, the elasticity; 1 is no saturation',
      lower: 0,
      upper: 1,
      open: 'lower',
      prior: ['beta', 1, 2],
    },
  ],
  supremum: Infinity,
  value: (x, p) => (x === 0 ? 0 : pow(x, p[0]!)),
  gradient: (x, p, out) => {
    const f = root.value(x, p);
    out[0] = f;
    out[1] = x === 0 ? (p[0]! === 1 ? 1 : 0) : Math.min((p[0]! * f) / x, Number.MAX_VALUE);
    out[2] = x === 0 ? 0 : f * log(x);
  },
} as const satisfies Saturation;
