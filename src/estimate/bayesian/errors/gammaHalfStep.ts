import { digamma, lgamma, log } from '../../../core/math.ts';

/** From here on the series below are exact to the last digits, while the two log Γ lose theirs to each other. */
const SERIES_FROM = 20;

/** h(x) = log Γ(x + ½) − log Γ(x) − ½·log x, x > 0; it goes to 0 as −1/(8x).
 *  @see Tricomi & Erdélyi (1951), The asymptotic expansion of a ratio of gamma functions */
export function gammaHalfStep(x: number): number {
  if (x < SERIES_FROM) return lgamma(x + 0.5) - lgamma(x) - 0.5 * log(x);
  const q = 1 / (x * x);
  return (-1 / 8 + q * (1 / 192 + q * (-1 / 640 + q * (17 / 14336 + q * (-31 / 18432 + (q * 691) / 180224))))) / x;
}

/** h′(x) = ψ(x + ½) − ψ(x) − 1/(2x). */
export function gammaHalfStepSlope(x: number): number {
  if (x < SERIES_FROM) return digamma(x + 0.5) - digamma(x) - 0.5 / x;
  const q = 1 / (x * x);
  return q * (1 / 8 + q * (-1 / 64 + q * (1 / 128 + q * (-17 / 2048 + q * (31 / 2048 + (-q * 691) / 16384)))));
}
