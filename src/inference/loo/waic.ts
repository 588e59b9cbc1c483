import { log } from '../../core/math.ts';
import { variance } from '../../core/stats.ts';
import { logSumExp } from './logSumExp.ts';
import { checkPointwise, type Pointwise, pointwiseTotal, type Total } from './pointwise.ts';

export type Waic = {
  readonly elpd: Total;
  /** effective number of parameters: variance of the log-likelihood over draws, summed over observations */
  readonly parameters: Total;
  /** expected log pointwise predictive density, one an observation */
  readonly pointwise: Float64Array;
};

/** The widely applicable information criterion on the scale of elpd, as in R's loo 2.5.1.
 *  @param logLikelihood one array of S draws an observation, all finite
 *  @see statistics.md §5; Watanabe (2010); Vehtari, Gelman & Gabry (2017) */
export function waic(logLikelihood: Pointwise): Waic {
  checkPointwise(logLikelihood);
  const complexity = Float64Array.from(logLikelihood, variance);
  const pointwise = Float64Array.from(
    logLikelihood,
    (values, i) => logSumExp(values) - log(values.length) - complexity[i]!,
  );
  return { elpd: pointwiseTotal(pointwise), parameters: pointwiseTotal(complexity), pointwise };
}
