import { both, mulAdd, splat } from './lanes';

/** mean_t += Σ_m β_m·f_{t,m}.
 *  @param f T × 2P values
 *  @param beta 2P values
 *  @param mean T values */
export function combine(f: usize, T: i32, pairs: i32, beta: usize, mean: usize): void {
  const row = (<usize>pairs) << 4;
  for (let t = 0; t < T; t++) {
    let sum = splat(0);
    for (let at: usize = 0; at < row; at += 16) sum = mulAdd(v128.load(beta + at), v128.load(f + at), sum);
    const to = mean + ((<usize>t) << 3);
    store<f64>(to, load<f64>(to) + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)));
    f += row;
  }
}

/** out_m = Σ_t by_t·f_{t,m}; even and odd periods apart, so that one sum need not wait for the other.
 *  @param by T values
 *  @param f T × 2P values */
export function total(f: usize, T: i32, pairs: i32, by: usize, out: usize): void {
  const row = (<usize>pairs) << 4;
  const stop = by + ((<usize>(T & ~1)) << 3);
  for (let at: usize = 0; at < row; at += 16) {
    let even = splat(0);
    let odd = splat(0);
    let i = f + at;
    let b = by;
    for (; b < stop; b += 16, i += 2 * row) {
      even = mulAdd(both(b), v128.load(i), even);
      odd = mulAdd(both(b + 8), v128.load(i + row), odd);
    }
    if (T & 1) even = mulAdd(both(b), v128.load(i), even);
    v128.store(out + at, f64x2.add(even, odd));
  }
}

/** out_m = Σ_t by_t·f_{t,m}·g_{t,m}. */
export function totalOfProduct(f: usize, g: usize, T: i32, pairs: i32, by: usize, out: usize): void {
  const row = (<usize>pairs) << 4;
  const stop = by + ((<usize>(T & ~1)) << 3);
  for (let at: usize = 0; at < row; at += 16) {
    let even = splat(0);
    let odd = splat(0);
    let i = at;
    let b = by;
    for (; b < stop; b += 16, i += 2 * row) {
      even = mulAdd(f64x2.mul(both(b), v128.load(f + i)), v128.load(g + i), even);
      odd = mulAdd(f64x2.mul(both(b + 8), v128.load(f + i + row)), v128.load(g + i + row), odd);
    }
    if (T & 1) even = mulAdd(f64x2.mul(both(b), v128.load(f + i)), v128.load(g + i), even);
    v128.store(out + at, f64x2.add(even, odd));
  }
}
