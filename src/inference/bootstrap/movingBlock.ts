import type { Stream } from '../../core/random/stream.ts';

/** The block length that is taken where none is asked: the smallest whole b with b³ ≥ T. T^(1/3) is the rate of the best
 *  length for a variance (Hall, Horowitz & Jing 1995); the factor 1 is common and arbitrary. 5 at 104 periods.
 *  @see Künsch (1989), Annals of Statistics 17 */
export function defaultBlockLength(periods: number): number {
  let block = 1;
  while (block * block * block < periods) block += 1;
  return block;
}

/** Numbers of periods of one moving-block resample: blocks of consecutive periods from uniform starts 0..T − b, laid end
 *  to end and cut at T. One uniform a block.
 *  @param out T numbers are written here
 *  @see Künsch (1989); Liu & Singh (1992) */
export function movingBlockIndices(stream: Stream, periods: number, block: number, out: Int32Array): void {
  for (let at = 0; at < periods; at += block) {
    const start = Math.floor(stream.uniform() * (periods - block + 1));
    const end = Math.min(at + block, periods);
    for (let t = at; t < end; t++) out[t] = start + t - at;
  }
}

/** Expectation of a resampled series by position in the block: the mean of x over the T − b + 1 places which that position
 *  can come from. Periods near the ends are drawn less often, so it is not the plain mean; subtracting it makes
 *  resampled errors average 0 exactly.
 *  @param x one geo's T values
 *  @see Lahiri (2003), Resampling Methods for Dependent Data, §2.7 */
export function blockMeans(x: Float64Array, block: number): Float64Array {
  const places = x.length - block + 1;
  return Float64Array.from({ length: block }, (_, position) => {
    let total = 0;
    for (let start = 0; start < places; start++) total += x[start + position]!;
    return total / places;
  });
}
