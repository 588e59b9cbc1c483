import type { SamplingDensity } from '../bayesian/density.ts';
import { linearDraw } from '../varianceParts/linearDraw.ts';
import type { VariancePriors } from '../varianceParts/marginal.ts';
import type { Reduced } from '../varianceParts/reduced.ts';
import type { VaryingEquation } from './equation.ts';
import type { VaryingLayout } from './layout.ts';
import { toLogAxes } from './signed.ts';

/** An exact draw of every linear coefficient given τ and σ: steps add up to knots. */
export function completion(
  reduced: Reduced,
  { fixed, places }: VaryingEquation,
  layout: VaryingLayout,
  priors: VariancePriors,
): SamplingDensity['complete'] {
  const draw = linearDraw(reduced, priors);
  const steps = places.length - 1;
  const u = new Float64Array(layout.knots.length + 1);
  return (v, stream, out) => {
    toLogAxes(v, layout.knots.length, u);
    const { phi, deviation, spreads, sigma } = draw(u, stream);
    out.set(phi.subarray(0, fixed.length));
    layout.knots.forEach((from, c) => {
      out[from] = phi[fixed.length + c]!;
      for (let j = 0; j < steps; j++) out[from + j + 1] = out[from + j]! + deviation[c * steps + j]!;
    });
    out.set(spreads, layout.taus);
    out[layout.sigma] = sigma;
  };
}
