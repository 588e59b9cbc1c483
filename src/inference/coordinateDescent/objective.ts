import type { GramProblem, Penalty } from './types.ts';

/** 1/(2n)·|y − Xb|² + Σ_j factor_j·alpha·(l1Ratio·unit·|b_j| + (1 − l1Ratio)/2·b_j²): scikit-learn's objective with unit 1;
 *  with any other, unit² times that of y/unit and b/unit.
 *  @see Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33, eq. 1–2 */
export function objective(problem: GramProblem, { alpha, l1Ratio, unit = 1 }: Penalty, b: Float64Array): number {
  const { k, gram, covariance, outcomeSquare, factors } = problem;
  let loss = outcomeSquare / 2;
  let penalty = 0;
  for (let j = 0; j < k; j++) {
    let product = 0;
    for (let i = 0; i < k; i++) product += gram[i + j * k]! * b[i]!;
    loss += b[j]! * (product / 2 - covariance[j]!);
    penalty += factors[j]! * (l1Ratio * unit * Math.abs(b[j]!) + ((1 - l1Ratio) / 2) * b[j]! * b[j]!);
  }
  return loss + alpha * penalty;
}
