import { mean, sd } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { curveParameterNames } from '../../estimate/bayesian/model.ts';
import { type BayesianSettings, curvesOf } from '../../estimate/bayesian/settings.ts';
import type { Estimate } from '../../estimate/contract.ts';
import { exposure } from '../../estimate/media.ts';
import type { World } from '../../scenario/world.ts';
import { inOwnUnits } from './curveUnits.ts';
import { trueParameters } from './trueParameters.ts';

type Fit = Extract<Estimate, { readonly status: 'ok' | 'nonconverged' }>;

/** A fit's parameters under the names of the generating ones (trueParameters.ts) and in the data's units, those that the
 *  world has too; of a curve only where it is of the world's family, and an effect only behind such a response curve.
 *  @param use id of the estimator
 *  @param settings as the fit had them
 *  @see docs/methods/claims.md */
export function fittedParameters(
  use: string,
  settings: unknown,
  dataset: Dataset,
  world: World,
  fit: Fit,
): Readonly<Record<string, number>> {
  const found =
    use === 'bayesian-mmm' ? fromPosterior(settings as BayesianSettings, dataset, fit) : fromRegression(dataset, fit);
  const known = trueParameters(world);
  const families = familiesOf(world);
  return Object.fromEntries(
    found.flatMap(({ name, value, of, family }): [string, number][] => {
      const own = of === undefined ? undefined : families.get(of);
      const isComparable = own === undefined || family === undefined || own[family.kind] === family.curve;
      return Object.hasOwn(known, name) && isComparable ? [[name, value]] : [];
    }),
  );
}

type Found = {
  readonly name: string;
  readonly value: number;
  /** the channel, and the curve that the number belongs to */
  readonly of?: string;
  readonly family?: { readonly kind: 'adstock' | 'saturation'; readonly curve: string };
};

/** Curves by which each channel acts on the outcome. */
function familiesOf(world: World) {
  const outcome = world.nodes.find(({ name }) => name === world.outcome)!;
  return new Map(
    outcome.terms.map(({ from, adstock, saturation }) => [
      from,
      { adstock: adstock?.curve ?? 'none', saturation: saturation?.curve ?? 'none' },
    ]),
  );
}

/** Regressions report in the data's units: `intercept`, `trend`, `price`, `tv`, `tv.adstock.geometric.alpha`. */
function fromRegression({ channels }: Dataset, { parameters }: Fit): readonly Found[] {
  const saturationOf = new Map(
    parameters.flatMap(({ name }) => {
      const [, channel, curve] = /^(.+)\.saturation\.(\w+)\.\w+$/.exec(name) ?? [];
      return channel === undefined ? [] : [[channel, curve!] as const];
    }),
  );
  return parameters.map(({ name, value }): Found => {
    const [, of, kind, curve, own] = /^(.+)\.(adstock|saturation)\.(\w+)\.(\w+)$/.exec(name) ?? [];
    if (of !== undefined)
      return { name: `${of}.${kind}.${own}`, value, of, family: { kind: kind as 'adstock', curve: curve! } };
    if (name === 'intercept' || name === 'trend') return { name, value };
    const effect = { name: `${name}.effect`, value };
    if (!channels.some((channel) => channel.name === name)) return effect;
    return { ...effect, of: name, family: { kind: 'saturation', curve: saturationOf.get(name) ?? 'none' } };
  });
}

/** The posterior medians are of exposure and outcome divided by their largest values, and of controls centered and divided
 *  by their sd: docs/methods/bayesian-mmm.md. A median moves with a monotone change of units; only the intercept is moved by
 *  the medians of the controls' coefficients too. Panels have models of their own, and give nothing. */
function fromPosterior(
  settings: BayesianSettings,
  dataset: Dataset,
  { parameters, diagnostics }: Fit,
): readonly Found[] {
  if (dataset.geos.length > 1) return [];
  const median = new Map(parameters.map(({ name, value }) => [name, value]));
  const scale = diagnostics.outcome_scale!;
  const curves = curvesOf(settings);
  const names = curveParameterNames(curves);
  const channels = dataset.channels.flatMap((channel): Found[] => {
    const of = channel.name;
    const effect = median.get(`beta[${of}]`);
    if (effect === undefined) return [];
    const own = (base: string): number => median.get(`${base}[${of}]`)!;
    const largest = exposure(channel).window.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const response = inOwnUnits(curves.saturation.id, names.saturation.map(own), effect * scale, largest);
    const [adstock, saturation] = [
      { kind: 'adstock' as const, curve: curves.adstock.id },
      { kind: 'saturation' as const, curve: curves.saturation.id },
    ];
    return [
      { name: `${of}.effect`, value: response.effect, of, family: saturation },
      ...curves.adstock.parameters.map(
        ({ name }, j): Found => ({ name: `${of}.adstock.${name}`, value: own(names.adstock[j]!), of, family: adstock }),
      ),
      ...curves.saturation.parameters.map(
        ({ name }, j): Found => ({
          name: `${of}.saturation.${name}`,
          value: response.parameters[j]!,
          of,
          family: saturation,
        }),
      ),
    ];
  });
  const controls = dataset.controls.flatMap(({ name, values }) => {
    const gamma = median.get(`gamma[${name}]`);
    if (gamma === undefined) return [];
    const spread = sd(values);
    return [{ name: `${name}.effect`, value: (gamma * scale) / (spread > 0 ? spread : 1), center: mean(values) }];
  });
  const shift = controls.reduce((sum, { value, center }) => sum + value * center, 0);
  const slope = median.get('gamma[trend]');
  const [intercept, sigma] = [median.get('intercept'), median.get('sigma')];
  return [
    ...(intercept === undefined ? [] : [{ name: 'intercept', value: intercept * scale - shift }]),
    ...(slope === undefined ? [] : [{ name: 'trend', value: (slope * scale) / Math.max(1, dataset.periods - 1) }]),
    ...(sigma === undefined ? [] : [{ name: 'sigma', value: sigma * scale }]),
    ...controls,
    ...channels,
  ];
}
