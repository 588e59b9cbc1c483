import { exp, log } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';
import { logSumExp } from './logSumExp.ts';
import { checkModels } from './models.ts';

/** Resamples of R's loo. The Monte Carlo sd of a weight is then below .5/√1000 = .016. */
const RESAMPLES = 1000;

/** Pseudo-BMA: weights in proportion to exp(elpd), as if elpd were log evidence known without error.
 *  @param pointwise log p(y_i | y_−i, M_k): one array of N observations a model
 *  @see Geisser & Eddy (1979); Yao et al. (2018), §3.4 */
export function pseudoBmaWeights(pointwise: readonly Float64Array[]): Float64Array {
  checkModels(pointwise);
  return softmax(pointwise.map((model) => model.reduce((total, value) => total + value, 0)));
}

/** Pseudo-BMA+: the mean of those weights over the Bayesian bootstrap, in which the observations count N times a draw from the
 *  flat Dirichlet law. As R's `pseudobma_weights(BB = TRUE, alpha = 1)`.
 *  @see Yao et al. (2018), §3.4; Rubin (1981), The Bayesian bootstrap */
export function pseudoBmaPlusWeights(
  pointwise: readonly Float64Array[],
  stream: Stream,
  resamples = RESAMPLES,
): Float64Array {
  checkModels(pointwise);
  const n = pointwise[0]!.length;
  const mean = new Float64Array(pointwise.length);
  const share = new Float64Array(n);
  for (let b = 0; b < resamples; b++) {
    let total = 0;
    // exponentials over their sum are Dirichlet
    for (let i = 0; i < n; i++) total += share[i] = -log(stream.uniform());
    const scores = pointwise.map((model) => {
      let score = 0;
      for (let i = 0; i < n; i++) score += share[i]! * model[i]!;
      return (n * score) / total;
    });
    softmax(scores).forEach((weight, k) => {
      mean[k]! += weight / resamples;
    });
  }
  return mean;
}

function softmax(scores: readonly number[]): Float64Array {
  const normalizer = logSumExp(Float64Array.from(scores));
  return Float64Array.from(scores, (score) => exp(score - normalizer));
}
