import { leastSquares } from '../../inference/leastSquares/fit.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { mediaColumns, singleEquationConditioning } from '../mediaColumns.ts';
import { perHead } from '../perHead.ts';
import { heldOutDiagnostics } from '../regression/heldOut.ts';
import { leastSquaresAnswers } from '../regression/leastSquaresAnswers.ts';
import { checkBenchmark, sensitivityDiagnostics } from './sensitivity.ts';
import { type OlsSettings, olsSettingsSchema } from './settings.ts';

/** Least squares of the outcome on curves that are given, default or searched, and taken as known in every interval.
 *  @see docs/methods/ols.md */
export const ols: Estimator<OlsSettings> = {
  id: 'ols',
  about: 'ordinary least squares on transformed media: classical, HC3, Newey–West or block-bootstrap intervals',
  settingsSchema: olsSettingsSchema,
  conditionsOn: (settings, dataset) => {
    checkBenchmark(dataset, settings);
    return singleEquationConditioning(settings, dataset);
  },
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    checkBenchmark(dataset, settings);
    const media = mediaColumns(dataset, settings);
    if ('status' in media) return media;
    const { columns, responses } = media;
    const found = leastSquaresAnswers(dataset, columns, responses, settings, request);
    if (found.status === 'refused') return found;
    const { fit, answers, diagnostics } = found;
    const { x, y, k } = fit;
    const heldOut = heldOutDiagnostics(x, y, k, settings.heldout, refit, () => request.stream('heldout'));
    return {
      status: 'ok',
      ...answers,
      diagnostics: {
        ...diagnostics,
        ...heldOut,
        ...sensitivityDiagnostics(fit, columns, responses, settings.sensitivity, request),
      },
    };
  },
};

function refit(x: Float64Array, y: Float64Array): Float64Array | null {
  const fit = leastSquares(x, y, x.length / y.length);
  return fit.status === 'ok' ? fit.coefficients : null;
}
