/** Significant digits of the largest number of a table. */
const DIGITS = 4;
/** Beyond this a number is easier to read with an exponent, and the largest is as good as 0 beside others of its kind. */
const MOST_DECIMALS = 8;

/** Decimal places at which the largest of some numbers has four significant digits: a column has the same for all, so
 *  that points stand under each other and nothing is more exact than it has to be. NaN and ±∞ have no say.
 *  @example decimalsFor([93.4, 171.4]) // 1
 *  @example decimalsFor([7537, 16240]) // 0 */
export function decimalsFor(values: readonly (number | null | undefined)[]): number {
  const sizes = values.flatMap((x) => (typeof x === 'number' && Number.isFinite(x) ? [Math.abs(x)] : []));
  const largest = Math.max(0, ...sizes);
  if (largest === 0) return 0;
  // of the rounded number: 9.99996 is 10.00
  const scientific = largest.toExponential(DIGITS - 1);
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  return Math.min(MOST_DECIMALS, Math.max(0, DIGITS - 1 - exponent));
}

/** A number for people; a dash where there is none, no minus before 0.
 *  @example fixed(-0.0001, 2) // '0.00' */
export function fixed(x: number | null | undefined, decimals: number): string {
  if (x === null || x === undefined || !Number.isFinite(x)) return '–';
  return x.toFixed(decimals).replace(/^-(?=0(\.0*)?$)/, '');
}
