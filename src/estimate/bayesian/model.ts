import type { PriorSpec } from '../../core/prior.ts';
import { makePrior, type Prior } from '../../inference/priors/prior.ts';
import { positive, type Transform, transformOnto } from '../../inference/transforms/transform.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
import { normal } from './errors/normal.ts';
import type { ErrorModel } from './errors/types.ts';
import type { ModelLift } from './lift/types.ts';
import type { CountedReturn } from './roas/countedReturn.ts';

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
  /** given where the channel's parameter is its ROAS, and β follows */
  readonly counted?: CountedReturn;
};

/** y_t = intercept + Σ_m β_m·f(a_{t,m}) + Σ_c γ_c·z_{t,c} + error_t, everything already scaled. */
export type MmmModel = {
  /** T values */
  readonly y: Float64Array;
  readonly history: number;
  readonly channels: readonly ModelChannel[];
  /** names and T values each: controls, trend, Fourier terms */
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[];
  readonly errors: ErrorModel;
  /** tests of channels' effects; left out: none */
  readonly lifts?: readonly ModelLift[];
  readonly parameters: readonly ModelParameter[];
  readonly layout: Layout;
};

/** One scalar parameter, its prior, and the map from the real line. */
export type ModelParameter = { readonly name: string; readonly prior: Prior; readonly transform: Transform };

/** Where each parameter stands in the vector. */
export type Layout = {
  readonly intercept: number;
  /** by channel: its β, or its ROAS where `counted` says what that is */
  readonly beta: readonly number[];
  /** by channel, then by parameter of the curve */
  readonly adstock: readonly (readonly number[])[];
  readonly saturation: readonly (readonly number[])[];
  /** by column */
  readonly gamma: readonly number[];
  /** the first parameter of the errors; their others follow it */
  readonly sigma: number;
};

/** The errors' own stretch of a vector of all parameters: a view, nothing is copied. */
export function errorParameters(
  { layout, errors }: Pick<MmmModel, 'layout' | 'errors'>,
  all: Float64Array,
): Float64Array {
  return all.subarray(layout.sigma, layout.sigma + errors.parameters.length);
}

/** The linear part: intercept, then columns, T values each, and where their coefficients stand. */
export function linearColumns({ y, columns, layout }: Pick<MmmModel, 'y' | 'columns' | 'layout'>): readonly {
  readonly place: number;
  readonly values: Float64Array;
}[] {
  return [
    { place: layout.intercept, values: new Float64Array(y.length).fill(1) },
    ...columns.map(({ values }, c) => ({ place: layout.gamma[c]!, values })),
  ];
}

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

/** The data often say little about a curve's parameter, least of all that it is not near 0. */
const ontoCurve = ([lower, upper]: readonly [number, number]): Transform =>
  lower === 0 && upper === Infinity ? positive : transformOnto([lower, upper]);

/** Lays out the parameters: intercept, β or ROAS, adstock parameters, saturation parameters, γ, σ and what
 *  else the errors have; each group channel by channel. Errors are normal unless given. */
export function buildModel(
  data: Pick<MmmModel, 'y' | 'history' | 'channels' | 'columns' | 'lifts'> & { readonly errors?: ErrorModel },
  priorOf: PriorLookup,
): MmmModel {
  const { errors = normal } = data;
  const parameters: ModelParameter[] = [];
  const add = (base: string, label: string, onto = transformOnto): number => {
    const name = label === '' ? base : `${base}[${label}]`;
    const prior = makePrior(priorOf(base, label), `priors.${name}`);
    return parameters.push({ name, prior, transform: onto(prior.support) }) - 1;
  };
  const intercept = add('intercept', '');
  const beta = data.channels.map(({ name, counted }) => add(counted === undefined ? 'beta' : 'roas', name));
  const curve = (kind: 'adstock' | 'saturation'): number[][] => {
    // parameter by parameter, then channel by channel: alpha[1], alpha[2], …, as the reference problems name them
    const places: number[][] = data.channels.map(() => []);
    const names = data.channels.map((channel) => curveParameterNames(channel)[kind]);
    for (const name of new Set(names.flat())) {
      data.channels.forEach((channel, m) => {
        const j = names[m]!.indexOf(name);
        if (j >= 0) places[m]![j] = add(name, channel.name, ontoCurve);
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
    sigma: errors.parameters.map(({ name }) => add(name, ''))[0]!,
  };
  return { ...data, errors, parameters, layout };
}
