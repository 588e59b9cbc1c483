import { formatProblem } from '../../core/errors.ts';
import type { PriorSpec } from '../../core/prior.ts';
import { makePrior, priorProblem } from '../../inference/priors/prior.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
import { normal } from './errors/normal.ts';
import type { ErrorModel } from './errors/types.ts';
import { curveParameterNames } from './model.ts';
import { baseName, unknownParameter } from './priors.ts';

type Range = readonly [lower: number, upper: number];

/** What a model is put together from; errors are normal unless given. */
type Parts = { readonly adstock: Adstock; readonly saturation: Saturation; readonly errors?: ErrorModel };

/** Where each kind of parameter must lie, by base name. */
function domains(parts: Parts): ReadonlyMap<string, Range> {
  const names = curveParameterNames(parts);
  const ranges = new Map<string, Range>([
    ['intercept', [-Infinity, Infinity]],
    ['beta', [-Infinity, Infinity]],
    ['roas', [-Infinity, Infinity]],
    ['gamma', [-Infinity, Infinity]],
    ['intercept_sd', [0, Infinity]],
    ['beta_sd', [0, Infinity]],
    ['gamma_sd', [0, Infinity]],
  ]);
  for (const kind of ['adstock', 'saturation'] as const) {
    parts[kind].parameters.forEach(({ lower, upper }, j) => {
      ranges.set(names[kind][j]!, [lower, upper]);
    });
  }
  for (const { name, lower, upper } of (parts.errors ?? normal).parameters) ranges.set(name, [lower, upper]);
  return ranges;
}

/** What is wrong with a prior of this name (`alpha`, `alpha[tv]`) in a model of these parts: no such parameter, or mass
 *  where the parameter may not be. Null if nothing is; an impossible prior is somebody else's finding.
 *  @example priorDomainProblem('sigma', ['normal', 0, 1], parts) // 'normal has mass outside 0..Infinity, where sigma must lie; …' */
export function priorDomainProblem(name: string, spec: PriorSpec, parts: Parts): string | null {
  const ranges = domains(parts);
  const base = baseName(name);
  const range = ranges.get(base);
  if (range === undefined) {
    // zod has no place for a guess beside the message
    return formatProblem(unknownParameter(base, [...ranges.keys()]));
  }
  if (priorProblem(spec, '') !== null) return null;
  const [lower, upper] = makePrior(spec).support;
  if (lower >= range[0] && upper <= range[1]) return null;
  const inside = range[1] === Infinity ? 'half-normal, lognormal or gamma' : 'beta, uniform or truncated-normal';
  return `${spec[0]} has mass outside ${range[0]}..${range[1]}, where ${base} must lie; ${inside} can be kept inside`;
}
