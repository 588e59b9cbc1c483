import { solveLowerTransposed } from '../../core/linalg/triangular.ts';
import type { Stream } from '../../core/random/stream.ts';
import { givenVariances } from './given.ts';
import { type VariancePriors, variancesAt } from './marginal.ts';
import type { Reduced } from './reduced.ts';

/** Coefficients of F and deviations diag(τ)·z, with the spreads and σ that they were drawn at; the arrays are those of the next draw
 *  too. */
export type LinearDraw = {
  readonly phi: Float64Array;
  readonly deviation: Float64Array;
  readonly spreads: Float64Array;
  readonly sigma: number;
};

/** An exact draw of every linear coefficient given spreads and σ: z first, then φ = φ̂ + R⁻¹(σε) − (its coefficients on W)·diag(τ)·z. */
export function linearDraw(reduced: Reduced, priors: VariancePriors): (u: Float64Array, stream: Stream) => LinearDraw {
  const { flat, onFlat } = reduced;
  const { k, inverseR, coefficients } = flat;
  const C = onFlat.length;
  const given = givenVariances(reduced);
  const spreads = new Float64Array(reduced.parents);
  const [noise, deviation, phi] = [new Float64Array(k), new Float64Array(C), new Float64Array(k)];
  return (u, stream) => {
    const sigma = variancesAt(u, priors, spreads);
    // where the sampler has been the factor exists
    given.at(spreads, sigma);
    for (let c = 0; c < C; c++) deviation[c] = sigma * stream.normal();
    solveLowerTransposed(given.factor, C, C, deviation);
    for (let c = 0; c < C; c++) deviation[c] = given.scale[c]! * (given.center[c]! + deviation[c]!);
    for (let j = 0; j < k; j++) noise[j] = sigma * stream.normal();
    for (let i = 0; i < k; i++) {
      let value = coefficients[i]!;
      for (let j = i; j < k; j++) value += inverseR[i + j * k]! * noise[j]!;
      for (let c = 0; c < C; c++) value -= onFlat[c]![i]! * deviation[c]!;
      phi[i] = value;
    }
    return { phi, deviation, spreads, sigma };
  };
}
