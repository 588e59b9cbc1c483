import type { SamplingDensity } from '../bayesian/density.ts';
import { linearDraw } from '../varianceParts/linearDraw.ts';
import type { VariancePriors } from '../varianceParts/marginal.ts';
import type { Reduced } from '../varianceParts/reduced.ts';
import type { CampaignLayout } from './layout.ts';

/** An exact draw of every linear coefficient, in the order of a campaign model's parameters. */
export function completion(
  reduced: Reduced,
  layout: CampaignLayout,
  priors: VariancePriors,
): SamplingDensity['complete'] {
  const { members, parentOf } = reduced;
  const draw = linearDraw(reduced, priors);
  return (u, stream, out) => {
    const { phi, deviation, spreads, sigma } = draw(u, stream);
    out.set(phi.subarray(0, layout.fixed));
    layout.own.forEach((channel, j) => {
      out[layout.roas + channel] = phi[layout.fixed + j]!;
    });
    const means = layout.fixed + layout.own.length;
    for (let p = 0; p < spreads.length; p++) {
      out[layout.means + p] = phi[means + p]!;
      out[layout.spreads + p] = spreads[p]!;
    }
    for (let c = 0; c < members.length; c++) {
      out[layout.roas + members[c]!] = phi[means + parentOf[c]!]! + deviation[c]!;
    }
    out[layout.sigma] = sigma;
  };
}
