import { ownMeasure } from './kinds.ts';
import { rootMeanScore } from './score.ts';

/** Root mean squared error. @see statistics.md §3 */
export const rmse = ownMeasure(
  { id: 'rmse', about: 'root mean squared error', formula: '√mean e²', needs: ['truth'] },
  ({ error }) => rootMeanScore(error.map((e) => e * e)),
);
