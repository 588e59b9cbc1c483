import { InputError, type Problem } from '../../core/errors.ts';
import type { PriorSpec } from '../../core/prior.ts';
import { closest } from '../../core/spelling.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
import { errorModels } from './errors/registry.ts';
import type { ErrorModel } from './errors/types.ts';
import { curveParameterNames, type PriorLookup } from './model.ts';

/** Defaults on scaled data, those of the reference problems; parameters of curves and errors have theirs in their own files. */
const modelDefaults: Readonly<Record<string, PriorSpec>> = {
  intercept: ['normal', 0, 2],
  beta: ['half-normal', 2],
  gamma: ['normal', 0, 2],
  intercept_sd: ['half-normal', 1],
  beta_sd: ['half-normal', 1],
  gamma_sd: ['half-normal', 1],
  ...Object.fromEntries(
    Object.values<ErrorModel>(errorModels).flatMap(({ parameters }) =>
      parameters.map(({ name, prior }) => [name, prior]),
    ),
  ),
};

/** Looks up `alpha[tv]`, then `alpha`, then the default. */
export function priorLookup(
  given: Readonly<Record<string, PriorSpec>>,
  curves: { readonly adstock: Adstock; readonly saturation: Saturation },
): PriorLookup {
  const names = curveParameterNames(curves);
  const curveDefaults = new Map(
    (['adstock', 'saturation'] as const).flatMap((kind) =>
      curves[kind].parameters.map(({ prior }, j) => [names[kind][j]!, prior]),
    ),
  );
  return (base, label) =>
    given[`${base}[${label}]`] ?? given[base] ?? modelDefaults[base] ?? (curveDefaults.get(base) as PriorSpec);
}

/** A prior's name without its channel or control: `alpha[tv]` → `alpha`. */
export const baseName = (name: string): string => name.replace(/\[.*$/, '');

/** Message and guess for a prior on a parameter that the model does not have. */
export function unknownParameter(name: string, known: readonly string[]): Pick<Problem, 'message' | 'guess'> {
  const guess = closest(name, known);
  const message = `the model has no parameter of this name; it has ${known.join(', ')}`;
  return { message, ...(guess === undefined ? {} : { guess }) };
}

/** A prior on a parameter that the model does not have is a mistake, not a wish.
 *  @throws InputError with a guess for every unknown name */
export function checkPriorNames(given: Readonly<Record<string, PriorSpec>>, names: readonly string[]): void {
  const known = [...new Set(names.flatMap((name) => [name, baseName(name)]))];
  const problems = Object.keys(given).flatMap((name): Problem[] =>
    known.includes(name) ? [] : [{ path: `priors.${name}`, ...unknownParameter(name, known) }],
  );
  if (problems.length > 0) throw new InputError(problems);
}
