import { exp, log } from '../../../core/math.ts';
import { type LocalInformation, localInformation, noInformation } from './localInformation.ts';
import { HALF_NORMAL_MEAN } from './meanAndRatio.ts';
import type { PooledModel } from './model.ts';
import { momentsOf, SMALLEST, tailRate } from './pilotFit.ts';
import { pilotFits } from './pilotFits.ts';

/** Which form the geos' effects take for the sampler. */
export type Centering = 'auto' | 'centered' | 'non-centered';

/** What each geo's data say by themselves, roughly: it shapes the sampler's coordinates, never the posterior. */
export type Pilot = {
  /** p: 1 where the coordinates follow the population, 0 where they do not */
  readonly populationWeight: 0 | 1;
  /** what each geo's data say of its effects at mean spend, which the coordinates follow too */
  readonly local: LocalInformation;
  /** by parameter, for those over geos that are positive: about how far the data tell it from others; else 0. Effects in
   *  units of their level */
  readonly resolution: Float64Array;
  /** b of `PopulationAxes`, where there is a resolution */
  readonly tail: Float64Array;
  /** by channel: are mean and scale sampled as ρ and q of `meanAndRatio`, which resolution, tail and center are then of */
  readonly paired: readonly boolean[];
  /** by parameter, in the sampler's coordinate: about where it lies, and how wide */
  readonly center: Float64Array;
  readonly width: Float64Array;
};

/** q has a tail of q^−2 above, since angles near a right one are alike: with this b it weighs half of that toward 0. */
const RATIO_TAIL = 0.5;
/** Centered coordinates of effects that the data do not inform get the width of the default prior of β, sd 2. */
const LEAST_INFORMATION = 0.25;

/** From least squares geo by geo. */
export function pilotOf(model: PooledModel, centering: Centering): Pilot {
  const { geos, channels, periods, parameters, layout, law } = model;
  const [G, M, K] = [geos.length, channels.length, layout.linear.length];
  const fits = pilotFits(model);
  const { free, levels, alone, noise } = fits;
  const freedom = G * Math.max(1, periods - K - M);

  const resolution = new Float64Array(parameters.length);
  const center = free.slice();
  const width = new Float64Array(parameters.length).fill(1);
  const tail = new Float64Array(parameters.length).fill(tailRate(G));
  const isPositive = (i: number): boolean => {
    const [lower, upper] = parameters[i]!.prior.support;
    return lower === 0 && upper === Infinity;
  };
  const resolve = (i: number, value: number, by: number): void => {
    if (!isPositive(i)) return;
    resolution[i] = by;
    center[i] = log(1 + (tail[i]! * value) / by) / tail[i]!;
  };
  const paired = layout.effects.map(({ mean, scale }) => law !== 'normal' && isPositive(mean) && isPositive(scale));
  [...layout.linear, ...layout.effects].forEach((pooled, j) => {
    // the population's are in units of the shared level
    const toShared = (g: number): number =>
      j < K ? 1 : exp(levels.shared.logLevel[j - K]! - levels.byGeo.logLevel[(j - K) * G + g]!);
    const moments = momentsOf(
      alone.estimates[j]!.map((value, g) => value * toShared(g)),
      alone.variances[j]!.map((value, g) => value * toShared(g) * toShared(g)),
    );
    const { error, spread, spreadError } = moments;
    const mean = Math.max(SMALLEST, moments.mean);
    if (j >= K) resolve(pooled.mean, mean, error);
    if (j >= K && paired[j - K]) {
      tail[pooled.scale] = RATIO_TAIL;
      resolve(pooled.scale, (HALF_NORMAL_MEAN * spread) / mean, (HALF_NORMAL_MEAN * spreadError) / mean);
    } else resolve(pooled.scale, spread, spreadError);
  });
  if (isPositive(layout.sigma)) {
    center[layout.sigma] = 0.5 * log(noise);
    // sd of log σ̂, and as much again for what the curves may change
    width[layout.sigma] = 2 / Math.sqrt(2 * freedom);
  }
  const intercept = momentsOf(alone.estimates[0]!, alone.variances[0]!).mean;
  return {
    populationWeight: centering === 'centered' ? 0 : 1,
    local:
      centering === 'non-centered'
        ? noInformation(M * G)
        : localInformation(fits, K, intercept, centering === 'centered' ? LEAST_INFORMATION : 0),
    resolution,
    tail,
    paired,
    center,
    width,
  };
}
