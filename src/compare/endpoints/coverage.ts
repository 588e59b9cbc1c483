import { normalQuantile } from '../../core/distributions.ts';
import { mean, sum } from '../../core/stats.ts';
import type { Answered } from '../columns.ts';
import { contrastOf, effectOf, meanEffect } from '../contrast.ts';
import { mcnemarScoreP, tangoStatistic } from '../tango.ts';
import { differenceOf, finite, type Probe, type Rules, sharedNames, twoSidedP } from './probe.ts';

/** Coverage at a level. Passes where the candidate's is not below the baseline's by the margin (one question: Tango's test on
 *  discordant pairs) and not further from the level by more than the margin, or where it is within the margin of the level by
 *  itself. Worse where its distance from the level, on either side, has grown by more than the margin.
 *  @param index of the level
 *  @see statistics.md §7 */
export function coverageProbe(questions: readonly Answered[], index: number, level: number, rules: Rules): Probe {
  const { margins, boundary, paired } = rules;
  const { coverage: margin, alpha } = margins;
  const held = questions.map((question) => ({
    question,
    a: question.a.covered[index]!,
    b: question.b.covered[index]!,
  }));
  const loss = contrastOf(
    meanEffect(held.map(({ question, a, b }) => differenceOf(rules, question.b, question.a, b, a))),
    true,
  );
  const own = contrastOf(meanEffect(held.map(({ question, b }) => effectOf({ at: question.b.at, values: b }))), true);
  const baseline = mean(held.map(({ a }) => mean(a)));
  const candidate = mean(held.map(({ b }) => mean(b)));
  const radius = boundary.radius(loss, alpha);
  const grown = Math.abs(candidate - level) - Math.abs(baseline - level);
  const pairs = paired && boundary.oneLook && held.length === 1 ? discordant(held[0]!) : undefined;
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
    differences: single
      ? { at: single.question.a.at, values: single.a.map((x, i) => x - single.b[i]!), twoSided: true }
      : null,
  };
}

/** Pairs in which one of the two intervals alone holds the truth. */
function discordant({ a, b }: { readonly a: Float64Array; readonly b: Float64Array }) {
  return {
    lost: sum(a.map((x, i) => x * (1 - b[i]!))),
    won: sum(a.map((x, i) => (1 - x) * b[i]!)),
    n: a.length,
  };
}
