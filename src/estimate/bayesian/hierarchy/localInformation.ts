import type { PilotFits } from './pilotFits.ts';

/** What a geo's own data say of one of its effects E, all else estimated beside it, and the intercept τ_g ~ N(τ, κ²) with it: a
 *  normal density in E, with information I and location J/I. The information grows as κ falls, for what the intercept may
 *  not explain the effects must; so it follows κ.
 *
 *  With the least-squares estimates Ê, τ̂ and their precisions H: c = 1/(H_ττ + 1/κ²), I = H_EE − H_τE²·c, and
 *  J = I·Ê + H_τE·c·(τ̂ − τ)/κ². */
export type LocalInformation = {
  /** brings I and J and their derivatives up to κ */
  readonly update: (kappa: number) => void;
  /** M·G values each, channel by channel */
  readonly information: Float64Array;
  readonly load: Float64Array;
  readonly informationSlope: Float64Array;
  readonly loadSlope: Float64Array;
};

/** None, whatever κ. */
export function noInformation(size: number): LocalInformation {
  const none = new Float64Array(size);
  return { update: () => {}, information: none, load: none, informationSlope: none, loadSlope: none };
}

/** @param K linear coefficients, which come before the effects
 *  @param intercept the population's, about
 *  @param least added to all information, at an effect of 0 */
export function localInformation(
  { together }: Pick<PilotFits, 'together'>,
  K: number,
  intercept: number,
  least: number,
): LocalInformation {
  const { estimates, variances, covariances } = together;
  const G = variances[0]!.length;
  const size = (variances.length - K) * G;
  const make = (of: (j: number, g: number) => number): Float64Array =>
    Float64Array.from({ length: size }, (_, i) => of(K + Math.floor(i / G), i % G));
  const determinant = (j: number, g: number): number =>
    variances[j]![g]! * variances[0]![g]! - covariances[j]![g]! * covariances[j]![g]!;
  const effect = make((j, g) => estimates[j]![g]!);
  const excess = make((_, g) => estimates[0]![g]! - intercept);
  const byEffect = make((j, g) => variances[0]![g]! / determinant(j, g));
  const byIntercept = make((j, g) => variances[j]![g]! / determinant(j, g));
  const byBoth = make((j, g) => -covariances[j]![g]! / determinant(j, g));
  const [information, load] = [new Float64Array(size), new Float64Array(size)];
  const [informationSlope, loadSlope] = [new Float64Array(size), new Float64Array(size)];
  const update = (kappa: number): void => {
    const precision = 1 / (kappa * kappa);
    for (let i = 0; i < size; i++) {
      const c = 1 / (byIntercept[i]! + precision);
      // dc/dκ, and of c/κ² = 1 − H_ττ·c
      const slope = (2 * precision * c * c) / kappa;
      const both = byBoth[i]!;
      const own = byEffect[i]! - both * both * c;
      information[i] = own + least;
      informationSlope[i] = -both * both * slope;
      load[i] = own * effect[i]! + both * c * precision * excess[i]!;
      loadSlope[i] = informationSlope[i]! * effect[i]! - both * byIntercept[i]! * slope * excess[i]!;
    }
  };
  return { update, information, load, informationSlope, loadSlope };
}
