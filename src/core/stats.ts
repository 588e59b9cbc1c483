/** Sums in a fixed order: index 0 to n − 1, one accumulator, so the same bits come out everywhere. */
export function sum(x: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i]!;
  return total;
}

/** Arithmetic mean; NaN if `x` is empty. */
export function mean(x: ArrayLike<number>): number {
  return sum(x) / x.length;
}

/** Sample variance with n − 1, by two passes; NaN if n < 2. */
export function variance(x: ArrayLike<number>): number {
  const n = x.length;
  if (n < 2) return Number.NaN;
  const center = mean(x);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (x[i]! - center) * (x[i]! - center);
  return squares / (n - 1);
}

/** Sample standard deviation with n − 1; NaN if n < 2. */
export function sd(x: ArrayLike<number>): number {
  return Math.sqrt(variance(x));
}

/** A sorted copy; the argument stays as it is. NaN sorts last. */
export function sorted(x: ArrayLike<number>): Float64Array {
  return Float64Array.from(x).sort();
}

/** Quantile of values already in ascending order, linear between order statistics (Hyndman & Fan 1996, type 7; R's default).
 *  @param p in [0, 1]
 *  @returns NaN if `x` is empty or holds a NaN */
export function quantileSorted(x: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p = ${p}, allowed is 0 ≤ p ≤ 1`);
  // NaN sorts last, so the last value tells
  if (x.length === 0 || Number.isNaN(x[x.length - 1])) return Number.NaN;
  const position = p * (x.length - 1);
  const below = Math.floor(position);
  const low = x[below]!;
  const share = position - below;
  if (share === 0) return low;
  const high = x[below + 1]!;
  // rounding must not carry the result past the upper value
  return Math.min(high, low + share * (high - low));
}

/** Quantile, type 7. Sorts a copy: for several quantiles of one sample use `sorted` and `quantileSorted`. */
export function quantile(x: ArrayLike<number>, p: number): number {
  return quantileSorted(sorted(x), p);
}

/** Median: the mean of the two middle values when n is even. */
export function median(x: ArrayLike<number>): number {
  return quantile(x, 0.5);
}

/** Pearson's correlation; null where one side does not vary, or is too short to.
 *  @param y as long as `x` */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const [mx, my] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]! - mx, y[i]! - my];
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  // rounding of the sum can carry it past 1
  return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : null;
}
