import { defaultLag } from '../../inference/leastSquares/neweyWest.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import { twoStageLeastSquares as solve, type TwoStageRefusal } from '../../inference/leastSquares/twoStage.ts';
import { type Column, designMatrix } from '../columns.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { mediaColumns, singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { type Refused, refuse, refuseDependent, refuseTooMany } from '../refusal.ts';
import { linearCurves } from '../regression/linearCurves.ts';
import { type Coefficient, linearEffects } from '../regression/linearEffects.ts';
import { coefficientCovariance } from '../regression/uncertainty.ts';
import { instrumentDiagnostics } from './diagnostics.ts';
import { instrumentColumns } from './instrumentColumns.ts';
import { instrumentRoles } from './roles.ts';
import { type TwoStageLeastSquaresSettings, twoStageLeastSquaresSettingsSchema } from './settings.ts';

/** Regression of the outcome on what instruments foretell of transformed media.
 *  @see docs/methods/two-stage-least-squares.md */
export const twoStageLeastSquares: Estimator<TwoStageLeastSquaresSettings> = {
  id: 'two-stage-least-squares',
  about:
    'instruments: the outcome on the part of transformed media that shocks to spend foretell; Newey–West intervals',
  settingsSchema: twoStageLeastSquaresSettingsSchema,
  conditionsOn: (settings, dataset) => {
    const { controls, endogenous } = instrumentRoles(dataset, settings);
    const ways = endogenous.map(({ channel, instruments }) => {
      return [channel, { by: 'instrument', instruments: instruments.map(({ name }) => name) }] as const;
    });
    return { ...singleEquationConditioning({ ...settings, controls }, dataset), ways: Object.fromEntries(ways) };
  },
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const roles = instrumentRoles(dataset, settings);
    const media = mediaColumns(dataset, { ...settings, controls: roles.controls });
    if ('status' in media) return media;
    const { columns, responses } = media;
    const adstockOf = (name: string) => responses.find(({ channel }) => channel === name)!.curves.adstock;
    const instruments = instrumentColumns(dataset, roles, settings.instruments_as, adstockOf);
    const names = roles.endogenous.map(({ channel }) => channel);
    const endogenous = columns.flatMap(({ name, role }, j) => (role === 'channel' && names.includes(name) ? [j] : []));
    const y = dataset.outcome.values;
    const fit = solve(designMatrix(columns), y, endogenous, designMatrix(instruments));
    if (fit.status !== 'ok') return unanswered(fit, columns, endogenous, instruments, y.length);
    const { structural } = fit;
    const errors = coefficientCovariance(structural, settings.intervals, settings.lag, dataset.periods);
    if (errors.status === 'refused') return errors;

    const se = standardErrors(errors.covariance, structural.k);
    const coefficients = columns.map((_, j): Coefficient => ({ value: structural.coefficients[j]!, se: se[j]! }));
    const lag = settings.intervals === 'classical' ? 0 : (settings.lag ?? defaultLag(dataset.periods));
    return {
      status: 'ok',
      effects: linearEffects(request, responses, coefficients.slice(-responses.length), structural.df),
      ...linearCurves(request, responses, coefficients.slice(-responses.length)),
      fitted: totals(structural.fitted, dataset),
      parameters: [
        ...columns.map(({ name }, j) => ({ name, value: structural.coefficients[j]!, se: se[j]! })),
        ...responses.flatMap(({ channel, curves }) => curveParameters(channel, curves)),
      ],
      diagnostics: { ...instrumentDiagnostics(fit, names, lag, dataset.periods), ...errors.diagnostics },
    };
  },
};

/** Why there are no coefficients, in the names of the data. */
function unanswered(
  refusal: TwoStageRefusal,
  columns: readonly Column[],
  endogenous: readonly number[],
  instruments: readonly Column[],
  rows: number,
): Refused {
  const ofStage =
    refusal.stage === 'first'
      ? [...columns.filter((_, j) => !endogenous.includes(j)), ...instruments]
      : columns.map((column, j) => (endogenous.includes(j) ? { ...column, name: `foretold ${column.name}` } : column));
  const reason =
    refusal.status === 'rank-deficient'
      ? refuseDependent(ofStage, refusal.dependent)
      : refuseTooMany(ofStage.length, rows);
  return refuse(reason.reason, `${refusal.stage} stage: ${reason.detail}`);
}
