import { meanMeasure } from './kinds.ts';

/** Mean of the estimates, over the replicates that have a truth, so that it differs from the mean truth by the bias.
 *  @see statistics.md §3 */
export const meanEstimate = meanMeasure(
  { id: 'mean_estimate', about: 'mean estimate', formula: 'mean θ̂', needs: ['truth'] },
  (sample) => sample.point,
);
