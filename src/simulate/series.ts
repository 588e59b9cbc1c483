/** Σ over from ≤ t < to, in that order. */
export function sumOver(series: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let t = from; t < to; t++) total += series[t]!;
  return total;
}

/** a − b from `from` on; 0 before. */
export function difference(a: Float64Array, b: Float64Array, from: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = from; t < out.length; t++) out[t] = a[t]! - b[t]!;
  return out;
}
