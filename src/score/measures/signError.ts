import { ownMeasure } from './kinds.ts';
import { shareScore } from './share.ts';
import { significant } from './significant.ts';

/** How often a significant estimate has the wrong sign (type S error). n counts the significant ones. @see statistics.md §3 */
export const signError = ownMeasure(
  {
    id: 'sign_error',
    about: 'share of wrong signs among estimates whose interval leaves out 0',
    formula: 'P(θ̂θ < 0 | 0 outside [L, U]), θ ≠ 0',
    needs: ['truth', 'interval'],
    perLevel: true,
    share: true,
  },
  (sample) => {
    const chosen = significant(sample);
    const wrong = chosen.filter((i) => sample.point[i]! * Math.sign(sample.truth[i]!) < 0);
    return shareScore(wrong.length, chosen.length);
  },
);
