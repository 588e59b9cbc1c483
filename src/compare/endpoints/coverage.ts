import { normalQuantile } from '../../core/distributions.ts';
import { mean } from '../../core/stats.ts';
import type { Covered } from '../columns.ts';
import { contrastOf, effectOf, meanEffect } from '../contrast.ts';
import { discordantPairs, mcnemarScoreP, tangoStatistic } from '../tango.ts';
import { differenceOf, finite, type Probe, pairwise, type Rules, sharedNames, twoSidedP } from './probe.ts';

/** Coverage at a level. Passes where the candidate's is not below the baseline's by the margin (one question: Tango's test on
 *  discordant pairs) and not further from the level by more than the margin, or where it is within the margin of the level by
 *  itself. Worse where its distance from the level, on either side, has grown by more than the margin.
 *  @param index of the level
 *  @see statistics.md §7 */
export function coverageProbe(questions: readonly Covered[], index: number, level: number, rules: Rules): Probe {
  const { margins, boundary, paired } = rules;
  const { coverage: margin, alpha } = margins;
  const held = questions.map(({ a, b }) => ({ a: a[index]!, b: b[index]! }));
  const loss = contrastOf(meanEffect(held.map(({ a, b }) => differenceOf(rules, b, a))), true);
  const own = contrastOf(meanEffect(held.map(({ b }) => effectOf(b))), true);
  const baseline = mean(held.map(({ a }) => mean(a.values)));
  const candidate = mean(held.map(({ b }) => mean(b.values)));
  const radius = boundary.radius(loss, alpha);
  const grown = Math.abs(candidate - level) - Math.abs(baseline - level);
  const pairs = paired && boundary.oneLook && held.length === 1 ? discordantPairs(held[0]!.b, held[0]!.a) : undefined;
  const notBelow = pairs
    ? tangoStatistic(pairs.lost, pairs.won, pairs.n, margin) <= -normalQuantile(1 - alpha)
    : loss.estimate + radius < margin;
  const nominal = Math.abs(candidate - level) + boundary.radius(own, alpha) < margin;
  const single = paired && held.length === 1 ? held[0]! : undefined;
  return {
    endpoint: {
      ...{ measure: 'coverage', ...sharedNames(questions), level },
      ...{ baseline: finite(baseline), candidate: finite(candidate), change: finite(-loss.estimate) },
      ...{ lower: finite(-loss.estimate - radius), upper: finite(-loss.estimate + radius) },
      ...{ margin, n: loss.n },
    },
    passes: (notBelow && grown <= margin) || nominal,
    worse: grown > margin,
    p: pairs ? mcnemarScoreP(pairs.lost, pairs.won, pairs.n) : twoSidedP(rules, loss),
    ...{ radius, loss: Math.abs(loss.estimate), limit: margin },
    differences: single ? { ...pairwise(single.b, single.a), twoSided: true } : null,
  };
}
