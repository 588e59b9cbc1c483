import { studentTCdf } from '../../core/distributions.ts';
import { mean, variance } from '../../core/stats.ts';
import { type Answers, isAnswered } from '../answers.ts';
import { align } from './align.ts';

/** Are the data that break an arm like the rest? The error of another arm, the shadow, where the arm failed against its
 *  error where the arm did not. */
export type Missingness = {
  /** replicates where the arm failed, and where not, on which the shadow answered */
  readonly nFailed: number;
  readonly nAnswered: number;
  /** mean error of the shadow; null where it has none */
  readonly failed: number | null;
  readonly answered: number | null;
  /** failed − answered, its standard error, and the two-sided p of Welch's t; null below two replicates on either side */
  readonly difference: number | null;
  readonly mcse: number | null;
  readonly p: number | null;
  /** a warning on the cell; null where it cannot be said */
  readonly informative: boolean | null;
};

/** P(|Z| > 3), as for a bias that is called missed. */
const limit = 0.0026997960632601866;

/** @param own answers of the arm that fails, @param shadow of OLS, to the same question in the same cell
 *  @see statistics.md §4; Welch (1947) */
export function missingness(own: Answers, shadow: Answers): Missingness {
  const places = align(own, shadow);
  const groups: [number[], number[]] = [[], []];
  for (let i = 0; i < own.size; i++) {
    const at = places[i]!;
    if (at < 0 || !isAnswered(shadow, at) || Number.isNaN(own.truth[i])) continue;
    groups[isAnswered(own, i) ? 1 : 0].push(shadow.point[at]! - shadow.truth[at]!);
  }
  const [failed, answered] = groups;
  const center = (x: readonly number[]) => (x.length === 0 ? null : mean(x));
  const head = {
    ...{ nFailed: failed.length, nAnswered: answered.length },
    ...{ failed: center(failed), answered: center(answered) },
  };
  if (failed.length < 2 || answered.length < 2) {
    return { ...head, difference: null, mcse: null, p: null, informative: null };
  }
  const [a, b] = [variance(failed) / failed.length, variance(answered) / answered.length];
  const difference = mean(failed) - mean(answered);
  const mcse = Math.sqrt(a + b);
  const freedom = ((a + b) * (a + b)) / ((a * a) / (failed.length - 1) + (b * b) / (answered.length - 1));
  // errors without any spread: equal, or certainly not
  const p = mcse === 0 ? (difference === 0 ? 1 : 0) : 2 * studentTCdf(-Math.abs(difference) / mcse, freedom);
  return { ...head, difference, mcse, p, informative: p < limit };
}
