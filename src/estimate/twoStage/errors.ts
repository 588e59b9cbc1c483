import type { Stream } from '../../core/random/stream.ts';
import { sd } from '../../core/stats.ts';
import { resampleResiduals } from '../../inference/bootstrap/residual.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import type { Diagnostics } from '../contract.ts';
import type { Refused } from '../refusal.ts';
import { bootstrapBlock, coefficientCovariance } from '../regression/uncertainty.ts';
import { jointCovariance, responseToFirst } from './joint.ts';
import type { TwoStageSettings } from './settings.ts';
import type { Refit, Stage, TwoStages } from './types.ts';

/** What is known of the errors of all k₁ + k₂ coefficients, first stage first. */
export type JointErrors = {
  readonly status: 'ok';
  /** k₁ + k₂ */
  readonly se: Float64Array;
  readonly diagnostics: Diagnostics;
  /** replicates whose fits used up their work budget, both stages counted */
  readonly unconverged: number;
} & (
  | { readonly covariance: Float64Array; readonly draws: null }
  | { readonly covariance: null; readonly draws: readonly Float64Array[] }
);

/** By the `intervals` setting, or why there are none.
 *  @param periods T, rows of one geo
 *  @param stream opened twice, and only for a bootstrap: equal roles are equal streams, so both stages take the same blocks */
export function jointErrors(
  stages: TwoStages,
  { intervals, lag }: Pick<TwoStageSettings, 'intervals' | 'lag'>,
  periods: number,
  stream: (role: string) => Stream,
): JointErrors | Refused {
  const { first, second } = stages;
  if (typeof intervals === 'string') {
    // the settings leave standard errors to least squares
    const one = coefficientCovariance(first.leastSquares!, intervals, lag, periods);
    if (one.status === 'refused') return one;
    const two = coefficientCovariance(second.leastSquares!, intervals, lag, periods);
    if (two.status === 'refused') return two;
    const covariance = jointCovariance(one.covariance, two.covariance, responseToFirst(stages, one.covariance));
    const se = standardErrors(covariance, first.columns.length + second.columns.length);
    return { status: 'ok', se, covariance, draws: null, diagnostics: two.diagnostics, unconverged: 0 };
  }
  const block = bootstrapBlock(intervals, periods);
  if (typeof block !== 'number') return block;
  const { draws, unconverged } = jointDraws(stages, { periods, block, replicates: intervals.bootstrap }, stream);
  return {
    status: 'ok',
    se: Float64Array.from(draws, (replicates) => sd(replicates)),
    covariance: null,
    draws,
    diagnostics: { bootstrap_replicates: intervals.bootstrap, block_length: block },
    unconverged,
  };
}

/** Replicates of each coefficient. In both stages the fitted values stay and residuals are drawn anew, in the same blocks,
 *  so that what the two equations' errors share in a period stays together; the mediator's observed path stays the
 *  regressor that it is. */
function jointDraws(
  { first, second, designFor }: TwoStages,
  options: { readonly periods: number; readonly block: number; readonly replicates: number },
  stream: (role: string) => Stream,
): { readonly draws: readonly Float64Array[]; readonly unconverged: number } {
  const k = first.columns.length;
  const draws = Array.from({ length: k + second.columns.length }, () => new Float64Array(options.replicates));
  let unconverged = 0;
  const store = ({ coefficients, converged }: Refit, from: number, replicate: number) => {
    if (!converged) unconverged += 1;
    coefficients.forEach((value, j) => {
      draws[from + j]![replicate] = value;
    });
  };
  const resample = (stage: Stage, refit: (response: Float64Array, replicate: number) => void) => {
    const { fitted, residuals, df } = stage;
    resampleResiduals({ ...options, residuals, df, stream: stream('bootstrap') }, (errors, replicate) => {
      refit(
        fitted.map((value, t) => value + errors[t]!),
        replicate,
      );
    });
  };
  resample(first, (response, replicate) => store(first.refit(response), 0, replicate));
  resample(second, (response, replicate) => {
    const firstDraw = Float64Array.from({ length: k }, (_, j) => draws[j]![replicate]!);
    store(second.refit(response, designFor?.(firstDraw)), k, replicate);
  });
  return { draws, unconverged };
}
