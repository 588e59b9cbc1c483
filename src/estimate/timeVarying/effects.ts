import type { Estimand } from '../../dataset/estimand.ts';
import type { CurveRequest } from '../contract.ts';
import type { VaryingEquation } from './equation.ts';
import type { VaryingLayout } from './layout.ts';

/** What a channel does is linear in its knots: Σ_j b_j × the effect of knot j alone, whose media count k_j(t) in period t. After the
 *  window coefficients stay as they were in its last period. */
export function varyingEffects({ channels }: VaryingEquation, layout: VaryingLayout) {
  /** one value a knot, in units of its coefficient; null without an answer */
  const perKnot = (estimand: Estimand) => {
    const c = channels.findIndex(({ name }) => name === estimand.channel);
    if (c === -1) return null;
    const { knots, perCoefficient } = channels[c]!;
    const units: number[] = [];
    for (const { effect } of knots) {
      const unit = effect(estimand);
      if (unit === null) return null;
      units.push(unit / perCoefficient);
    }
    return { from: layout.knots[c]!, units };
  };
  return (estimands: readonly Estimand[]) => {
    const asked = estimands.map(perKnot);
    return (at: Float64Array): readonly (number | null)[] =>
      asked.map((each) => (each === null ? null : total(each.units, at, each.from)));
  };
}

/** Response curves, one a channel: value by scale. */
export function varyingCurves({ channels }: VaryingEquation, layout: VaryingLayout) {
  return ({ window, tails, scales }: CurveRequest) => {
    const gains = channels.map(({ name, knots, perCoefficient }) =>
      scales.map((scale) => knots.map(({ gain }) => gain(window, tails[name] ?? 0, scale) / perCoefficient)),
    );
    return (at: Float64Array): readonly Float64Array[] =>
      gains.map((byScale, c) => Float64Array.from(byScale, (units) => total(units, at, layout.knots[c]!)));
  };
}

function total(units: readonly number[], at: Float64Array, from: number): number {
  return units.reduce((sum, unit, j) => sum + unit * at[from + j]!, 0);
}
