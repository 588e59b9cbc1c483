import { openStream } from '../../core/random/stream.ts';
import type { SamplingDensity } from '../bayesian/density.ts';

/** Means, and standard deviations, of what a completion draws at given variances: its map is affine in its normals, so one call with
 *  all of them 0 and one with each of them 1 are exact.
 *  @param size parameters
 *  @param u where the sampler is: the variances */
export function momentsOf(complete: SamplingDensity['complete'], size: number, u: Float64Array) {
  const at = (one: number) => {
    const out = new Float64Array(size);
    let drawn = 0;
    const stream = { ...openStream(['unused']), normal: () => (drawn++ === one ? 1 : 0) };
    complete(u, stream, out);
    return { out, drawn };
  };
  const { out: center, drawn } = at(-1);
  const variance = new Float64Array(size);
  for (let i = 0; i < drawn; i++) {
    at(i).out.forEach((value, j) => {
      variance[j]! += (value - center[j]!) * (value - center[j]!);
    });
  }
  return { center, sd: variance.map(Math.sqrt) };
}
