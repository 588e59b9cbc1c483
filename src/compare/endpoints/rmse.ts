import { exp, log } from '../../core/math.ts';
import { mean } from '../../core/stats.ts';
import type { Answered } from '../columns.ts';
import { contrastOf, type Effect, meanEffect } from '../contrast.ts';
import { finite, type Probe, type Rules, sharedNames } from './probe.ts';

/** Ratio of the RMSEs: g = ½ log(MSE_B/MSE_A), whose influences are ½(e_B²/MSE_B − e_A²/MSE_A). Of several questions, the
 *  geometric mean of the ratios. @see statistics.md §7 */
export function rmseProbe(questions: readonly Answered[], rules: Rules): Probe {
  const { margins, boundary, paired } = rules;
  const squares = questions.map((question) => {
    const of = (error: Float64Array) => error.map((e) => e * e);
    return { question, a: of(question.a.error), b: of(question.b.error) };
  });
  const contrast = contrastOf(meanEffect(squares.map((one) => logRatio(one, paired))));
  const radius = boundary.radius(contrast, margins.alpha);
  const limit = log(margins.rmse_ratio);
  const rootMean = (side: 'a' | 'b') =>
    mean(squares.map((one) => Math.sqrt(mean(one[side])) / Math.abs(one.question.meanTruth)));
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
    differences: single
      ? {
          at: single.question.a.at,
          values: single.b.map((x, i) => (x - single.a[i]!) / (mean(single.a) + mean(single.b) || 1)),
          twoSided: false,
        }
      : null,
  };
}

type Squares = { readonly question: Answered; readonly a: Float64Array; readonly b: Float64Array };

function logRatio({ question, a, b }: Squares, paired: boolean): Effect {
  const [meanA, meanB] = [mean(a), mean(b)];
  // errors that are all 0 in both are equal
  const none = meanA === 0 && meanB === 0;
  const half = (values: Float64Array, center: number) => values.map((x) => (none ? 0 : 0.5 * (x / center - 1)));
  const [ownA, ownB] = [half(a, meanA), half(b, meanB)];
  const parts = paired
    ? [{ at: question.a.at, influence: ownB.map((x, i) => x - ownA[i]!) }]
    : [
        { at: question.b.at, influence: ownB },
        { at: question.a.at, influence: ownA },
      ];
  return { estimate: none ? 0 : 0.5 * log(meanB / meanA), parts };
}
