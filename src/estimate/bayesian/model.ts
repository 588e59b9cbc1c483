import type { PriorSpec } from '../../core/prior.ts';
import { makePrior, type Prior } from '../../inference/priors/prior.ts';
import { type Transform, transformOnto } from '../../inference/transforms/transform.ts';
import type { Adstock, Saturation } from '../../media/types.ts';

/** One channel of the model: its spend, already scaled, and its curves. */
export type ModelChannel = {
  readonly name: string;
  /** H values before the window, then T in it */
  readonly spend: Float64Array;
  readonly adstock: Adstock;
  readonly maxLag: number;
  readonly normalize: boolean;
  readonly saturation: Saturation;
  readonly order: 'adstock-first' | 'saturation-first';
};

/** y_t ~ N(intercept + Σ_m β_m·f(a_{t,m}) + Σ_c γ_c·z_{t,c}, σ), everything already scaled. */
export type MmmModel = {
  /** T values */
  readonly y: Float64Array;
  readonly history: number;
  readonly channels: readonly ModelChannel[];
  /** names and T values each: controls, trend, Fourier terms */
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[];
  readonly parameters: readonly ModelParameter[];
  readonly layout: Layout;
};

/** One scalar parameter, its prior, and the map from the real line. */
export type ModelParameter = { readonly name: string; readonly prior: Prior; readonly transform: Transform };

/** Where each parameter stands in the vector. */
export type Layout = {
  readonly intercept: number;
  /** by channel */
  readonly beta: readonly number[];
  /** by channel, then by parameter of the curve */
  readonly adstock: readonly (readonly number[])[];
  readonly saturation: readonly (readonly number[])[];
  /** by column */
  readonly gamma: readonly number[];
  readonly sigma: number;
};

/** Prior of a parameter by its full name (`alpha[tv]`), else by its base name (`alpha`). */
export type PriorLookup = (base: string, label: string) => PriorSpec;

/** Names of a channel's curve parameters in the model: their own, but `adstock_scale` and `saturation_scale` where both
 *  curves have a parameter of one name. */
export function curveParameterNames({ adstock, saturation }: Pick<ModelChannel, 'adstock' | 'saturation'>) {
  const a = adstock.parameters.map(({ name }) => name);
  const s = saturation.parameters.map(({ name }) => name);
  return {
    adstock: a.map((name) => (s.includes(name) ? `adstock_${name}` : name)),
    saturation: s.map((name) => (a.includes(name) ? `saturation_${name}` : name)),
  };
}

/** Lays out the parameters: intercept, β, adstock parameters, saturation parameters, γ, σ; each group channel by channel. */
export function buildModel(
  data: Pick<MmmModel, 'y' | 'history' | 'channels' | 'columns'>,
  priorOf: PriorLookup,
): MmmModel {
  const parameters: ModelParameter[] = [];
  const add = (base: string, label: string): number => {
    const name = label === '' ? base : `${base}[${label}]`;
    const prior = makePrior(priorOf(base, label), `priors.${name}`);
    return parameters.push({ name, prior, transform: transformOnto(prior.support) }) - 1;
  };
  const intercept = add('intercept', '');
  const beta = data.channels.map(({ name }) => add('beta', name));
  const curve = (kind: 'adstock' | 'saturation'): number[][] => {
    // parameter by parameter, then channel by channel: alpha[1], alpha[2], …, as the reference problems name them
    const places: number[][] = data.channels.map(() => []);
    const names = data.channels.map((channel) => curveParameterNames(channel)[kind]);
    for (const name of new Set(names.flat())) {
      data.channels.forEach((channel, m) => {
        const j = names[m]!.indexOf(name);
        if (j >= 0) places[m]![j] = add(name, channel.name);
      });
    }
    return places;
  };
  const layout = {
    intercept,
    beta,
    adstock: curve('adstock'),
    saturation: curve('saturation'),
    gamma: data.columns.map(({ name }) => add('gamma', name)),
    sigma: add('sigma', ''),
  };
  return { ...data, parameters, layout };
}
