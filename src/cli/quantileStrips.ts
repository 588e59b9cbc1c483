import { decimalsFor, fixed } from './digits.ts';
import { percent } from './effectTable.ts';
import { table, width } from './table.ts';

/** Marks between the first and last quantile, between the second and fourth, and at the middle one. */
const [OUTER, INNER, MIDDLE] = ['─', '█', '┃'];
/** At a value beside the distribution. */
const TICK = '╵';
const WIDEST = 100;

/** Distributions on one axis: their quantiles in numbers, then as strips.
 *  @param shares five of them, ascending: ends, quartiles and median
 *  @param rows five finite values each; `mark` is a value to be shown beside them
 *  @param marked what the marks are; with it, marks stand under the strips, and the ends of the axis under all */
export function quantileStrips(
  shares: readonly number[],
  rows: readonly { readonly name: string; readonly values: readonly number[]; readonly mark?: number }[],
  marked?: string,
): string {
  const all = rows.flatMap(({ values, mark }) => (mark === undefined ? values : [...values, mark]));
  const decimals = decimalsFor(all);
  const numbers = table(
    [{ title: '' }, ...shares.map((p) => ({ title: percent(p), align: 'right' as const }))],
    rows.map(({ name, values }) => [name, ...values.map((x) => fixed(x, decimals))]),
  );
  const label = Math.max(...rows.map(({ name }) => width(name)));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const columns = WIDEST - label - 2;
  const at = (x: number) => (high > low ? Math.round(((columns - 1) * (x - low)) / (high - low)) : 0);
  const strips = rows.flatMap(({ name, values, mark }) => {
    const [first, lower, middle, upper, last] = values.map(at) as [number, number, number, number, number];
    const marks = Array.from({ length: columns }, (_, j) => {
      if (j === middle) return MIDDLE;
      if (j >= lower && j <= upper) return INNER;
      return j >= first && j <= last ? OUTER : ' ';
    });
    const strip = `${name.padEnd(label)}  ${marks.join('').trimEnd()}`;
    return mark === undefined ? [strip] : [strip, `${' '.repeat(label + 2 + at(mark))}${TICK}`];
  });
  if (marked === undefined) return [numbers, '', ...strips].join('\n');
  const [left, right] = [fixed(low, decimals), fixed(high, decimals)];
  const legend = `${TICK} ${marked}`;
  const gap = columns - left.length - right.length - width(legend);
  const axis = `${left}${' '.repeat(Math.max(1, Math.floor(gap / 2)))}${legend}${' '.repeat(Math.max(1, Math.ceil(gap / 2)))}${right}`;
  return [numbers, '', ...strips, `${' '.repeat(label + 2)}${axis}`].join('\n');
}
