import type { Dataset } from '../../dataset/types.ts';
import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { designMatrix } from '../columns.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { perHead, totals } from '../perHead.ts';
import { refuseDependent, refuseTooMany } from '../refusal.ts';
import { olsDiagnostics } from '../regression/diagnostics.ts';
import { type FitRows, heldOutAccuracy } from '../regression/heldOut.ts';
import { basisDesign } from './design.ts';
import { elasticities, elasticityEstimands } from './elasticity.ts';
import { predictMean, smearingFactor } from './link.ts';
import { basisSpread } from './spread.ts';
import type { BasisModel, BasisSettings } from './types.ts';

/** Least squares on functions of media, effects by counterfactual prediction on the scale of the outcome. What
 *  `polynomial`, `log-linear` and `log-log` have in common. */
export function fitBasis(data: Dataset, settings: BasisSettings, request: FitRequest, model: BasisModel): Estimate {
  const dataset = perHead(data);
  const { link } = model;
  const outcome = dataset.outcome.values;
  const asked = link.multiplicative
    ? { ...request, estimands: [...request.estimands, ...elasticityEstimands(dataset, settings)] }
    : request;
  const design = basisDesign(dataset, settings, model, asked);
  if ('status' in design) return design;
  const { columns, curves, channels } = design;
  const [x, k] = [designMatrix(columns), columns.length];
  const fit = leastSquares(x, link.forward(outcome), k);
  if (fit.status === 'rank-deficient') return refuseDependent(columns, fit.dependent);
  if (fit.status === 'more-columns-than-rows') return refuseTooMany(k, outcome.length);
  const sigma2 = fit.rss / fit.df;
  const spread = basisSpread(design, fit, { ...model, settings, periods: dataset.periods }, asked);
  if (spread.status === 'refused') return spread;

  const fitted = link.mean(fit.fitted, sigma2);
  const refit: FitRows = (rows, y) => {
    const again = leastSquares(rows, link.forward(y), k);
    if (again.status !== 'ok') return null;
    return (test) => predictMean(link, test, test.length / k, again.coefficients, again.rss / again.df);
  };
  const heldOut = heldOutAccuracy(x, outcome, k, settings.heldout, refit, () => request.stream('heldout'));
  const moved = spread.effects.slice(request.estimands.length);
  const retransformed = link.multiplicative
    ? {
        log_outcome: 1,
        retransformation: link.mean(Float64Array.of(0), sigma2)[0]!,
        smearing: smearingFactor(fit.residuals),
      }
    : {};
  return {
    status: 'ok',
    effects: spread.effects.slice(0, request.estimands.length),
    ...(spread.curves === undefined ? {} : { curves: spread.curves }),
    fitted: totals(fitted, dataset),
    parameters: [
      ...columns.map(({ name }, j) => ({ name, value: fit.coefficients[j]!, se: spread.se[j]! })),
      ...channels.flatMap(({ name }, c) => curveParameters(name, curves[c]!)),
      ...elasticities(dataset, channels, moved, fitted),
    ],
    diagnostics: {
      ...olsDiagnostics(fit, columns, dataset.periods),
      ...retransformed,
      ...spread.diagnostics,
      ...heldOut,
    },
  };
}
