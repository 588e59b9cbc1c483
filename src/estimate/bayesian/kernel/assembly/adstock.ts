import { both, mulAdd, splat } from './lanes';

/** Geometric adstock of every channel: s_t = x_t + α·s_{t−1} − α^L·x_{t−L}, and its derivative in α beside it.
 *  @param x lead + T periods; before them 0
 *  @param reached T periods: 1, or 0 where the last L have no spend, and what is left is rounding
 *  @param p five arrays of 2P values: α, α^L, L·α^(L−1), 1/Σw, Σw′ where the weights are normalized; else 1 and 0 for the last two
 *  @param out, slope T periods: the adstocked series and ∂/∂α */
export function geometric(
  x: usize,
  reached: usize,
  lead: i32,
  T: i32,
  lags: i32,
  pairs: i32,
  p: usize,
  out: usize,
  slope: usize,
): void {
  const row = (<usize>pairs) << 4;
  const back = (<usize>lags) * row;
  for (let at: usize = 0; at < row; at += 16) {
    const alpha = v128.load(p + at);
    const power = v128.load(p + row + at);
    const powerSlope = v128.load(p + 2 * row + at);
    const scale = v128.load(p + 3 * row + at);
    const drift = v128.load(p + 4 * row + at);
    let stock = splat(0);
    let change = splat(0);
    let from = x + at;
    let to = at;
    for (let i = 0; i < lead + T; i++) {
      const leaving = i >= lags ? v128.load(from - back) : splat(0);
      change = mulAdd(alpha, change, f64x2.sub(stock, f64x2.mul(powerSlope, leaving)));
      stock = mulAdd(alpha, stock, f64x2.sub(v128.load(from), f64x2.mul(power, leaving)));
      from += row;
      if (i < lead) continue;
      const counts = f64x2.mul(v128.load(reached + to), scale);
      const value = f64x2.pmax(splat(0), f64x2.mul(stock, counts));
      v128.store(out + to, value);
      v128.store(slope + to, f64x2.mul(f64x2.sub(change, f64x2.mul(value, drift)), counts));
      to += row;
    }
  }
}

/** Any adstock by its weights: out_t = Σ_l w_l·x_{t−l}.
 *  @param w lags × 2P */
export function convolve(x: usize, lead: i32, T: i32, lags: i32, pairs: i32, w: usize, out: usize): void {
  const row = (<usize>pairs) << 4;
  for (let t = 0; t < T; t++) {
    const reach = min(lags, lead + t + 1);
    const last = x + (<usize>(lead + t)) * row;
    for (let at: usize = 0; at < row; at += 16) {
      let sum = splat(0);
      let from = last + at;
      let weight = w + at;
      for (let l = 0; l < reach; l++) {
        sum = mulAdd(v128.load(weight), v128.load(from), sum);
        from -= row;
        weight += row;
      }
      v128.store(out + (<usize>t) * row + at, sum);
    }
  }
}

/** The way back from the mean to the weights: out_l = Σ_t by_t·slope_t·x_{t−l}.
 *  @param by T values, the same for all channels
 *  @param slope T periods: ∂f/∂x at the adstocked series
 *  @param out lags × 2P */
export function correlate(x: usize, lead: i32, T: i32, lags: i32, pairs: i32, by: usize, slope: usize, out: usize): void {
  const row = (<usize>pairs) << 4;
  for (let l = 0; l < lags; l++) {
    const first = max(0, l - lead);
    for (let at: usize = 0; at < row; at += 16) {
      let sum = splat(0);
      let from = x + (<usize>(lead + first - l)) * row + at;
      let steep = slope + (<usize>first) * row + at;
      for (let t = first; t < T; t++) {
        sum = mulAdd(f64x2.mul(both(by + ((<usize>t) << 3)), v128.load(steep)), v128.load(from), sum);
        from += row;
        steep += row;
      }
      v128.store(out + (<usize>l) * row + at, sum);
    }
  }
}
