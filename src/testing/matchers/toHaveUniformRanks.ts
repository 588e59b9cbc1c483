import { openStream } from '../../core/random/stream.ts';
import { uniformityP } from '../../inference/sbc/pValue.ts';
import type { TrialOptions } from '../trial/options.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import { answersTo, failureChecks } from './answers.ts';
import { judged } from './judge.ts';
import type { Check, Claim, Judge, MatcherResult } from './types.ts';

/** Points at which the distribution of the ranks is looked at; those of `kind: sbc` (statistics.md §6). */
const POINTS = 20;

/** Fails when the rank of the truth among the posterior draws is shown not to be uniform: then the posterior is not that of
 *  these data and this prior. The scenario should draw its parameters from the prior (`~` laws), else a right posterior has
 *  uniform ranks only where the prior is flat.
 *  p: the simultaneous band of the empirical distribution function.
 *  @example await expect(mine).toHaveUniformRanks(scenario) */
export async function toHaveUniformRanks(
  received: unknown,
  scenario: ScenarioLike,
  options: TrialOptions = {},
): Promise<MatcherResult> {
  return judged(uniformRanks, [received], scenario, options);
}

const judge: Judge = (rows, { plan, options }) => {
  const answered = answersTo(rows, { plan });
  return [
    ...answered.map(({ label, estimand, rows: own }): Check => {
      const [without] = own.filter(({ effect }) => effect.rank === undefined);
      if (without !== undefined) {
        return { of: label, estimand, p: 0, measured: 'answers without draws have no ranks', worst: without.replicate };
      }
      // a rank among L draws stands for the (L + 1)th part of the unit interval above it
      const stream = openStream(['testing', 'ranks', options.seed, rows[0]!.replicate, estimand]);
      const u = own.map(({ effect: { rank } }) => (rank![0] + stream.uniform()) / (rank![1] + 1));
      const counts = Int32Array.from({ length: POINTS }, (_, i) => u.filter((x) => x < (i + 1) / POINTS).length);
      const p = own.length === 0 ? 1 : uniformityP(counts);
      return { of: label, estimand, p, measured: shapeOf(counts) };
    }),
    ...failureChecks(answered, options.failures),
  ];
};

export const uniformRanks: Claim = {
  matcher: 'toHaveUniformRanks',
  claimed: 'has uniform ranks',
  denied: 'has ranks that are not uniform',
  judge,
};

/** Quarters say what is wrong: ∪ too narrow, ∩ too wide, a slope a bias. */
function shapeOf(counts: Int32Array): string {
  const at = (quarter: number) => (quarter === 0 ? 0 : counts[(quarter * POINTS) / 4 - 1]!);
  const n = at(4);
  const shares = [1, 2, 3, 4].map((quarter) => Math.round((100 * (at(quarter) - at(quarter - 1))) / Math.max(1, n)));
  return `of ${n} ranks ${shares.join(', ')} % lie in the quarters from low to high, 25 % each are right`;
}
