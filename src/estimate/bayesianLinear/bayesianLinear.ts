import { drawPosterior } from '../../inference/conjugate/draws.ts';
import { marginalSd } from '../../inference/conjugate/marginal.ts';
import { conjugatePosterior } from '../../inference/conjugate/posterior.ts';
import { checkCenter } from '../bayesian/roas/priors.ts';
import { fixedColumns, keptChannels } from '../columns.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { checkLiftTests } from '../liftTests/measured.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { refuse, refuseDependent } from '../refusal.ts';
import { linearCurves } from '../regression/linearCurves.ts';
import { exactEffects, fittedValues, linearDiagnostics, marginals } from './answers.ts';
import { calibrationOf } from './calibration.ts';
import { linearModel } from './model.ts';
import { checkPriorNames } from './priors.ts';
import { type BayesianLinearSettings, bayesianLinearSettingsSchema } from './settings.ts';

/** Bayesian regression of the outcome on curves that are given, default or searched, and taken as known: the posterior is exact.
 *  @see docs/methods/bayesian-linear.md */
export const bayesianLinear: Estimator<BayesianLinearSettings> = {
  id: 'bayesian-linear',
  about: 'Bayesian linear regression on transformed media with conjugate priors: the exact posterior in closed form',
  settingsSchema: bayesianLinearSettingsSchema,
  conditionsOn: (settings, dataset) => {
    checkCenter(
      settings.roas_prior,
      dataset.channels.map(({ name }) => name),
    );
    const kept = keptChannels(dataset, settings.channels).map(({ name }) => name);
    checkLiftTests(settings.lift_tests, kept, dataset);
    const channels = kept.map((name) => ({ name, role: 'channel' as const }));
    checkPriorNames([...fixedColumns(dataset, settings), ...channels], settings);
    return singleEquationConditioning(settings, dataset);
  },
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const model = linearModel(dataset, settings, request.estimands);
    if (model.status === 'refused') return model;
    const { columns, responses, x, rows, observations, noise } = model;
    const y = dataset.outcome.values;
    const posterior = conjugatePosterior({ x, y, k: columns.length, prior: rows, observations, noise });
    if (posterior.status === 'rank-deficient') return refuseDependent(columns, posterior.dependent);
    if (posterior.status === 'more-columns-than-rows') {
      return refuse(posterior.status, `${columns.length} columns for ${y.length} rows and ${rows.length} priors`);
    }
    const laws = marginals(posterior);
    const { coefficients } = drawPosterior(posterior, settings.draws, request.stream('posterior'));
    const media = <T>(each: readonly T[]) => each.slice(columns.length - responses.length);
    const fitted = fittedValues(model, posterior);
    return {
      status: 'ok',
      effects: exactEffects(request, responses, media(laws), media(coefficients)),
      ...linearCurves(
        request,
        responses,
        media(laws).map(({ location }, c) => ({ value: location, draws: media(coefficients)[c]! })),
      ),
      fitted: totals(fitted, dataset),
      parameters: [
        ...columns.map(({ name }, j) => {
          const se = marginalSd(laws[j]!);
          return { name, value: laws[j]!.location, ...(se === null ? {} : { se }) };
        }),
        ...responses.flatMap((response) => curveParameters(response.channel, response.curves)),
      ],
      diagnostics: linearDiagnostics(model, posterior, y, fitted, dataset.periods),
    };
  },
  calibration: calibrationOf,
};
