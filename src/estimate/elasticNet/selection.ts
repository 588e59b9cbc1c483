import { crossValidate, type PenaltyPath } from '../../inference/coordinateDescent/crossValidate.ts';
import { type PenalizedColumns, type PenalizedDesign, withOutcome } from '../../inference/coordinateDescent/design.ts';
import { largestAlpha, penaltyGrid } from '../../inference/coordinateDescent/penaltyGrid.ts';
import type { Limits, Penalty } from '../../inference/coordinateDescent/types.ts';
import type { Diagnostics } from '../contract.ts';
import { type Refused, refuse } from '../refusal.ts';
import { preparedFolds } from './folds.ts';
import { crossValidationOf, type ElasticNetSettings } from './settings.ts';

/** A penalty with what finding it took. */
export type Selected = {
  readonly penalty: Penalty;
  readonly fits: number;
  readonly sweeps: number;
  readonly unconverged: number;
  readonly diagnostics: Diagnostics;
};

/** Chooses the penalty for an outcome; of the data's outcome first, of bootstrap samples later. */
export type Selection = { readonly status: 'ready'; readonly choose: (y: Float64Array) => Selected };

/** Share of the outcome's root mean square below which what the unpenalized columns leave of it is rounding. */
const nothingLeft = 1e-10;

/** By the settings: a fixed penalty, or expanding-window cross-validation on folds that are prepared once. The unit of
 *  penalties and the grid are the data's, for bootstrap samples too.
 *  @param y the data's outcome
 *  @param periods T, rows of one geo */
export function penaltySelection(
  columns: PenalizedColumns,
  design: PenalizedDesign,
  y: Float64Array,
  periods: number,
  settings: ElasticNetSettings,
  limits: Limits,
): Selection | Refused {
  const problem = withOutcome(design, y);
  const unit = Math.sqrt(problem.outcomeSquare);
  const size = Math.sqrt(y.reduce((sum, value) => sum + value * value, 0) / y.length);
  if (!(unit > nothingLeft * size && largestAlpha(problem, 1) > 0)) {
    return refuse('unsupported', 'no penalized column moves with the outcome: there is nothing to penalize');
  }
  if (settings.penalty !== undefined) {
    const penalty = { alpha: settings.penalty, l1Ratio: settings.l1_ratio as number, unit };
    return { status: 'ready', choose: () => ({ penalty, fits: 0, sweeps: 0, unconverged: 0, diagnostics: {} }) };
  }
  const { mixings, penalties, folds } = crossValidationOf(settings);
  const prepared = preparedFolds(columns, design.unpenalized.length, periods, folds);
  if ('status' in prepared) return prepared;
  const paths = mixings.map((l1Ratio): PenaltyPath => {
    const alphas = Array.isArray(penalties)
      ? Float64Array.from(penalties).sort().reverse()
      : penaltyGrid(largestAlpha(problem, l1Ratio, unit), penalties.count, penalties.min_ratio);
    return { l1Ratio, unit, alphas };
  });
  return {
    status: 'ready',
    choose: (outcome) => {
      const { best, fits, sweeps, unconverged } = crossValidate(prepared, outcome, paths, limits);
      const { mse, path, index, ...penalty } = best;
      const atEdge = index === 0 || index === paths[path]!.alphas.length - 1;
      return { penalty, fits, sweeps, unconverged, diagnostics: { cv_mse: mse, cv_at_edge: atEdge ? 1 : 0 } };
    },
  };
}
