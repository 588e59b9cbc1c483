import { meanMeasure } from './kinds.ts';

/** Mean error. Its MCSE is that of the errors, not of the estimates: the truth moves from replicate to replicate.
 *  @see statistics.md §3 */
export const bias = meanMeasure(
  { id: 'bias', about: 'mean error', formula: 'mean e', needs: ['truth'] },
  (sample) => sample.error,
);
