import type { Stream } from '../../core/random/stream.ts';
import { sd } from '../../core/stats.ts';
import { defaultBlockLength } from '../../inference/bootstrap/movingBlock.ts';
import { resampleResiduals } from '../../inference/bootstrap/residual.ts';
import { classicalCovariance } from '../../inference/leastSquares/classical.ts';
import type { LeastSquaresFit } from '../../inference/leastSquares/fit.ts';
import { hc3Covariance } from '../../inference/leastSquares/hc3.ts';
import { defaultLag, neweyWestCovariance } from '../../inference/leastSquares/neweyWest.ts';
import { coefficientsOf } from '../../inference/leastSquares/project.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import type { Diagnostics } from '../contract.ts';
import { type Refused, refuse } from '../refusal.ts';
import type { IntervalSettings } from './intervalSettings.ts';

/** What is known of the coefficients' errors. */
export type Uncertainty = {
  readonly status: 'ok';
  /** k */
  readonly se: Float64Array;
  /** k arrays of bootstrap replicates; absent where intervals go by t(n − k) */
  readonly draws?: readonly Float64Array[];
  /** which lag or block it rests on */
  readonly diagnostics: Diagnostics;
};

/** Standard errors by the `intervals` setting, or why there are none.
 *  @param periods T, rows of one geo
 *  @param stream opened only for a bootstrap */
export function uncertainty(
  fit: LeastSquaresFit,
  settings: IntervalSettings,
  periods: number,
  stream: (role: string) => Stream,
): Uncertainty | Refused {
  const { intervals } = settings;
  if (typeof intervals === 'string') {
    const robust = coefficientCovariance(fit, intervals, settings.lag, periods);
    if (robust.status === 'refused') return robust;
    return { status: 'ok', se: standardErrors(robust.covariance, fit.k), diagnostics: robust.diagnostics };
  }
  const block = bootstrapBlock(intervals, periods);
  if (typeof block !== 'number') return block;
  const draws = coefficientDraws(fit, { periods, block, replicates: intervals.bootstrap, stream: stream('bootstrap') });
  return {
    status: 'ok',
    se: Float64Array.from(draws, (replicates) => sd(replicates)),
    draws,
    diagnostics: { bootstrap_replicates: intervals.bootstrap, block_length: block },
  };
}

/** Covariance of the coefficients, k × k, by the `intervals` setting, or why there is none.
 *  @param periods T, rows of one geo */
export function coefficientCovariance(
  fit: LeastSquaresFit,
  kind: Exclude<IntervalSettings['intervals'], object>,
  wantedLag: number | undefined,
  periods: number,
): { readonly status: 'ok'; readonly covariance: Float64Array; readonly diagnostics: Diagnostics } | Refused {
  if (kind === 'classical') return { status: 'ok', covariance: classicalCovariance(fit), diagnostics: {} };
  if (kind === 'hc3') {
    const covariance = hc3Covariance(fit);
    if (covariance instanceof Float64Array) return { status: 'ok', covariance, diagnostics: {} };
    const row = covariance.leverageOne;
    return refuse('unsupported', `HC3 is not defined: some column is moved by row ${row} alone (leverage 1)`);
  }
  const lag = wantedLag ?? defaultLag(periods);
  if (lag >= periods) return refuse('too-few-periods', `lag ${lag} needs more than ${periods} periods`);
  return { status: 'ok', covariance: neweyWestCovariance(fit, lag, periods), diagnostics: { newey_west_lag: lag } };
}

/** The block length of a bootstrap setting, or why it does not fit. */
export function bootstrapBlock(
  { block: wanted }: Extract<IntervalSettings['intervals'], object>,
  periods: number,
): number | Refused {
  const block = wanted ?? defaultBlockLength(periods);
  return block <= periods
    ? block
    : refuse('too-few-periods', `blocks of ${block} need at least as many periods as ${periods}`);
}

/** Replicates of each coefficient: b + R⁻¹Qᵀe*, since the fitted values go through unchanged. */
function coefficientDraws(
  fit: LeastSquaresFit,
  options: { readonly periods: number; readonly block: number; readonly replicates: number; readonly stream: Stream },
): readonly Float64Array[] {
  const { k, df, coefficients, residuals } = fit;
  const draws = Array.from({ length: k }, () => new Float64Array(options.replicates));
  resampleResiduals({ ...options, residuals, df }, (errors, replicate) => {
    coefficientsOf(fit, errors).forEach((change, i) => {
      draws[i]![replicate] = coefficients[i]! + change;
    });
  });
  return draws;
}
