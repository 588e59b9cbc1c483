import { InputError, type Problem } from '../../core/errors.ts';
import type { PriorSpec } from '../../core/prior.ts';
import type { Stream } from '../../core/random/stream.ts';
import { closest } from '../../core/spelling.ts';
import { priorFamilies } from './registry.ts';
import type { PriorFamily } from './types.ts';

/** A prior with its numbers filled in. */
export type Prior = {
  readonly family: string;
  /** in the family's order */
  readonly parameters: readonly number[];
  readonly support: readonly [lower: number, upper: number];
  readonly logDensity: (x: number) => number;
  readonly derivative: (x: number) => number;
  readonly draw: (stream: Stream) => number;
};

/** What is wrong with a prior as the user wrote it, or null. */
export function priorProblem(spec: PriorSpec, path: string): Problem | null {
  const [id, ...p] = spec;
  const known = Object.keys(priorFamilies);
  const family: PriorFamily | undefined = priorFamilies[id as keyof typeof priorFamilies];
  if (family === undefined) {
    const guess = closest(id, known);
    return { path, message: `unknown prior family "${id}"; known: ${known.join(', ')}`, ...(guess && { guess }) };
  }
  const names = family.parameters.map((parameter) => parameter.name).join(', ');
  if (p.length !== family.parameters.length) {
    return { path, message: `${id} takes ${family.parameters.length} numbers (${names}), got ${p.length}` };
  }
  for (const [j, { name, positive, bound }] of family.parameters.entries()) {
    const value = p[j]!;
    const allowed = bound ? !Number.isNaN(value) : Number.isFinite(value);
    if (!allowed || (positive && value <= 0)) {
      return { path, message: `${name} of ${id} must be a ${positive ? 'positive' : 'finite'} number, got ${value}` };
    }
  }
  const why = family.impossible?.(p) ?? null;
  return why === null ? null : { path, message: `impossible ${id} prior: ${why}` };
}

/** @throws InputError for an unknown family or impossible parameters */
export function makePrior(spec: PriorSpec, path = 'prior'): Prior {
  const problem = priorProblem(spec, path);
  if (problem !== null) throw new InputError(problem);
  const [id, ...p] = spec;
  const family: PriorFamily = priorFamilies[id as keyof typeof priorFamilies];
  return {
    family: id,
    parameters: p,
    support: family.support(p),
    ...family.at(p),
    draw: (stream) => family.draw(stream, p),
  };
}
