import { pow } from '../../core/math.ts';
import type { saturations } from '../../media/registry.ts';

/** What becomes of a curve's numbers when exposure is counted in units s times as small, x → s·x. */
type Units = {
  /** power of s that each parameter is multiplied by */
  readonly parameters: readonly number[];
  /** power of s by which the value grows, at these parameters */
  readonly value: (p: readonly number[]) => number;
};

const bounded = (...parameters: readonly number[]): Units => ({ parameters, value: () => 0 });

const units = {
  none: { parameters: [], value: () => 1 },
  logistic: bounded(-1),
  hill: bounded(1, 0),
  exponential: bounded(-1),
  tanh: bounded(1),
  michaelis_menten: bounded(1),
  root: { parameters: [0], value: ([exponent]) => exponent! },
} as const satisfies Record<keyof typeof saturations, Units>;

/** Parameters of a response curve and the effect before it, found on exposure divided by `scale`, for exposure as it is:
 *  effect·f(x/scale; p) = effect'·f(x; p'). */
export function inOwnUnits(
  curve: string,
  p: readonly number[],
  effect: number,
  scale: number,
): { readonly parameters: readonly number[]; readonly effect: number } {
  const { parameters, value }: Units = units[curve as keyof typeof units];
  return { parameters: p.map((x, j) => x * pow(scale, parameters[j]!)), effect: effect / pow(scale, value(p)) };
}
