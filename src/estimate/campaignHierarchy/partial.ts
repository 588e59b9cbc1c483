import { median } from '../../core/stats.ts';
import { pooled } from '../../inference/diagnostics/chains.ts';
import { fitModel } from '../bayesian/bayesianMmm.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import type { PerHead } from '../perHead.ts';
import { linearCurves } from '../regression/linearCurves.ts';
import type { CampaignEquation } from './equation.ts';
import { campaignLayout } from './layout.ts';
import { campaignModel } from './model.ts';
import { variancePriors } from './priors.ts';
import type { CampaignSettings } from './settings.ts';

/** Partial pooling by the sampler, over the spreads and σ alone. */
export function fitPartial(
  dataset: PerHead,
  equation: CampaignEquation,
  settings: CampaignSettings,
  request: FitRequest,
): Estimate {
  const priors = variancePriors(dataset, equation.parents, settings.priors);
  if ('status' in priors) return priors;
  const model = campaignModel(dataset, equation, priors);
  if ('status' in model) return model;
  const { estimate, sample } = fitModel(model, { ...settings, loo: false }, request);
  if (sample === null || (estimate.status !== 'ok' && estimate.status !== 'nonconverged')) return estimate;
  if (request.curves === undefined) return estimate;
  const { roas } = campaignLayout(equation);
  const betas = equation.responses.map((_, c) => {
    const draws = pooled(sample.draws.parameter(roas + c)).map((value) => value / equation.perCoefficient[c]!);
    return { value: median(draws), draws };
  });
  return { ...estimate, ...linearCurves(request, equation.responses, betas) };
}
