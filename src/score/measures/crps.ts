import { meanMeasure } from './kinds.ts';

/** Mean continuous ranked probability score of the draws; each was computed in the worker. @see statistics.md §3, score/crps.ts */
export const crpsMeasure = meanMeasure(
  {
    id: 'crps',
    about: 'continuous ranked probability score of the draws',
    formula: 'mean over replicates of mean |x − θ| − Σ(2i − m − 1)x₍ᵢ₎ / (m(m − 1))',
    needs: ['truth', 'draws'],
  },
  (sample) => sample.crps,
);
