import { formatProblem } from '../../core/errors.ts';
import type { PriorSpec } from '../../core/prior.ts';
import { makePrior, priorProblem } from '../../inference/priors/prior.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
import { curveParameterNames } from './model.ts';
import { baseName, unknownParameter } from './priors.ts';

type Range = readonly [lower: number, upper: number];

/** Where each kind of parameter must lie, by base name. */
function domains(curves: { readonly adstock: Adstock; readonly saturation: Saturation }): ReadonlyMap<string, Range> {
  const names = curveParameterNames(curves);
  const ranges = new Map<string, Range>([
    ['intercept', [-Infinity, Infinity]],
    ['beta', [-Infinity, Infinity]],
    ['gamma', [-Infinity, Infinity]],
    ['sigma', [0, Infinity]],
  ]);
  for (const kind of ['adstock', 'saturation'] as const) {
    curves[kind].parameters.forEach(({ lower, upper }, j) => {
      ranges.set(names[kind][j]!, [lower, upper]);
    });
  }
  return ranges;
}

/** What is wrong with a prior of this name (`alpha`, `alpha[tv]`) in a model with these curves: no such parameter, or mass
 *  where the parameter may not be. Null if nothing is; an impossible prior is somebody else's finding.
 *  @example priorDomainProblem('sigma', ['normal', 0, 1], curves) // 'normal has mass outside 0..Infinity, where sigma must lie; …' */
export function priorDomainProblem(
  name: string,
  spec: PriorSpec,
  curves: { readonly adstock: Adstock; readonly saturation: Saturation },
): string | null {
  const ranges = domains(curves);
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
