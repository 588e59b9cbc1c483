import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { designMatrix } from '../columns.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { mediaColumns, singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { refuse, refuseDependent } from '../refusal.ts';
import { olsDiagnostics } from '../regression/diagnostics.ts';
import { heldOutDiagnostics } from '../regression/heldOut.ts';
import { linearCurves } from '../regression/linearCurves.ts';
import { type Coefficient, linearEffects } from '../regression/linearEffects.ts';
import { uncertainty } from '../regression/uncertainty.ts';
import { type OlsSettings, olsSettingsSchema } from './settings.ts';

/** Least squares of the outcome on curves that are given, default or searched, and taken as known in every interval.
 *  @see docs/methods/ols.md */
export const ols: Estimator<OlsSettings> = {
  id: 'ols',
  about: 'ordinary least squares on transformed media: classical, HC3, Newey–West or block-bootstrap intervals',
  settingsSchema: olsSettingsSchema,
  conditionsOn: singleEquationConditioning,
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const media = mediaColumns(dataset, settings);
    if ('status' in media) return media;
    const { columns, responses } = media;
    const [x, y] = [designMatrix(columns), dataset.outcome.values];
    const fit = leastSquares(x, y, columns.length);
    if (fit.status === 'rank-deficient') return refuseDependent(columns, fit.dependent);
    if (fit.status === 'more-columns-than-rows') {
      return refuse(fit.status, `${columns.length} columns for ${y.length} rows`);
    }
    const errors = uncertainty(fit, settings, dataset.periods, request.stream);
    if (errors.status === 'refused') return errors;

    const heldOut = heldOutDiagnostics(x, y, columns.length, settings.heldout, refit, () => request.stream('heldout'));
    const coefficients = columns.map((_, j): Coefficient => {
      const draws = errors.draws?.[j];
      return { value: fit.coefficients[j]!, se: errors.se[j]!, ...(draws === undefined ? {} : { draws }) };
    });
    return {
      status: 'ok',
      effects: linearEffects(request, responses, coefficients.slice(-responses.length), fit.df),
      ...linearCurves(request, responses, coefficients.slice(-responses.length)),
      fitted: totals(fit.fitted, dataset),
      parameters: [
        ...columns.map(({ name }, j) => ({ name, value: fit.coefficients[j]!, se: errors.se[j]! })),
        ...responses.flatMap((response) => curveParameters(response.channel, response.curves)),
      ],
      diagnostics: { ...olsDiagnostics(fit, columns, dataset.periods), ...errors.diagnostics, ...heldOut },
    };
  },
};

function refit(x: Float64Array, y: Float64Array): Float64Array | null {
  const fit = leastSquares(x, y, x.length / y.length);
  return fit.status === 'ok' ? fit.coefficients : null;
}
