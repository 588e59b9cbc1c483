import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { type Column, designMatrix } from '../columns.ts';
import type { Estimate, FitRequest, Parameter } from '../contract.ts';
import { type PerHead, totals } from '../perHead.ts';
import { refuseDependent, refuseTooMany } from '../refusal.ts';
import { olsDiagnostics } from '../regression/diagnostics.ts';
import { linearCurves } from '../regression/linearCurves.ts';
import { type Coefficient, linearEffects } from '../regression/linearEffects.ts';
import { coefficientCovariance } from '../regression/uncertainty.ts';
import type { CampaignEquation } from './equation.ts';
import { parentWeights } from './parentRoas.ts';
import { flatColumns } from './reduced.ts';

/** Both ends of partial pooling, by least squares: a spread of 0, that is one column a parent, or one without bounds, that is a
 *  column a campaign. Intervals by t. */
export function fitEnd(
  dataset: PerHead,
  equation: CampaignEquation,
  pooling: 'complete' | 'none',
  request: FitRequest,
): Estimate {
  const { fixed, channels, responses, parents, parentOf, perCoefficient, periods } = equation;
  const own = Array.from(parentOf.keys()).filter((c) => parentOf[c] === -1);
  const columns: readonly Column[] = pooling === 'none' ? [...fixed, ...channels] : flatColumns(equation);
  /** where a channel's ROAS stands among the coefficients */
  const placeOf = (c: number): number => {
    if (pooling === 'none') return fixed.length + c;
    const p = parentOf[c]!;
    return fixed.length + (p === -1 ? own.indexOf(c) : own.length + p);
  };
  const y = dataset.outcome.values;
  const k = columns.length;
  const fit = leastSquares(designMatrix(columns), y, k);
  if (fit.status === 'rank-deficient') return refuseDependent(columns, fit.dependent);
  if (fit.status === 'more-columns-than-rows') return refuseTooMany(k, y.length);
  const errors = coefficientCovariance(fit, 'classical', undefined, periods);
  if (errors.status === 'refused') return errors;
  const { covariance } = errors;

  const coefficient = (j: number) => ({ value: fit.coefficients[j]!, se: Math.sqrt(covariance[j + j * k]!) });
  const roas = responses.map((_, c) => coefficient(placeOf(c)));
  const betas = roas.map(({ value, se }, c): Coefficient => {
    const unit = perCoefficient[c]!;
    return { value: value / unit, se: se / unit };
  });
  const combined = (weights: Float64Array) => {
    const at = new Float64Array(k);
    weights.forEach((weight, c) => {
      at[placeOf(c)]! += weight;
    });
    let [value, variance] = [0, 0];
    for (let i = 0; i < k; i++) {
      value += at[i]! * fit.coefficients[i]!;
      for (let j = 0; j < k; j++) variance += at[i]! * at[j]! * covariance[i + j * k]!;
    }
    return { value, se: Math.sqrt(Math.max(0, variance)) };
  };
  const parameters: Parameter[] = [
    ...fixed.map(({ name }, j) => ({ name, ...coefficient(j) })),
    ...responses.map(({ channel }, c) => ({ name: `roas[${channel}]`, ...roas[c]! })),
    ...parentWeights(equation).map((weights, p) => ({ name: `roas[${parents[p]}]`, ...combined(weights) })),
  ];
  return {
    status: 'ok',
    effects: linearEffects(request, responses, betas, fit.df),
    ...linearCurves(request, responses, betas),
    fitted: totals(fit.fitted, dataset),
    parameters,
    diagnostics: olsDiagnostics(fit, columns, periods),
  };
}
