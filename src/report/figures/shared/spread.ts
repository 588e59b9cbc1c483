/** Heights of labels, as near to the wanted ones as a least distance and two bounds allow; in the order given.
 *  @example spread([10, 11, 40], 12, 0, 100) // [10, 22, 40] */
export function spread(wanted: readonly number[], least: number, low: number, high: number): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let floor = low;
  for (const i of order) {
    placed[i] = Math.max(wanted[i]!, floor);
    floor = placed[i]! + least;
  }
  let ceiling = high;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i]!, ceiling);
    ceiling = placed[i]! - least;
  }
  return placed;
}
