import type { Estimate, Parameter } from '../../estimate/contract.ts';
import type { PlannedArm } from '../../experiment/plan/types.ts';
import { saturations } from '../../media/registry.ts';
import type { Saturation, SaturationSpec } from '../../media/types.ts';
import type { World } from '../../scenario/world.ts';
import { longRun } from './trueCurve.ts';

type Answered = Extract<Estimate, { readonly parameters: readonly Parameter[] }>;

/** The curve that a fit's own parameters draw for a channel, in the long run; null where they do not say.
 *  @param most largest spend of the channel, which `bayesian-mmm` scales by */
export function estimatedCurve(
  { use, told, settings }: Pick<PlannedArm, 'use' | 'told' | 'settings'>,
  estimate: Answered,
  world: World,
  channel: string,
  spend: Float64Array,
  most: number,
): readonly number[] | null {
  const values = new Map(estimate.parameters.map(({ name, value }) => [name, value]));
  if (use === 'bayesian-mmm') return bayesianCurve(settings, estimate, values, channel, spend, most);
  const effect = values.get(channel);
  if (effect === undefined || (use !== 'ols' && use !== 'elastic-net')) return null;
  if (told?.includes('curves')) {
    const terms = world.nodes.find(({ name }) => name === world.outcome)!.terms;
    const term = terms.find(({ from }) => from === channel);
    return term === undefined ? null : longRun(spend, term.adstock, term.saturation, effect);
  }
  const saturation = namedSaturation(values, (curve, name) => `${channel}.saturation.${curve}.${name}`);
  return saturation === undefined ? null : longRun(spend, null, saturation, effect);
}

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
  return longRun(
    spend.map((x) => x / most),
    null,
    spec,
    beta * scale,
  );
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
