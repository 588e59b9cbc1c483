import { gamma } from '../../core/random/draws.ts';
import type { Stream } from '../../core/random/stream.ts';
import type { ConjugatePosterior, NoiseLaw } from './types.ts';

/** Independent draws: of each coefficient (k arrays), and of σ. */
export type ConjugateDraws = { readonly coefficients: readonly Float64Array[]; readonly sigma: Float64Array };

/** A draw of σ from its law. */
export function drawNoiseSd(noise: NoiseLaw, stream: Stream): number {
  return noise.kind === 'known' ? noise.sd : 1 / Math.sqrt(gamma(stream, noise.shape, noise.rate));
}

/** Exact draws from the joint posterior: σ from its law, β = mean + σ·F·z. Draw after draw, so that fewer are a prefix. */
export function drawPosterior(
  { k, mean, factor, noise }: ConjugatePosterior,
  count: number,
  stream: Stream,
): ConjugateDraws {
  const coefficients = Array.from({ length: k }, () => new Float64Array(count));
  const sigma = new Float64Array(count);
  const z = new Float64Array(k);
  for (let d = 0; d < count; d++) {
    sigma[d] = drawNoiseSd(noise, stream);
    for (let j = 0; j < k; j++) z[j] = stream.normal();
    for (let i = 0; i < k; i++) {
      let step = 0;
      for (let j = i; j < k; j++) step += factor[i + j * k]! * z[j]!;
      coefficients[i]![d] = mean[i]! + sigma[d]! * step;
    }
  }
  return { coefficients, sigma };
}
