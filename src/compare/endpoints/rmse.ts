import { exp, log } from '../../core/math.ts';
import { mean } from '../../core/stats.ts';
import type { Answered } from '../columns.ts';
import { type Column, contrastOf, type Effect, meanEffect } from '../contrast.ts';
import { finite, type Probe, pairwise, type Rules, sharedNames } from './probe.ts';

/** Ratio of the RMSEs: g = ½ log(MSE_B/MSE_A), whose influences are ½(e_B²/MSE_B − e_A²/MSE_A). Of several questions, the
 *  geometric mean of the ratios. @see statistics.md §7 */
export function rmseProbe(questions: readonly Answered[], rules: Rules): Probe {
  const { margins, boundary, paired } = rules;
  const squares = questions.map((question) => {
    const of = ({ at, values }: Column): Column => ({ at, values: values.map((e) => e * e) });
    return { question, a: of(question.a), b: of(question.b) };
  });
  const contrast = contrastOf(meanEffect(squares.map((one) => logRatio(one, paired))));
  const radius = boundary.radius(contrast, margins.alpha);
  const limit = log(margins.rmse_ratio);
  const rootMean = (side: 'a' | 'b') =>
    mean(squares.map((one) => Math.sqrt(mean(one[side].values)) / Math.abs(one.question.meanTruth)));
  const single = paired && questions.length === 1 ? squares[0]! : undefined;
  return {
    endpoint: {
      ...{ measure: 'rmse_ratio', ...sharedNames(questions), level: null },
      ...{ baseline: finite(rootMean('a')), candidate: finite(rootMean('b')), change: finite(exp(contrast.estimate)) },
      ...{ lower: finite(exp(contrast.estimate - radius)), upper: finite(exp(contrast.estimate + radius)) },
      ...{ margin: margins.rmse_ratio, n: contrast.n },
      ...(Number.isFinite(contrast.estimate) ? {} : { remark: 'one of the two has no error at all' }),
    },
    passes: contrast.estimate + radius < limit,
    worse: contrast.estimate > limit,
    p: boundary.p(contrast),
    ...{ radius, loss: contrast.estimate, limit },
    differences: single ? { ...standardized(single), twoSided: false } : null,
  };
}

type Squares = { readonly question: Answered; readonly a: Column; readonly b: Column };

/** Differences of squared errors in units of their mean, so that sign flips treat questions of any scale alike. */
function standardized({ a, b }: Squares): Column {
  const unit = mean(a.values) + mean(b.values) || 1;
  const { at, values } = pairwise(a, b);
  return { at, values: values.map((x) => x / unit) };
}

function logRatio({ a, b }: Squares, paired: boolean): Effect {
  const [meanA, meanB] = [mean(a.values), mean(b.values)];
  // errors that are all 0 in both are equal
  const none = meanA === 0 && meanB === 0;
  const half = ({ at, values }: Column, center: number): Column => ({
    at,
    values: values.map((x) => (none ? 0 : 0.5 * (x / center - 1))),
  });
  const [ownA, ownB] = [half(a, meanA), half(b, meanB)];
  const columns = paired ? [pairwise(ownA, ownB)] : [ownB, ownA];
  const parts = columns.map(({ at, values }) => ({ at, influence: values }));
  return { estimate: none ? 0 : 0.5 * log(meanB / meanA), parts };
}
