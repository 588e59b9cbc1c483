import { ownMeasure } from './kinds.ts';
import { rootMeanScore } from './score.ts';

/** The standard error that the fits claim, averaged as a variance: s(V)/√(4n·ModSE²) is its MCSE. @see statistics.md §3 */
export const modelSe = ownMeasure(
  {
    id: 'model_se',
    about: 'standard error the fits claim, root mean square',
    formula: '√mean V, V = SE²',
    needs: ['truth', 'se'],
  },
  ({ se }) => rootMeanScore(se.map((s) => s * s)),
);
