import { both, mulAdd, splat } from './lanes';

/* A few axes over T periods, T even (a last 0 added): axis i stands at axes + 8·T·i. */

// @ts-ignore: decorator
@inline
function across(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** along_i = Σ_t axis_i,t·r_t. @returns Σ r² */
export function project(axes: usize, T: i32, rank: i32, r: usize, along: usize): f64 {
  const length = (<usize>T) << 3;
  let squares = splat(0);
  for (let t: usize = 0; t < length; t += 16) {
    const value = v128.load(r + t);
    squares = mulAdd(value, value, squares);
  }
  let axis = axes;
  let i = 0;
  for (; i + 1 < rank; i += 2, axis += 2 * length) {
    let first = splat(0);
    let second = splat(0);
    for (let t: usize = 0; t < length; t += 16) {
      const value = v128.load(r + t);
      first = mulAdd(v128.load(axis + t), value, first);
      second = mulAdd(v128.load(axis + length + t), value, second);
    }
    store<f64>(along + (<usize>i << 3), across(first));
    store<f64>(along + (<usize>(i + 1) << 3), across(second));
  }
  if (i < rank) {
    let sum = splat(0);
    for (let t: usize = 0; t < length; t += 16) sum = mulAdd(v128.load(axis + t), v128.load(r + t), sum);
    store<f64>(along + (<usize>i << 3), across(sum));
  }
  return across(squares);
}

/** out_t = scale·r_t − Σ_i weight_i·axis_i,t; `out` may be `r`. @returns Σ out² */
export function withdraw(axes: usize, T: i32, rank: i32, weight: usize, scale: f64, r: usize, out: usize): f64 {
  const length = (<usize>T) << 3;
  const times = splat(scale);
  let squares = splat(0);
  for (let t: usize = 0; t < length; t += 16) {
    let sum = f64x2.mul(times, v128.load(r + t));
    let axis = axes + t;
    for (let i = 0; i < rank; i++, axis += length) {
      sum = f64x2.sub(sum, f64x2.mul(both(weight + (<usize>i << 3)), v128.load(axis)));
    }
    v128.store(out + t, sum);
    squares = mulAdd(sum, sum, squares);
  }
  return across(squares);
}
