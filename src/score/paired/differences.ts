import type { Answers } from '../answers.ts';
import { isAsked } from '../answers.ts';
import type { Measure, Score } from '../measures/measure.ts';
import { measures } from '../measures/registry.ts';
import { align } from '../policies/align.ts';
import { countFailures, samplesOf } from '../sample.ts';
import { pairedDifference } from './difference.ts';
import { relativePrecision } from './relativePrecision.ts';

/** B less A in one measure, on the replicates where both answered. */
export type PairedScore = Score & {
  readonly measure: string;
  readonly level: number | null;
  readonly nFailedA: number;
  readonly nFailedB: number;
};

export const relativePrecisionId = 'relative_precision';

/** Means of losses; of the truth there is no difference, and that of the estimates is that of the errors. */
const compared = Object.values<Measure>(measures).filter(
  ({ id, losses }) => losses !== null && id !== measures.mean_truth.id && id !== measures.mean_estimate.id,
);

/** Every paired difference of two arms in one question, then the relative precision of B over A. Empty where one of them does
 *  not know the question; no row for a measure that needs what either never gives.
 *  @see statistics.md §3 */
export function differences(a: Answers, b: Answers, levels: readonly number[]): PairedScore[] {
  if (!isAsked(a) || !isAsked(b)) return [];
  const [samplesA, samplesB] = paired(a, b).map((own) => samplesOf(own, levels));
  const counts = { nFailedA: countFailures(a).failed, nFailedB: countFailures(b).failed };
  const row = (measure: string, level: number | null, score: Score): PairedScore => ({
    ...{ measure, level, ...score },
    ...counts,
  });
  const rows = compared.flatMap((measure) =>
    (measure.perLevel ? [...levels.keys()] : [null]).flatMap((level) => {
      const [one, other] = [samplesA!(measure, level), samplesB!(measure, level)];
      if (one.n === 0 && measure.id !== measures.bias.id) return [];
      return [row(measure.id, one.level, pairedDifference(measure.losses!(one), measure.losses!(other)))];
    }),
  );
  const [one, other] = [samplesA!(measures.bias, null), samplesB!(measures.bias, null)];
  if (one.n === 0) return rows;
  return [...rows, row(relativePrecisionId, null, relativePrecision(one.error, other.error))];
}

/** Both arms' answers on the replicates that both have, each number missing where either lacks it: every measure then
 *  sees the same replicates of both. */
function paired(a: Answers, b: Answers): readonly [Answers, Answers] {
  const places = align(a, b);
  const rows = [...a.replicate.keys()].filter((i) => places[i]! >= 0);
  const pick = (own: Float64Array, mine: readonly number[], theirs: Float64Array, at: readonly number[]) =>
    Float64Array.from(mine, (i, r) => (Number.isNaN(theirs[at[r]!]) ? Number.NaN : own[i]!));
  const others = rows.map((i) => places[i]!);
  const side = (own: Answers, mine: readonly number[], their: Answers, at: readonly number[]): Answers => ({
    size: rows.length,
    replicate: pick(own.replicate, mine, their.replicate, at),
    truth: pick(own.truth, mine, their.truth, at),
    ok: Float64Array.from(mine, (i, r) => Math.min(own.ok[i]!, their.ok[at[r]!]!)),
    point: pick(own.point, mine, their.point, at),
    se: pick(own.se, mine, their.se, at),
    crps: pick(own.crps, mine, their.crps, at),
    mcse: pick(own.mcse, mine, their.mcse, at),
    lower: own.lower.map((column, l) => pick(column, mine, their.lower[l]!, at)),
    upper: own.upper.map((column, l) => pick(column, mine, their.upper[l]!, at)),
  });
  return [side(a, rows, b, others), side(b, others, a, rows)];
}
