import { log } from '../../../core/math.ts';

/** sd·√(2/π) is the mean of a normal kept above 0 whose own mean is 0. */
export const HALF_NORMAL_MEAN = 0.7978845608028654;

/** Polar coordinates of a truncated population's mean β_m and scale η_m:
 *
 *      β_m = ρ/√(1 + q²),   √(2/π)·η_m = ρ·q/√(1 + q²).
 *
 *  ρ is near the mean of N⁺(β_m, η_m²), which the data know; a wide population with β_m near 0 has the same one, and the way
 *  from here to there, along a circle, is one axis. Where q is small, ρ is β_m and q its coefficient of variation. */
export type MeanAndRatio = {
  /** ρ, q on their axes → parameters */
  readonly apply: (x: Float64Array, theta: Float64Array) => void;
  /** log |d(β_m, η_m)/d(ρ, q)|; turns derivatives in β_m and η_m into those in ρ and q, the Jacobian's included */
  readonly logJacobian: (x: Float64Array, by: Float64Array) => number;
};

/** @param radius, ratio axes of ρ and q, where also the derivatives stand
 *  @param mean, scale places of β_m and η_m */
export function meanAndRatio(radius: number, ratio: number, mean: number, scale: number): MeanAndRatio {
  return {
    apply: (x, theta) => {
      const q = x[ratio]!;
      const cosine = 1 / Math.sqrt(1 + q * q);
      theta[mean] = x[radius]! * cosine;
      theta[scale] = (x[radius]! * q * cosine) / HALF_NORMAL_MEAN;
    },
    logJacobian: (x, by) => {
      const [rho, q] = [x[radius]!, x[ratio]!];
      const square = 1 / (1 + q * q);
      const cosine = Math.sqrt(square);
      const [byMean, byScale] = [by[radius]!, by[ratio]! / HALF_NORMAL_MEAN];
      by[radius] = (byMean + byScale * q) * cosine + 1 / rho;
      by[ratio] = (byScale - byMean * q) * rho * cosine * square - 2 * q * square;
      return log((rho * square) / HALF_NORMAL_MEAN);
    },
  };
}
