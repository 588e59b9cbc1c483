import type { Estimate, Estimator, Parameter } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { answer, type Places } from '../twoStage/answers.ts';
import { arrowName } from '../twoStage/arrows.ts';
import { type JointErrors, jointErrors } from '../twoStage/errors.ts';
import { underStage } from '../twoStage/underStage.ts';
import { doorCurves } from './curves.ts';
import { doorEffect } from './effects.ts';
import { type Equations, fitEquations } from './equations.ts';
import { frontDoorRoles, type Roles } from './roles.ts';
import { type FrontDoorSettings, frontDoorSettingsSchema } from './settings.ts';

/** A confounded channel whose whole effect runs through a recorded mediator: the mediator's response to it, times the outcome's to
 *  the mediator given the channel.
 *  @see docs/methods/front-door.md */
export const frontDoor: Estimator<FrontDoorSettings> = {
  id: 'front-door',
  about:
    'a confounded channel by the mediator that carries its whole effect: channel → mediator times mediator → outcome',
  settingsSchema: frontDoorSettingsSchema,
  conditionsOn: (settings, dataset) => {
    const { channel, mediator, upper, controls } = frontDoorRoles(dataset, settings);
    const beside = upper.flatMap(({ name }) => (name === channel.name ? [] : [name]));
    return {
      ...singleEquationConditioning({ ...settings, controls: [...controls, mediator.name] }, dataset),
      models: [mediator.name],
      ways: { [channel.name]: { by: 'front-door', mediator: mediator.name, beside } },
    };
  },
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const roles = frontDoorRoles(dataset, settings);
    const equations = fitEquations(dataset, roles, settings);
    if (equations.status === 'refused') return equations;
    const errors = jointErrors(equations, settings, dataset.periods, request.stream);
    if (errors.status === 'refused') return errors;

    const { first, second, arrows, responses } = equations;
    const all = Float64Array.from([...first.coefficients, ...second.coefficients]);
    const placesOf = placesIn(equations, roles);
    const door = { dataset, roles, arrows, responses, memory: settings.mediator_adstock };
    const df = Math.min(first.df, second.df);
    return {
      status: 'ok',
      effects: request.estimands.map((estimand) => {
        const effect = doorEffect(door, estimand);
        if (effect === null) return null;
        return answer(estimand, effect, placesOf(estimand.channel), all, errors, df, request.levels);
      }),
      ...doorCurves(request, dataset, equations, settings, placesOf, all, errors),
      fitted: totals(second.fitted, dataset),
      parameters: parametersOf(equations, roles, errors),
      diagnostics: { ...second.diagnostics, ...underStage(first.diagnostics), ...errors.diagnostics },
    };
  },
};

/** Where each channel's coefficients stand among those of both stages. */
function placesIn({ first, fixed, arrows, responses }: Equations, { channel }: Roles): (name: string) => Places {
  const mediator = first.columns.length + fixed;
  return (name) => {
    const feed = arrows.findIndex((arrow) => arrow.channel.name === name);
    const other = responses.findIndex((response) => response.channel === name);
    // behind the mediator stands the channel itself, then the others
    return { feed: feed === -1 ? -1 : fixed + feed, own: mediator + (name === channel.name ? 1 : 2 + other), mediator };
  };
}

function parametersOf(
  { first, second, arrows, responses }: Equations,
  { mediator }: Roles,
  { se }: JointErrors,
): readonly Parameter[] {
  const k = first.columns.length;
  return [
    ...second.columns.map(({ name }, j) => ({ name, value: second.coefficients[j]!, se: se[k + j]! })),
    ...first.columns.map(({ name }, j) => ({ name: `first_stage.${name}`, value: first.coefficients[j]!, se: se[j]! })),
    ...responses.flatMap(({ channel, curves }) => curveParameters(channel, curves)),
    ...arrows.flatMap(({ channel, curves }) => curveParameters(arrowName(channel.name, mediator.name), curves)),
  ];
}
