import { meanMeasure } from './kinds.ts';

/** Mean squared error, in squared units of the estimand. @see statistics.md §3 */
export const mse = meanMeasure(
  { id: 'mse', about: 'mean squared error', formula: 'mean e²', needs: ['truth'] },
  ({ error }) => error.map((e) => e * e),
);
