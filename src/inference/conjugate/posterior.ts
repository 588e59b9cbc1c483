import { lgamma, log } from '../../core/math.ts';
import { type LeastSquaresRefusal, leastSquares } from '../leastSquares/fit.ts';
import type { ConjugateModel, ConjugatePosterior, NoiseLaw } from './types.ts';

/** Normal–inverse-gamma regression in closed form. Every Gaussian row, divided by its sd, is one more row of data, so the
 *  posterior is a least-squares fit: with m rows in all, mean and factor are its coefficients and R⁻¹, and σ² gains
 *  (m − k)/2 in shape and RSS/2 in rate. No XᵀX is formed, so nothing is squared that is ill-conditioned.
 *  @returns a refusal where rows leave some combination of coefficients open
 *  @see Gelman et al. (2013), Bayesian Data Analysis, §14.8 (prior information as additional data points) */
export function conjugatePosterior(model: ConjugateModel): ConjugatePosterior | LeastSquaresRefusal {
  const { k, noise } = model;
  const rows = [...model.prior, ...(model.observations ?? [])];
  const n = model.y.length;
  const m = n + rows.length;
  const x = new Float64Array(m * k);
  const y = new Float64Array(m);
  y.set(model.y);
  for (let j = 0; j < k; j++) x.set(model.x.subarray(j * n, (j + 1) * n), j * m);
  rows.forEach(({ weights, value, sd }, r) => {
    if (!(sd > 0)) throw new RangeError(`conjugatePosterior: a row's sd is ${sd}; a positive one is needed`);
    for (let j = 0; j < k; j++) x[j * m + n + r] = weights[j]! / sd;
    y[n + r] = value / sd;
  });
  const fit = leastSquares(x, y, k);
  if (fit.status !== 'ok') return fit;

  let logSds = 0;
  for (const { sd } of rows) logSds += log(sd);
  let logRoot = 0;
  for (let j = 0; j < k; j++) logRoot += log(Math.abs(fit.inverseR[j + j * k]!));
  const shared = -((m - k) / 2) * log(2 * Math.PI) + logRoot - logSds;
  const posterior = updatedNoise(noise, m - k, fit.rss);
  return {
    ...{ status: 'ok', k, mean: fit.coefficients, factor: fit.inverseR, noise: posterior },
    logEvidence: shared + noiseEvidence(noise, posterior, m - k, fit.rss),
  };
}

function updatedNoise(noise: NoiseLaw, df: number, rss: number): NoiseLaw {
  if (noise.kind === 'known') return noise;
  return { kind: 'inverse-gamma', shape: noise.shape + df / 2, rate: noise.rate + rss / 2 };
}

/** log ∫ σ^(−df) exp(−RSS/2σ²) p(σ²) dσ² */
function noiseEvidence(prior: NoiseLaw, posterior: NoiseLaw, df: number, rss: number): number {
  if (prior.kind === 'known') return -df * log(prior.sd) - rss / (2 * prior.sd * prior.sd);
  return logNormalizer(posterior as Extract<NoiseLaw, { kind: 'inverse-gamma' }>) - logNormalizer(prior);
}

/** log ∫ (σ²)^(−shape−1) exp(−rate/σ²) dσ² */
function logNormalizer({ shape, rate }: Extract<NoiseLaw, { kind: 'inverse-gamma' }>): number {
  return lgamma(shape) - shape * log(rate);
}
