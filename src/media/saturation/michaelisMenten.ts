import type { Saturation } from '../types.ts';

/** The Hill curve with slope 1, from enzyme kinetics.
 *  @see PyMC-Marketing, `michaelis_menten`, whose alpha is the channel's effect here */
export const michaelisMenten = {
  id: 'michaelis_menten',
  about: 'diminishing from the first unit on, with a long tail; half of the maximum at x = λ',
  formula: 'x/(λ + x)',
  parameters: [
    {
      name: 'lambda',
      about: 'λ, the adstocked spend with half of the maximum response',
      lower: 0,
      upper: Infinity,
      open: 'lower',
      prior: ['half-normal', 1],
    },
  ],
  supremum: 1,
  value: (x, p) => x / (p[0]! + x),
  gradient: (x, p, out) => {
    const total = p[0]! + x;
    out[0] = x / total;
    out[1] = p[0]! / total / total;
    out[2] = -x / total / total;
  },
} as const satisfies Saturation;
