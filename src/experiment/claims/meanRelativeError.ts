import { mean } from '../../core/stats.ts';
import { type Answers, isAnswered } from '../../score/answers.ts';

/** Mean |θ̂ − θ|/|θ| over channels in one row; null where one of them has no answer or no truth to be held against.
 *  @param tables one a channel that is ever asked
 *  @param i row */
export function meanRelativeError(tables: readonly Answers[], i: number): number | null {
  const error = mean(
    tables.map((own) => (isAnswered(own, i) ? Math.abs((own.point[i]! - own.truth[i]!) / own.truth[i]!) : Number.NaN)),
  );
  return Number.isFinite(error) ? error : null;
}
