import { InputError } from '../../core/errors.ts';

/** Errors below this share of the truth are rounding: an exact estimator is not biased by 1e-16. */
export const ROUNDING = 1e-9;

/** A margin that was given, or its default. @throws InputError unless it is a number of 0 or more */
export function share(name: string, given: number | undefined, usual: number): number {
  const value = given ?? usual;
  if (value >= 0 && value < Infinity) return value;
  throw new InputError({ path: name, message: `received ${String(value)}; allowed is a number of 0 or more` });
}
