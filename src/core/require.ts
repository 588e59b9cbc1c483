/** What numeric functions ask of their arguments; each refusal names the function, the argument and the value received. */

/** Refuses a parameter that is not a finite number above 0. */
export function requirePositive(where: string, name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${where}: ${name} = ${value}, allowed is a finite number above 0`);
  }
}

/** Refuses what is no probability, NaN included. */
export function requireProbability(where: string, name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${where}: ${name} = ${value}, allowed is 0 ≤ ${name} ≤ 1`);
}

/** Refuses NaN where a distribution function is evaluated: ±Infinity is a place, NaN is none. */
export function requireNumber(where: string, name: string, value: number): void {
  if (Number.isNaN(value)) throw new RangeError(`${where}: ${name} = NaN, allowed is any number`);
}
