import { exp, log } from '../../core/math.ts';

/** Φ(u) = 1/(1 + e^(−bend(u))) within 1.4e-4: Bowling et al. (2009), "A logistic approximation to the cumulative normal
 *  distribution", eq. 8. Any increasing cubic would give a right transform; this one makes it nearly the normal's. */
const LINEAR = 1.5976;
const CUBIC = 0.07056;

export const bend = (u: number): number => u * (LINEAR + CUBIC * u * u);
export const bendSlope = (u: number): number => LINEAR + 3 * CUBIC * u * u;
export const bendSlopeChange = (u: number): number => 6 * CUBIC * u;

/** The u of a bend, by the hyperbolic solution of the depressed cubic. */
export function unbend(v: number): number {
  const root = Math.sqrt(LINEAR / (3 * CUBIC));
  const z = Math.abs((3 * v) / (2 * LINEAR * root));
  const third = exp(log(z + Math.sqrt(z * z + 1)) / 3);
  const u = root * (third - 1 / third);
  return v < 0 ? -u : u;
}
