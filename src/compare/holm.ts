/** P-values adjusted by Holm's step-down method, in the order given: those ≤ α are rejected with a chance of at most α of
 *  one false rejection, whatever their dependence.
 *  @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 *  @see Holm (1979) */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((i, j) => p[i]! - p[j]!);
  const adjusted = new Array<number>(p.length);
  let highest = 0;
  for (const [rank, i] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (p.length - rank) * p[i]!));
    adjusted[i] = highest;
  }
  return adjusted;
}
