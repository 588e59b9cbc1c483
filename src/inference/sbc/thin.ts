/** Places of `count` draws, evenly spaced among `total`: ranks need draws that are nearly independent.
 *  @param total number of draws of all chains, taken one chain after another; at least `count` */
export function evenlySpaced(count: number, total: number): Int32Array {
  if (!(total >= count && count >= 1)) {
    throw new RangeError(`evenlySpaced: ${count} of ${total} draws; allowed is at least 1, and no more than there are`);
  }
  return Int32Array.from({ length: count }, (_, k) => Math.floor(((k + 0.5) * total) / count));
}
