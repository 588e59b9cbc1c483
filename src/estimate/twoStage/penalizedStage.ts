import { multiplyVector } from '../../core/linalg/products.ts';
import { prepareDesign } from '../../inference/coordinateDescent/design.ts';
import { elasticNet } from '../../inference/coordinateDescent/elasticNet.ts';
import { defaultLimits } from '../../inference/coordinateDescent/types.ts';
import type { Column } from '../columns.ts';
import { penalizedColumns, wholeDesign } from '../elasticNet/design.ts';
import { elasticNetDiagnostics } from '../elasticNet/diagnostics.ts';
import { penaltySelection } from '../elasticNet/selection.ts';
import { elasticNetSettingsSchema } from '../elasticNet/settings.ts';
import type { Refused } from '../refusal.ts';
import type { PenaltySettings } from './settings.ts';
import type { Stage } from './types.ts';

/** One equation by elastic net, its penalty chosen once.
 *  @param periods T, rows of one geo */
export function penalizedStage(
  settings: PenaltySettings,
  columns: readonly Column[],
  response: Float64Array,
  periods: number,
): Stage | Refused {
  const penalized = penalizedColumns(columns, settings);
  const design = wholeDesign(penalized, columns);
  if ('status' in design) return design;
  const limits = { ...defaultLimits, maxSweeps: settings.max_sweeps };
  const complete = elasticNetSettingsSchema.parse(settings);
  const selection = penaltySelection(penalized, design, response, periods, complete, limits);
  if (selection.status === 'refused') return selection;
  const selected = selection.choose(response);
  const fit = elasticNet(design, response, selected.penalty, limits);
  const fitted = new Float64Array(design.n);
  multiplyVector(design.x, design.n, design.k, fit.coefficients, fitted);
  const residuals = response.map((value, i) => value - fitted[i]!);
  return {
    status: 'ok',
    columns,
    coefficients: fit.coefficients,
    fitted,
    residuals,
    // as many columns as rows leave none; one is the least that a scale can be taken by
    df: Math.max(1, design.n - fit.df),
    diagnostics: elasticNetDiagnostics(fit, selected, columns, response, residuals, periods),
    unconverged: selected.unconverged + (fit.converged ? 0 : 1),
    refit: (other, x) => {
      const on = x === undefined ? design : prepareDesign({ ...penalized, x });
      return elasticNet(on, other, selected.penalty, limits, fit.scaled);
    },
    leastSquares: null,
  };
}
