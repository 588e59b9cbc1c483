import { type Column, designMatrix } from '../columns.ts';
import { exposure } from '../media.ts';
import { mediaColumns } from '../mediaColumns.ts';
import type { PerHead } from '../perHead.ts';
import { type Refused, refuse } from '../refusal.ts';
import { type ChannelResponse, channelResponse } from '../response.ts';
import { arrowCurves } from './arrows.ts';
import { type Arrow, unexpectedResponse } from './replay.ts';
import type { Roles } from './roles.ts';
import type { TwoStageSettings } from './settings.ts';
import { fitStage } from './stage.ts';
import type { Stage, TwoStages } from './types.ts';

/** Both equations, fitted, with the curves that they stand on. Fixed columns come first in both, then channels. */
export type Equations = TwoStages & {
  readonly status: 'ok';
  /** channels of the outcome equation, in its order */
  readonly responses: readonly ChannelResponse[];
  readonly mediator: Arrow;
  /** channels of the mediator's equation, in its order */
  readonly arrows: readonly Arrow[];
};

/** Fits the mediator's exposure, then the outcome.
 *  @throws InputError when given curves leave something out */
export function fitEquations(dataset: PerHead, roles: Roles, settings: TwoStageSettings): Equations | Refused {
  const { mediator, upper } = roles;
  const { stages } = settings;
  const media = mediaColumns(dataset, settings);
  if ('status' in media) return media;
  const { columns, responses } = media;
  const fixed = columns.filter(({ role }) => role !== 'channel');
  const curves = arrowCurves(dataset, roles, settings.mediator_media, fixed);
  if ('status' in curves) return curves;
  const arrows = upper.map((channel, c): Arrow => ({ channel, curves: curves[c]! }));
  const feeding = arrows.map(
    (arrow): Column => ({
      name: arrow.channel.name,
      role: 'channel',
      values: channelResponse(dataset, arrow.channel, arrow.curves).window,
    }),
  );
  const spent = exposure(mediator).window;
  const first = fitStage(stages.mediator, mediator.name, dataset, [...fixed, ...feeding], spent);
  if (first.status === 'refused') return first;

  const through: Arrow = {
    channel: mediator,
    curves: responses.find(({ channel }) => channel === mediator.name)!.curves,
  };
  const asResidual = settings.mediator_as === 'residual';
  if (asResidual && leavesNothing(first, spent)) {
    const others = first.columns.map(({ name }) => name).join(', ');
    return refuse('rank-deficient', `${mediator.name} is a combination of ${others}`);
  }
  const withResidual = (expected: Float64Array) =>
    columns.map((column): Column => {
      if (column.role !== 'channel' || column.name !== mediator.name) return column;
      return { ...column, values: unexpectedResponse(dataset, through, expected) };
    });
  const { outcome } = dataset;
  const regressors = asResidual ? withResidual(first.fitted) : columns;
  const second = fitStage(stages.outcome, outcome.name, dataset, regressors, outcome.values);
  if (second.status === 'refused') return second;
  const designFor = (coefficients: Float64Array) => designMatrix(withResidual(predicted(first, coefficients)));
  return {
    status: 'ok',
    first,
    second,
    designFor: asResidual ? designFor : null,
    responses,
    mediator: through,
    arrows,
  };
}

function predicted({ columns, fitted }: Stage, coefficients: Float64Array): Float64Array {
  return fitted.map((_, t) => columns.reduce((total, { values }, j) => total + coefficients[j]! * values[t]!, 0));
}

/** Below this share of its norm a residual is rounding: the QR's own bound for a dependent column (linalg/qr.ts). */
const nothing = 1e-10;

/** Is a mediator nothing but a combination of what its equation holds? */
export function leavesNothing({ residuals }: Pick<Stage, 'residuals'>, spent: Float64Array): boolean {
  const squares = (x: Float64Array) => x.reduce((total, value) => total + value * value, 0);
  return squares(residuals) <= nothing * nothing * squares(spent);
}
