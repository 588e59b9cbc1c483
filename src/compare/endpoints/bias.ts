import { mean } from '../../core/stats.ts';
import type { Answered } from '../columns.ts';
import { type Column, contrastOf, meanEffect } from '../contrast.ts';
import { differenceOf, finite, type Probe, pairwise, type Rules, sharedNames, twoSidedP } from './probe.ts';

/** Bias in shares of the mean truth. Passes where both versions have the same bias within the margin, by two one-sided tests, or
 *  where the candidate's is no further from 0 than the baseline's and the margin; worse where it is further by more.
 *  @see statistics.md §7 */
export function biasProbe(questions: readonly Answered[], rules: Rules): Probe {
  const { margins, boundary, paired } = rules;
  const scaled = questions.map(({ meanTruth, a, b }) => {
    const relative = ({ at, values }: Column, by: number): Column => ({ at, values: values.map((e) => e / by) });
    return { a: relative(a, meanTruth), mirrored: relative(a, -meanTruth), b: relative(b, meanTruth) };
  });
  const difference = contrastOf(meanEffect(scaled.map(({ a, b }) => differenceOf(rules, a, b))));
  // of the biases' sum: the difference to the baseline with its sign turned
  const sum = contrastOf(meanEffect(scaled.map(({ mirrored, b }) => differenceOf(rules, mirrored, b))));
  const baseline = mean(scaled.map(({ a }) => mean(a.values)));
  const candidate = mean(scaled.map(({ b }) => mean(b.values)));
  const radius = boundary.radius(difference, margins.alpha);
  const size = Math.abs(difference.estimate);
  // |candidate| < |baseline| + margin, in terms that are means over replicates
  const side = baseline < 0 ? -1 : 1;
  const noFurther =
    side * difference.estimate + radius < margins.bias &&
    side * sum.estimate - boundary.radius(sum, margins.alpha) > -margins.bias;
  const single = paired && questions.length === 1 ? scaled[0]! : undefined;
  return {
    endpoint: {
      ...{ measure: 'bias', ...sharedNames(questions), level: null },
      ...{ baseline: finite(baseline), candidate: finite(candidate), change: finite(difference.estimate) },
      ...{ lower: finite(difference.estimate - radius), upper: finite(difference.estimate + radius) },
      ...{ margin: margins.bias, n: difference.n },
      ...(questions.some(({ meanTruth }) => meanTruth === 0) ? { remark: 'the mean truth is 0' } : {}),
    },
    passes: size + radius < margins.bias || noFurther,
    worse: Math.abs(candidate) - Math.abs(baseline) > margins.bias,
    p: twoSidedP(rules, difference),
    ...{ radius, loss: size, limit: margins.bias },
    differences: single ? { ...pairwise(single.a, single.b), twoSided: true } : null,
  };
}
