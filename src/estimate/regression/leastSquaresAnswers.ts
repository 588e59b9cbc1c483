import { type LeastSquaresFit, leastSquares } from '../../inference/leastSquares/fit.ts';
import { type Column, designMatrix } from '../columns.ts';
import type { Effect, FitRequest, FittedCurve, Parameter } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import type { PerHead } from '../perHead.ts';
import { totals } from '../perHead.ts';
import { type Refused, refuseDependent, refuseTooMany } from '../refusal.ts';
import type { ChannelResponse } from '../response.ts';
import { olsDiagnostics } from './diagnostics.ts';
import type { IntervalSettings } from './intervalSettings.ts';
import { linearCurves } from './linearCurves.ts';
import { type Coefficient, linearEffects } from './linearEffects.ts';
import { uncertainty } from './uncertainty.ts';

/** Least squares with all that it answers; other diagnostics may go beside. */
export type LeastSquaresAnswers = {
  readonly status: 'ok';
  readonly fit: LeastSquaresFit;
  readonly answers: {
    readonly effects: readonly (Effect | null)[];
    readonly curves?: readonly FittedCurve[];
    readonly fitted: Float64Array;
    readonly parameters: readonly Parameter[];
  };
  readonly diagnostics: Readonly<Record<string, number>>;
};

/** The outcome on given columns, the channels' last, in the order of `responses`; errors by the `intervals` setting. */
export function leastSquaresAnswers(
  dataset: PerHead,
  columns: readonly Column[],
  responses: readonly ChannelResponse[],
  settings: IntervalSettings,
  request: FitRequest,
): LeastSquaresAnswers | Refused {
  const y = dataset.outcome.values;
  const fit = leastSquares(designMatrix(columns), y, columns.length);
  if (fit.status === 'rank-deficient') return refuseDependent(columns, fit.dependent);
  if (fit.status === 'more-columns-than-rows') return refuseTooMany(columns.length, y.length);
  const errors = uncertainty(fit, settings, dataset.periods, request.stream);
  if (errors.status === 'refused') return errors;
  const media = columns.slice(-responses.length).map((_, c): Coefficient => {
    const j = columns.length - responses.length + c;
    const draws = errors.draws?.[j];
    return { value: fit.coefficients[j]!, se: errors.se[j]!, ...(draws === undefined ? {} : { draws }) };
  });
  return {
    status: 'ok',
    fit,
    answers: {
      effects: linearEffects(request, responses, media, fit.df),
      ...linearCurves(request, responses, media),
      fitted: totals(fit.fitted, dataset),
      parameters: [
        ...columns.map(({ name }, j) => ({ name, value: fit.coefficients[j]!, se: errors.se[j]! })),
        ...responses.flatMap((response) => curveParameters(response.channel, response.curves)),
      ],
    },
    diagnostics: { ...olsDiagnostics(fit, columns, dataset.periods), ...errors.diagnostics },
  };
}
