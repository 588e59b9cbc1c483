import { InputError } from '../../core/errors.ts';
import type { Dataset } from '../../dataset/types.ts';
import { calibrationEstimands, calibrationOf } from '../bayesian/sbc.ts';
import type { Estimate, Estimator, FitRequest } from '../contract.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { type PerHead, perHead } from '../perHead.ts';
import type { Refused } from '../refusal.ts';
import type { VariancePriors } from '../varianceParts/marginal.ts';
import { fitEnd } from './ends.ts';
import { type CampaignEquation, campaignEquation } from './equation.ts';
import { checkFamily } from './family.ts';
import { answeredWithout, combineFits } from './mediated.ts';
import { campaignModel } from './model.ts';
import { fitPartial } from './partial.ts';
import { variancePriors } from './priors.ts';
import { type CampaignSettings, campaignSettingsSchema } from './settings.ts';

/** Channels broken into campaigns whose ROAS vary around their parent's. @see docs/methods/campaign-hierarchy.md */
export const campaignHierarchy: Estimator<CampaignSettings> = {
  id: 'campaign-hierarchy',
  about: 'campaigns within channels: ROAS partially pooled to their parent, linear part integrated out exactly',
  settingsSchema: campaignSettingsSchema,
  conditionsOn: (settings, dataset) => {
    checkNames(dataset, settings);
    const { variables } = singleEquationConditioning(settings, dataset);
    return { variables, models: Object.keys(settings.mediators).filter((name) => variables.includes(name)) };
  },
  fit: (data, settings, request): Estimate => {
    checkNames(data, settings);
    const dataset = perHead(data);
    const equation = campaignEquation(dataset, settings);
    if ('status' in equation) return equation;
    const withAll = fitEquation(dataset, equation, settings, request);
    const by = answeredWithout(equation, settings);
    if (by.channels.length === 0 || (withAll.status !== 'ok' && withAll.status !== 'nonconverged')) return withAll;
    const rest = campaignEquation(dataset, settings, Object.keys(settings.mediators));
    if ('status' in rest) return rest;
    const stream = (role: string) => request.stream(`total/${role}`);
    const without = fitEquation(dataset, rest, settings, { ...request, stream });
    if (without.status !== 'ok' && without.status !== 'nonconverged') return without;
    return combineFits(withAll, without, by, request);
  },
  calibration: (design, settings) => {
    checkNames(design, settings);
    const problem = notCalibrated(settings);
    if (problem !== undefined) throw new InputError({ path: problem, message: 'a calibration has no use for it' });
    const dataset = perHead(design);
    const equation = must<CampaignEquation>(campaignEquation(dataset, settings));
    const model = must(
      campaignModel(
        dataset,
        equation,
        must<VariancePriors>(variancePriors(dataset, equation.parents, settings.priors)),
      ),
    );
    const maxLag = Math.max(...equation.responses.map(({ curves }) => curves.adstock.maxLag));
    return calibrationOf(model, calibrationEstimands(design, model.channels, maxLag), settings);
  },
};

function fitEquation(
  dataset: PerHead,
  equation: CampaignEquation,
  settings: CampaignSettings,
  request: FitRequest,
): Estimate {
  return settings.pooling === 'partial'
    ? fitPartial(dataset, equation, settings, request)
    : fitEnd(dataset, equation, settings.pooling, request);
}

function checkNames(dataset: Dataset, settings: CampaignSettings): void {
  checkFamily(
    dataset.channels.map(({ name }) => name),
    settings,
  );
}

function notCalibrated({ pooling, mediators }: CampaignSettings): string | undefined {
  if (pooling !== 'partial') return 'pooling';
  return Object.keys(mediators).length > 0 ? 'mediators' : undefined;
}

/** @throws InputError for a design that is refused */
function must<T extends object>(value: T | Refused): T {
  if (isRefused(value)) throw new InputError({ message: `${value.reason}: ${value.detail}` });
  return value;
}

function isRefused(value: object): value is Refused {
  return 'status' in value;
}
