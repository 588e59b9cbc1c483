import { makePrior } from '../../../inference/priors/prior.ts';
import { transformOnto } from '../../../inference/transforms/transform.ts';
import {
  buildModel,
  type Layout,
  type MmmModel,
  type ModelChannel,
  type ModelParameter,
  type PriorLookup,
} from '../model.ts';

/** How channel effects vary over geos: β_{m,g} ~ N(β_m, η_m²), kept above 0 or not. */
export type EffectLaw = 'truncated-normal' | 'normal';

/** One channel over all geos: its curves are shared, its spend per head is each geo's own. */
export type PooledChannel = Omit<ModelChannel, 'spend'> & {
  /** by geo: H values before the window, then T in it, scaled */
  readonly spends: readonly Float64Array[];
};

/** y_{g,t} = τ_g + Σ_m β_{m,g}·f_m(a_{m,g})_t + Σ_c γ_{c,g}·z_{c,g,t} + N(0, σ²), everything per head and already scaled.
 *  @see Sun, Wang, Jin, Chan & Koehler (2017) */
export type PooledModel = {
  readonly geos: readonly string[];
  readonly periods: number;
  readonly history: number;
  /** G·T */
  readonly y: Float64Array;
  readonly channels: readonly PooledChannel[];
  /** G·T values each: controls, trend, Fourier terms */
  readonly columns: MmmModel['columns'];
  readonly law: EffectLaw;
  /** those with a prior of their own: population means and scales, curve parameters, σ */
  readonly parameters: readonly ModelParameter[];
  /** `parameters`, then the geos' own: `intercept[north]` …, `beta[tv,north]` …, `gamma[price,north]` … */
  readonly names: readonly string[];
  readonly layout: PooledLayout;
};

/** A coefficient that each geo has its own of: places of the population's mean and scale, and of geo 0's; the others follow. */
export type Pooled = { readonly mean: number; readonly scale: number; readonly geos: number };

/** Where each parameter stands in the vector of `names`. */
export type PooledLayout = Pick<Layout, 'adstock' | 'saturation' | 'sigma'> & {
  /** intercept, then each column */
  readonly linear: readonly Pooled[];
  /** by channel */
  readonly effects: readonly Pooled[];
};

/** Lays out the national model's parameters, then the scales over geos, then the geos' own coefficients. */
export function buildPooledModel(
  data: Omit<PooledModel, 'parameters' | 'names' | 'layout'>,
  priorOf: PriorLookup,
): PooledModel {
  const { geos, channels, columns } = data;
  const national = buildModel(
    { ...data, channels: channels.map(({ spends, ...channel }) => ({ ...channel, spend: spends[0]! })) },
    priorOf,
  );
  const parameters = [...national.parameters];
  const scale = (base: string, label: string): number => {
    const name = label === '' ? `${base}_sd` : `${base}_sd[${label}]`;
    const prior = makePrior(priorOf(`${base}_sd`, label), `priors.${name}`);
    return parameters.push({ name, prior, transform: transformOnto(prior.support) }) - 1;
  };
  const { intercept, beta, gamma, adstock, saturation, sigma } = national.layout;
  const scales = {
    intercept: scale('intercept', ''),
    beta: channels.map(({ name }) => scale('beta', name)),
    gamma: columns.map(({ name }) => scale('gamma', name)),
  };
  const names = parameters.map(({ name }) => name);
  const each = (name: (geo: string) => string): number => names.push(...geos.map(name)) - geos.length;
  const linear = [{ mean: intercept, scale: scales.intercept, geos: each((geo) => `intercept[${geo}]`) }];
  const effects = channels.map(({ name }, m) => ({
    mean: beta[m]!,
    scale: scales.beta[m]!,
    geos: each((geo) => `beta[${name},${geo}]`),
  }));
  columns.forEach(({ name }, c) => {
    linear.push({ mean: gamma[c]!, scale: scales.gamma[c]!, geos: each((geo) => `gamma[${name},${geo}]`) });
  });
  return { ...data, parameters, names, layout: { adstock, saturation, sigma, linear, effects } };
}
