import type { Performance } from './types.ts';

/** Stands for a value that is not defined. */
const missing = '–';

/** Beyond six decimals a number is easier to read with an exponent. */
const mostDecimals = 6;

/** No double has more to tell. */
const mostDigits = 16;

/** A value with its Monte Carlo error, which decides the digits: two significant ones for the error, and the value to
 *  the same place; digits before the point always stand. Without an error the value has three significant digits and says so by standing alone.
 *  @example formatScore(0.1234567, 0.0123) // '0.123 ± 0.012'
 *  @example formatScore(1234.5, 45)        // '1235 ± 45'
 *  @example formatScore(0.1234567, null)   // '0.123'
 *  @example formatScore(null, null)        // '–' */
export function formatScore(value: number | null, mcse: number | null): string {
  if (value === null) return missing;
  if (mcse === null || mcse <= roundingOf(value)) return significant(value, 3);
  const decimals = decimalsFor(mcse);
  return `${fixed(value, decimals)} ± ${fixed(mcse, decimals)}`;
}

/** One row of a table: the score, and Wilson's interval where the measure is a share, to the same place. An error of 0
 *  (a share of 0 or 1) leaves the digits to the width of that interval, which is about four errors.
 *  @example formatPerformance({ value: 0.95, mcse: 0.0097, lower: 0.927, upper: 0.966 }) // '0.9500 ± 0.0097 [0.9270, 0.9660]'
 *  @example formatPerformance({ value: 1, mcse: 0, lower: 0.963, upper: 1 })             // '1.0000 [0.9630, 1.0000]' */
export function formatPerformance(row: Pick<Performance, 'value' | 'mcse' | 'lower' | 'upper'>): string {
  const { value, mcse, lower, upper } = row;
  if (value === null || lower === null || upper === null) return formatScore(value, mcse);
  const error = mcse === null || mcse === 0 ? (upper - lower) / 4 : mcse;
  const decimals = decimalsFor(error);
  const head = mcse === null || mcse === 0 ? fixed(value, decimals) : formatScore(value, mcse);
  return `${head} [${fixed(lower, decimals)}, ${fixed(upper, decimals)}]`;
}

/** An error below a few thousand units in the last place is what rounding leaves of 0: estimates that are all 0 are off
 *  by −100 % of the truth each, but for the last bits. */
function roundingOf(value: number): number {
  return 1e-12 * Math.abs(value);
}

/** Decimal places at which the error has two significant digits, after rounding: 0.0996 is 0.10, two places. */
function decimalsFor(error: number): number {
  return Math.max(0, 1 - exponentOf(error.toExponential(1)));
}

function exponentOf(scientific: string): number {
  return Number(scientific.slice(scientific.indexOf('e') + 1));
}

function fixed(x: number, decimals: number): string {
  if (decimals <= mostDecimals) return unsigned(x.toFixed(decimals));
  const digits = decimals + exponentOf(x.toExponential());
  return x === 0 ? '0' : x.toExponential(Math.min(mostDigits, Math.max(0, digits)));
}

/** Three significant digits, without an exponent in the range people read. */
function significant(x: number, digits: number): string {
  if (x === 0) return '0';
  const exponent = exponentOf(x.toExponential(digits - 1));
  const decimals = digits - 1 - exponent;
  return decimals > mostDecimals ? x.toExponential(digits - 1) : unsigned(x.toFixed(Math.max(0, decimals)));
}

/** No minus before a number that rounds to zero. */
function unsigned(text: string): string {
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}
