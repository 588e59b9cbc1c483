import type { Column } from '../columns.ts';

/** Numbers of the columns that vary, by name: splits that tie are decided by draws, which must not depend on the order in
 *  which channels and controls are listed, nor on columns that cannot be split. All columns where none varies. */
export function canonicalOrder(columns: readonly Column[]): readonly number[] {
  const all = columns.map((_, j) => j).sort((a, b) => (columns[a]!.name < columns[b]!.name ? -1 : 1));
  const varying = all.filter((j) => columns[j]!.values.some((value) => value !== columns[j]!.values[0]));
  return varying.length > 0 ? varying : all;
}

/** Some columns of an n-row column-major matrix, in the order asked. */
export function takeColumns(x: Float64Array, n: number, order: readonly number[]): Float64Array {
  const out = new Float64Array(n * order.length);
  order.forEach((from, to) => {
    out.set(x.subarray(from * n, (from + 1) * n), to * n);
  });
  return out;
}
