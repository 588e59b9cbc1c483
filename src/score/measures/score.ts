import { mean, sd } from '../../core/stats.ts';
import type { Score } from './measure.ts';

/** A score, with null for what is not a number and no error below two replicates. */
export function scoreOf(value: number, mcse: number, n: number): Score {
  const defined = n > 0 && Number.isFinite(value);
  return {
    value: defined ? value : null,
    mcse: defined && n > 1 && Number.isFinite(mcse) ? mcse : null,
    lower: null,
    upper: null,
    n,
  };
}

/** Mean of one value a replicate, MCSE s/√n. @see statistics.md §3 */
export function meanScore(values: Float64Array): Score {
  return scoreOf(mean(values), sd(values) / Math.sqrt(values.length), values.length);
}

/** √mean of one non-negative value a replicate, MCSE s(x)/(2√n·value) by the delta method. @see statistics.md §3 */
export function rootMeanScore(values: Float64Array): Score {
  const root = Math.sqrt(mean(values));
  return scoreOf(root, sd(values) / (2 * Math.sqrt(values.length) * root), values.length);
}
