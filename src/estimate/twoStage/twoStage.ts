import type { Estimate, Estimator, Parameter } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { answer, type Places } from './answers.ts';
import { arrowName } from './arrows.ts';
import { pathCurves } from './curves.ts';
import { type Funnel, pathEffects } from './effects.ts';
import { type Equations, fitEquations } from './equations.ts';
import { type JointErrors, jointErrors } from './errors.ts';
import { funnelRoles } from './roles.ts';
import { type TwoStageSettings, twoStageSettingsSchema } from './settings.ts';
import { sharesMediated } from './shares.ts';
import { underStage } from './underStage.ts';

/** A funnel by two regressions: the mediator on the channels that feed it, then the outcome on all channels. Each effect is
 *  told apart into what a channel does itself and what it does through the mediator.
 *  @see docs/methods/two-stage-mediation.md */
export const twoStageMediation: Estimator<TwoStageSettings> = {
  id: 'two-stage-mediation',
  about:
    'a regression of a mediating channel on those that feed it, then one of the outcome: direct, mediated, total ROAS',
  settingsSchema: twoStageSettingsSchema,
  conditionsOn: (settings, dataset) => {
    const { mediator } = funnelRoles(dataset, settings);
    return { ...singleEquationConditioning(settings, dataset), models: [mediator.name] };
  },
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const roles = funnelRoles(dataset, settings);
    const equations = fitEquations(dataset, roles, settings);
    if (equations.status === 'refused') return equations;
    const errors = jointErrors(equations, settings, dataset.periods, request.stream);
    if (errors.status === 'refused') return errors;

    const { first, second, responses, mediator, arrows } = equations;
    const all = Float64Array.from([...first.coefficients, ...second.coefficients]);
    const placesOf = placesIn(equations);
    const funnel: Funnel = {
      dataset,
      responses,
      mediator,
      arrows: new Map(arrows.map((arrow) => [arrow.channel.name, arrow])),
      mediatorAs: settings.mediator_as,
    };
    const effectOf = pathEffects(funnel);
    const df = Math.min(first.df, second.df);
    const answers = {
      effects: request.estimands.map((estimand) => {
        const effect = effectOf(estimand);
        if (effect === null) return null;
        return answer(estimand, effect, placesOf(estimand.channel), all, errors, df, request.levels);
      }),
      ...pathCurves(funnel, request.curves, placesOf, all, errors.draws),
      fitted: totals(second.fitted, dataset),
      parameters: parametersOf(equations, errors),
      diagnostics: {
        ...second.diagnostics,
        ...underStage(first.diagnostics),
        ...sharesMediated(dataset, arrows, mediator, effectOf, placesOf, all),
        ...errors.diagnostics,
      },
    };
    const unconverged = first.unconverged + second.unconverged + errors.unconverged;
    if (unconverged === 0) return { status: 'ok', ...answers };
    return { status: 'nonconverged', reason: `${unconverged} fits used up their sweeps`, ...answers };
  },
};

/** Where each channel's coefficients stand among those of both stages. */
function placesIn({ first, responses, mediator, arrows }: Equations): (channel: string) => Places {
  const fixed = first.columns.length - arrows.length;
  const own = (name: string) => first.columns.length + fixed + responses.findIndex(({ channel }) => channel === name);
  return (name) => {
    const feed = arrows.findIndex(({ channel }) => channel.name === name);
    return { feed: feed === -1 ? -1 : fixed + feed, own: own(name), mediator: own(mediator.channel.name) };
  };
}

function parametersOf(
  { first, second, responses, mediator, arrows }: Equations,
  { se }: JointErrors,
): readonly Parameter[] {
  const k = first.columns.length;
  const to = mediator.channel.name;
  return [
    ...second.columns.map(({ name }, j) => ({ name, value: second.coefficients[j]!, se: se[k + j]! })),
    ...first.columns.map(({ name }, j) => ({ name: `first_stage.${name}`, value: first.coefficients[j]!, se: se[j]! })),
    ...responses.flatMap(({ channel, curves }) => curveParameters(channel, curves)),
    ...arrows.flatMap(({ channel, curves }) => curveParameters(arrowName(channel.name, to), curves)),
  ];
}
