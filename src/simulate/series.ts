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

/** Σ_g population_g·series_g, in that order; one series of population 1 is itself. */
export function weightedSum(
  series: readonly Float64Array[],
  geos: readonly { readonly population: number }[],
): Float64Array {
  if (series.length === 1 && geos[0]!.population === 1) return series[0]!;
  const out = new Float64Array(series[0]!.length);
  for (let g = 0; g < series.length; g++) {
    const own = series[g]!;
    const { population } = geos[g]!;
    for (let t = 0; t < out.length; t++) out[t] = out[t]! + population * own[t]!;
  }
  return out;
}
