import type { Saturation } from '../types.ts';

/** No saturation: response in proportion to spend. */
export const none = {
  id: 'none',
  about: 'no saturation: response in proportion to spend',
  formula: 'x',
  parameters: [],
  supremum: Infinity,
  value: (x) => x,
  gradient: (x, _p, out) => {
    out[0] = x;
    out[1] = 1;
  },
} as const satisfies Saturation;
