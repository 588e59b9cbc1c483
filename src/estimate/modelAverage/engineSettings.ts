import type { Dataset } from '../../dataset/types.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { type BayesianSettings, bayesianSettingsSchema } from '../bayesian/settings.ts';
import { type BayesianLinearSettings, bayesianLinearSettingsSchema } from '../bayesianLinear/settings.ts';
import { adstock as adstockSchema } from '../curves/settings.ts';
import type { Candidate } from './candidates.ts';
import { curvesOfHalf, type HalfCurve } from './halfCurves.ts';

/** Most weeks on the steep part, as `media: default`. Commonly used, yet arbitrary. */
const DEFAULT_HALF_AT = 0.7;

/** Settings of `bayesian-mmm` in their YAML form. */
export function mmmYaml(model: Readonly<Record<string, unknown>>, candidate: Candidate): Record<string, unknown> {
  const { adstock, saturation, priors } = candidate;
  return {
    ...model,
    ...(adstock === undefined ? {} : { adstock }),
    ...(saturation === undefined ? {} : { saturation }),
    ...(priors === undefined ? {} : { priors: { ...(model.priors as object | undefined), ...priors } }),
  };
}

export function mmmSettings(model: Readonly<Record<string, unknown>>, candidate: Candidate): BayesianSettings {
  return bayesianSettingsSchema.parse(mmmYaml(model, candidate));
}

/** Settings of `bayesian-linear` on these data: curves that are stated by a quantile get their numbers here. */
export function linearSettings(
  model: Readonly<Record<string, unknown>>,
  { media, adstock, saturation, half_at, slope }: Candidate,
  dataset: Dataset,
): BayesianLinearSettings {
  const settings = bayesianLinearSettingsSchema.parse(model);
  if (media !== undefined) return { ...settings, media };
  const carryover = adstockSchema.parse(adstock);
  const form = { curve: (saturation ?? 'none') as HalfCurve, halfAt: half_at ?? DEFAULT_HALF_AT, slope: slope ?? 1 };
  const given = dataset.channels.map((channel): [string, ChannelCurves] => [
    channel.name,
    curvesOfHalf(dataset, channel, carryover, form),
  ]);
  return { ...settings, media: { given: Object.fromEntries(given) } };
}
