import type { Estimate, Parameter } from '../../estimate/contract.ts';
import type { PlannedArm } from '../../experiment/plan/types.ts';
import { saturations } from '../../media/registry.ts';
import type { ChannelCurves, Saturation, SaturationSpec } from '../../media/types.ts';
import { longRun } from './trueCurve.ts';

type Answered = Extract<Estimate, { readonly parameters: readonly Parameter[] }>;

/** The curve that a fit's own parameters draw for a channel, in the long run; null where they do not say.
 *  @param settings as the fit got them, the world's curves in place of `given: truth`
 *  @param most largest spend of the channel, which `bayesian-mmm` scales by */
export function estimatedCurve(
  { use, settings }: Pick<PlannedArm, 'use' | 'settings'>,
  estimate: Answered,
  channel: string,
  spend: Float64Array,
  most: number,
): readonly number[] | null {
  const values = new Map(estimate.parameters.map(({ name, value }) => [name, value]));
  if (use === 'bayesian-mmm') return bayesianCurve(settings, estimate, values, channel, spend, most);
  const effect = values.get(channel);
  if (effect === undefined || (use !== 'ols' && use !== 'elastic-net')) return null;
  const given = givenCurves(settings)?.[channel];
  if (given !== undefined) return longRun(spend, given, effect);
  const saturation = namedSaturation(values, (curve, name) => `${channel}.saturation.${curve}.${name}`);
  return saturation === undefined ? null : longRun(spend, { ...noCarryover, saturation }, effect);
}

/** Curves that the fit takes as known, by channel; those that it finds itself have carryover of weights that sum to one. */
function givenCurves(settings: unknown): Readonly<Record<string, ChannelCurves>> | undefined {
  const { media } = settings as {
    readonly media?: string | { readonly given: Readonly<Record<string, ChannelCurves>> };
  };
  return typeof media === 'object' ? media.given : undefined;
}

/** Of weights that sum to one the order makes no difference to constant spend. */
const noCarryover = { adstock: null, order: 'adstock-first' } as const;

/** Spend is scaled by its largest value, the outcome by `outcome_scale`; carryover of weights that sum to one does nothing
 *  to constant spend. */
function bayesianCurve(
  settings: unknown,
  { diagnostics }: Answered,
  values: ReadonlyMap<string, number>,
  channel: string,
  spend: Float64Array,
  most: number,
): readonly number[] | null {
  const { adstock, saturation } = settings as {
    readonly adstock: { readonly curve: string; readonly normalize?: boolean };
    readonly saturation: { readonly curve: string };
  };
  const beta = values.get(`beta[${channel}]`);
  const scale = diagnostics.outcome_scale;
  if (beta === undefined || scale === undefined || (adstock.curve !== 'none' && adstock.normalize !== true))
    return null;
  const curve = curveNamed(saturation.curve);
  const parameters = curve?.parameters.map(({ name }) => values.get(`${name}[${channel}]`));
  if (parameters === undefined || parameters.includes(undefined)) return null;
  const spec = { curve: saturation.curve, parameters: parameters as number[] };
  const scaled = spend.map((x) => x / most);
  return longRun(scaled, { ...noCarryover, saturation: spec }, beta * scale);
}

const curveNamed = (name: string): Saturation | undefined =>
  (saturations as Readonly<Record<string, Saturation>>)[name];

/** The saturation curve whose numbers are all among the parameters. */
function namedSaturation(
  values: ReadonlyMap<string, number>,
  nameOf: (curve: string, parameter: string) => string,
): SaturationSpec | undefined {
  for (const [curve, { parameters }] of Object.entries(saturations as Readonly<Record<string, Saturation>>)) {
    const found = parameters.map(({ name }) => values.get(nameOf(curve, name)));
    if (found.length > 0 && !found.includes(undefined)) return { curve, parameters: found as number[] };
  }
  return undefined;
}
