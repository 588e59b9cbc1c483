import { ownMeasure } from './kinds.ts';
import { meanScore } from './score.ts';
import { significant } from './significant.ts';

/** By how much a significant estimate overstates the effect (type M error). n counts the significant ones.
 *  @see statistics.md §3 */
export const exaggeration = ownMeasure(
  {
    id: 'exaggeration',
    about: 'mean size over true size among estimates whose interval leaves out 0',
    formula: 'E(|θ̂/θ| | 0 outside [L, U]), θ ≠ 0',
    needs: ['truth', 'interval'],
    perLevel: true,
  },
  (sample) => meanScore(Float64Array.from(significant(sample), (i) => Math.abs(sample.point[i]! / sample.truth[i]!))),
);
