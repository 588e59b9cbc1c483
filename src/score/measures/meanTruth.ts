import { meanMeasure } from './kinds.ts';

/** Mean of the true values on the replicates that were analyzed. @see statistics.md §3 */
export const meanTruth = meanMeasure(
  { id: 'mean_truth', about: 'mean true value', formula: 'mean θ', needs: ['truth'] },
  (sample) => sample.truth,
);
