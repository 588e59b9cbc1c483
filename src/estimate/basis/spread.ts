import type { LeastSquaresFit } from '../../inference/leastSquares/fit.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import type { Diagnostics, FitRequest } from '../contract.ts';
import type { Predictor } from '../counterfactual.ts';
import { type CounterfactualEffects, counterfactualEffects, deltaEffects } from '../counterfactualEffects.ts';
import type { Refused } from '../refusal.ts';
import { coefficientCovariance, uncertainty } from '../regression/uncertainty.ts';
import { type BasisDesign, predictor } from './design.ts';
import { predictMean } from './link.ts';
import type { BasisModel, BasisSettings } from './types.ts';

/** Effects with their errors. */
export type BasisSpread = CounterfactualEffects & {
  readonly status: 'ok';
  /** k, of the coefficients */
  readonly se: Float64Array;
  readonly diagnostics: Diagnostics;
};

/** Effects by the `intervals` setting: the delta method with the whole covariance of the coefficients and, behind a
 *  logarithm, of the error variance (2s⁴/df, independent of them when errors are normal); or percentiles over bootstrap
 *  coefficients, the error variance held, which is worth σ²/√(2 df) of an effect. */
export function basisSpread(
  design: BasisDesign,
  fit: LeastSquaresFit,
  {
    link,
    settings,
    periods,
  }: Pick<BasisModel, 'link'> & { readonly settings: BasisSettings; readonly periods: number },
  request: FitRequest,
): BasisSpread | Refused {
  const sigma2 = fit.rss / fit.df;
  const { k, df } = fit;
  const predicting = (b: Float64Array): Predictor =>
    predictor(design, (x, rows) => predictMean(link, x, rows, b, sigma2));
  const point = predicting(fit.coefficients);
  const { intervals } = settings;
  if (typeof intervals !== 'string') {
    const errors = uncertainty(fit, settings, periods, request.stream);
    if (errors.status === 'refused') return errors;
    const replicates = Array.from({ length: intervals.bootstrap }, (_, r) =>
      predicting(Float64Array.from(errors.draws!, (draws) => draws[r]!)),
    );
    return { ...errors, ...counterfactualEffects(design.questions, point, replicates, request) };
  }
  const robust = coefficientCovariance(fit, intervals, settings.lag, periods);
  if (robust.status === 'refused') return robust;
  const byCoefficient = Array.from({ length: k }, (_, j) =>
    predictor(design, (x, rows) => {
      const column = x.subarray(j * rows, (j + 1) * rows);
      if (!link.multiplicative) return column;
      return predictMean(link, x, rows, fit.coefficients, sigma2).map((mean, i) => mean * column[i]!);
    }),
  );
  const gradients = link.multiplicative
    ? [...byCoefficient, predictor(design, (x, n) => predictMean(link, x, n, fit.coefficients, sigma2).map(half))]
    : byCoefficient;
  const variance = link.multiplicative ? bordered(robust.covariance, k, (2 * sigma2 * sigma2) / df) : robust.covariance;
  return {
    status: 'ok',
    ...deltaEffects(design.questions, point, gradients, { covariance: variance, df }, request),
    se: standardErrors(robust.covariance, k),
    diagnostics: robust.diagnostics,
  };
}

/** ∂exp(m + σ²/2)/∂σ² */
const half = (mean: number) => mean / 2;

/** V with one more parameter, independent of the others. */
function bordered(covariance: Float64Array, k: number, variance: number): Float64Array {
  const out = new Float64Array((k + 1) * (k + 1));
  for (let j = 0; j < k; j++) out.set(covariance.subarray(j * k, (j + 1) * k), j * (k + 1));
  out[k + k * (k + 1)] = variance;
  return out;
}
