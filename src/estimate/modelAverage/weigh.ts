import { exp, log } from '../../core/math.ts';
import { sum } from '../../core/stats.ts';
import { pseudoBmaPlusWeights } from '../../inference/loo/pseudoBma.ts';
import { stackingWeights } from '../../inference/loo/stacking.ts';
import type { Diagnostics, FitRequest } from '../contract.ts';
import type { ModelAverageSettings } from './settings.ts';

/** Weights on the simplex by each candidate's log p(y_i | y_−i). `select` gives all to the largest sum, the first of equals.
 *  @param pointwise by candidate */
export function weigh(
  combine: ModelAverageSettings['combine'],
  pointwise: readonly Float64Array[],
  stream: FitRequest['stream'],
): { readonly weights: Float64Array; readonly diagnostics: Diagnostics } {
  const weighted = (weights: Float64Array, more: Diagnostics = {}) => ({
    weights,
    diagnostics: {
      elpd_loo: mixedElpd(weights, pointwise),
      effective_candidates: 1 / sum(weights.map((weight) => weight * weight)),
      ...more,
    },
  });
  switch (combine) {
    case 'stacking': {
      const { weights, gap } = stackingWeights(pointwise);
      return weighted(weights, { stacking_gap: gap });
    }
    case 'pseudo-bma':
      return weighted(pseudoBmaPlusWeights(pointwise, stream('bayesian-bootstrap')));
    case 'select': {
      const totals = pointwise.map((values) => sum(values));
      const best = totals.indexOf(Math.max(...totals));
      return weighted(Float64Array.from(totals, (_, k) => (k === best ? 1 : 0)));
    }
  }
}

/** Σ_i log Σ_k w_k p(y_i | y_−i, M_k): of the mixture, which has itself been chosen on these observations. */
function mixedElpd(weights: Float64Array, pointwise: readonly Float64Array[]): number {
  let total = 0;
  for (let i = 0; i < pointwise[0]!.length; i++) {
    const values = pointwise.map((model) => model[i]!);
    const largest = Math.max(...values);
    let density = 0;
    values.forEach((value, k) => {
      density += weights[k]! * exp(value - largest);
    });
    total += log(density) + largest;
  }
  return total;
}
