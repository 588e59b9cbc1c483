import type { Adstock } from '../types.ts';

/** No carryover: all of the weight at lag 0. */
export const none = {
  id: 'none',
  about: 'no carryover: spend acts in its own period only',
  formula: '1 at lag 0, else 0',
  parameters: [],
  weights: (_p, lags) => {
    const w = new Float64Array(lags);
    w[0] = 1;
    return w;
  },
  weightGradients: () => [],
} as const satisfies Adstock;
