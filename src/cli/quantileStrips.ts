import { decimalsFor, fixed } from './digits.ts';
import { percent } from './effectTable.ts';
import { table, width } from './table.ts';

/** Marks between the first and last quantile, between the second and fourth, and at the middle one. */
const [OUTER, INNER, MIDDLE] = ['─', '█', '┃'];
const WIDEST = 100;

/** Distributions on one axis: their quantiles in numbers, then as strips.
 *  @param shares five of them, ascending: ends, quartiles and median
 *  @param rows five finite values each */
export function quantileStrips(
  shares: readonly number[],
  rows: readonly { readonly name: string; readonly values: readonly number[] }[],
): string {
  const all = rows.flatMap(({ values }) => values);
  const decimals = decimalsFor(all);
  const numbers = table(
    [{ title: '' }, ...shares.map((p) => ({ title: percent(p), align: 'right' as const }))],
    rows.map(({ name, values }) => [name, ...values.map((x) => fixed(x, decimals))]),
  );
  const label = Math.max(...rows.map(({ name }) => width(name)));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const columns = WIDEST - label - 2;
  const at = (x: number) => (high > low ? Math.round(((columns - 1) * (x - low)) / (high - low)) : 0);
  const strips = rows.map(({ name, values }) => {
    const [first, lower, middle, upper, last] = values.map(at) as [number, number, number, number, number];
    const marks = Array.from({ length: columns }, (_, j) => {
      if (j === middle) return MIDDLE;
      if (j >= lower && j <= upper) return INNER;
      return j >= first && j <= last ? OUTER : ' ';
    });
    return `${name.padEnd(label)}  ${marks.join('').trimEnd()}`;
  });
  return [numbers, '', ...strips].join('\n');
}
