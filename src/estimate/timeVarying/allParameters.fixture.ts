import { exp } from '../../core/math.ts';
import type { LogDensity } from '../../inference/hmc/types.ts';
import type { VaryingEquation } from './equation.ts';
import { outcome } from './problem.fixture.ts';

/** b_j of a channel: its first knot and the steps since. */
export function knotAt(q: Float64Array, c: number, j: number): number {
  let at = q[2 + c]!;
  for (let i = 0; i < j; i++) at += q[12 + c]! * q[4 + 4 * c + i]!;
  return at;
}

/** The problem with five knots, nothing integrated out and by no code of ours: γ (2), first knots (2), standardized steps (2 × 4),
 *  ±τ (2), log σ; half-normal .5 of τ, 5 of σ. */
export function allParameters({ fixed, channels }: VaryingEquation): LogDensity {
  const slope = new Float64Array(15);
  return (q, gradient) => {
    const precision = exp(-2 * q[14]!);
    let total = 0;
    gradient.fill(0);
    for (let t = 0; t < outcome.length; t++) {
      slope.fill(0);
      fixed.forEach(({ values }, j) => {
        slope[j] = values[t]!;
      });
      let mean = q[0]! * slope[0]! + q[1]! * slope[1]!;
      channels.forEach(({ knots }, c) => {
        for (let j = 0; j < knots.length; j++) {
          const x = knots[j]!.window[t]!;
          mean += knotAt(q, c, j) * x;
          slope[2 + c]! += x;
          for (let i = 0; i < j; i++) {
            slope[4 + 4 * c + i]! += q[12 + c]! * x;
            slope[12 + c]! += q[4 + 4 * c + i]! * x;
          }
        }
      });
      const residual = outcome[t]! - mean;
      total -= q[14]! + 0.5 * residual * residual * precision;
      for (let i = 0; i < 14; i++) gradient[i]! += residual * precision * slope[i]!;
      gradient[14]! += residual * residual * precision - 1;
    }
    for (let i = 4; i < 14; i++) {
      const weight = i < 12 ? 1 : 4;
      total -= 0.5 * weight * q[i]! * q[i]!;
      gradient[i]! -= weight * q[i]!;
    }
    gradient[14]! += 1 - 1 / (25 * precision);
    return total + q[14]! - 0.5 / (25 * precision);
  };
}
