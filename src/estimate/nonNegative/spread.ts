import { sd } from '../../core/stats.ts';
import type { LeastSquaresFit } from '../../inference/leastSquares/fit.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import type { Sign, SignedFit } from '../../inference/nonNegative/signed.ts';
import type { Diagnostics, Effect, FitRequest } from '../contract.ts';
import type { Refused } from '../refusal.ts';
import { type Coefficient, linearEffects } from '../regression/linearEffects.ts';
import { bootstrapBlock, coefficientCovariance } from '../regression/uncertainty.ts';
import type { ChannelResponse } from '../response.ts';
import { cutInterval } from './cutInterval.ts';
import { signedReplicates } from './replicates.ts';
import type { NonNegativeSettings } from './settings.ts';

/** What is known of the coefficients' errors, and of effects by them. */
export type SignedSpread = {
  readonly status: 'ok';
  readonly coefficients: readonly Coefficient[];
  readonly effects: readonly (Effect | null)[];
  readonly diagnostics: Diagnostics;
};

/** Effects with their errors by the `intervals` setting. */
export function signedSpread(
  whole: LeastSquaresFit,
  signed: SignedFit,
  signs: readonly Sign[],
  { intervals, lag }: NonNegativeSettings,
  responses: readonly ChannelResponse[],
  periods: number,
  request: FitRequest,
): SignedSpread | Refused {
  const { coefficients } = signed;
  const first = whole.k - responses.length;
  if (typeof intervals !== 'string') {
    const block = bootstrapBlock(intervals, periods);
    if (typeof block !== 'number') return block;
    const options = { periods, block, replicates: intervals.bootstrap, stream: request.stream('bootstrap') };
    const draws = signedReplicates(whole, signed, signs, options);
    const drawn = draws.map((each, j): Coefficient => ({ value: coefficients[j]!, se: sd(each), draws: each }));
    const effects = linearEffects(request, responses, drawn.slice(first), whole.df);
    const diagnostics = { bootstrap_replicates: intervals.bootstrap, block_length: block };
    return { status: 'ok', coefficients: drawn, effects, diagnostics };
  }
  const robust = coefficientCovariance(whole, intervals, lag, periods);
  if (robust.status === 'refused') return robust;
  const se = standardErrors(robust.covariance, whole.k);
  const effects = request.estimands.map((estimand): Effect | null => {
    const c = responses.findIndex(({ channel }) => channel === estimand.channel);
    const unit = c === -1 ? null : responses[c]!.effect(estimand);
    if (unit === null) return null;
    const j = first + c;
    const cuts = request.levels.map((level) => cutInterval(whole.coefficients[j]!, se[j]!, signs[j]!, level, whole.df));
    const intervalsOf = cuts.map(({ level, lower, upper }) => {
      const ends = [unit * lower, unit * upper] as const;
      return { level, lower: Math.min(...ends), upper: Math.max(...ends) };
    });
    return { estimand, point: unit * coefficients[j]!, se: Math.abs(unit) * se[j]!, intervals: intervalsOf };
  });
  const known = Array.from(coefficients, (value, j): Coefficient => ({ value, se: se[j]! }));
  return { status: 'ok', coefficients: known, effects, diagnostics: robust.diagnostics };
}
