import { log } from '../../core/math.ts';
import type { LogDensity } from '../../inference/hmc/types.ts';

/** In units of τ: less is 0 to any data. The slope in v is one in log τ, known to 1e-15, divided by v, and it is itself of v's size: here
 *  both errors, of dividing and of taking it for 0, are below 1e-6 times the curvature. */
const smallest = 1e-6;

/** Signed spreads to the axes of the marginal density: v_p → log |v_p|, the rest as it is. */
export function toLogAxes(v: Float64Array, spreads: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = i < spreads ? log(Math.max(Math.abs(v[i]!), smallest)) : v[i]!;
}

/** A density of log τ_p read on the line of v_p = ±τ_p/unit. Data tell of τ² alone, so both signs are the same model, and where little
 *  is known of τ, mass reaches 0: a smooth hill in v around 0, but in log τ a tail without end, for which the sampler took 1.7 times as
 *  many gradients and two of forty fits did not converge.
 *  @param spreads how many of the first axes are */
export function signedSpreads(density: LogDensity, dimension: number, spreads: number): LogDensity {
  const u = new Float64Array(dimension);
  return (v, gradient) => {
    toLogAxes(v, spreads, u);
    let value = density(u, gradient);
    for (let p = 0; p < spreads; p++) {
      value -= u[p]!;
      // at 0 the slope is 0, by symmetry
      gradient[p] = Math.abs(v[p]!) > smallest ? (gradient[p]! - 1) / v[p]! : 0;
    }
    return value;
  };
}
