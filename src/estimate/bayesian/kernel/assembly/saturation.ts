import { exp, log } from './elementary';
import { both, mulAdd, splat } from './lanes';

/* Every curve: f, ∂f/∂x and the derivatives in its parameters, of T × 2P values x ≥ 0; `p` holds arrays of 2P values. */

/** 1, 2, 1e-300, the largest double and its negative */
const CONSTANTS = memory.data<f64>([1.0, 2.0, 1e-300, f64.MAX_VALUE, -f64.MAX_VALUE]);
const ONE = CONSTANTS;
const TWO = CONSTANTS + 8;
const TINY = CONSTANTS + 16;
const LARGEST = CONSTANTS + 24;
const LOWEST = CONSTANTS + 32;

export function none(x: usize, T: i32, pairs: i32, p: usize, f: usize, fx: usize): void {
  const size = ((<usize>T) * (<usize>pairs)) << 4;
  memory.copy(f, x, size);
  for (let i: usize = 0; i < size; i += 16) v128.store(fx + i, both(ONE));
}

/** (1 − e)/(1 + e), e = e^(−λx). @param p λ */
export function logistic(x: usize, T: i32, pairs: i32, p: usize, f: usize, fx: usize, f1: usize): void {
  const row = (<usize>pairs) << 4;
  for (let at: usize = 0; at < row; at += 16) {
    const lambda = v128.load(p + at);
    for (let t = 0, i = at; t < T; t++, i += row) {
      const a = v128.load(x + i);
      const e = exp(f64x2.neg(f64x2.mul(lambda, a)));
      const inverse = f64x2.div(both(ONE), f64x2.add(both(ONE), e));
      const slope = f64x2.mul(f64x2.mul(both(TWO), e), f64x2.mul(inverse, inverse));
      v128.store(f + i, f64x2.mul(f64x2.sub(both(ONE), e), inverse));
      v128.store(fx + i, f64x2.mul(lambda, slope));
      v128.store(f1 + i, f64x2.mul(a, slope));
    }
  }
}

/** 1 − e^(−λx). @param p λ */
export function exponential(x: usize, T: i32, pairs: i32, p: usize, f: usize, fx: usize, f1: usize): void {
  const row = (<usize>pairs) << 4;
  for (let at: usize = 0; at < row; at += 16) {
    const lambda = v128.load(p + at);
    for (let t = 0, i = at; t < T; t++, i += row) {
      const a = v128.load(x + i);
      const e = exp(f64x2.neg(f64x2.mul(lambda, a)));
      v128.store(f + i, f64x2.sub(both(ONE), e));
      v128.store(fx + i, f64x2.mul(lambda, e));
      v128.store(f1 + i, f64x2.mul(a, e));
    }
  }
}

/** x/(λ + x). @param p λ */
export function michaelisMenten(x: usize, T: i32, pairs: i32, p: usize, f: usize, fx: usize, f1: usize): void {
  const row = (<usize>pairs) << 4;
  for (let at: usize = 0; at < row; at += 16) {
    const lambda = v128.load(p + at);
    for (let t = 0, i = at; t < T; t++, i += row) {
      const a = v128.load(x + i);
      const inverse = f64x2.div(both(ONE), f64x2.add(lambda, a));
      const value = f64x2.mul(a, inverse);
      v128.store(f + i, value);
      v128.store(fx + i, f64x2.mul(f64x2.mul(lambda, inverse), inverse));
      v128.store(f1 + i, f64x2.neg(f64x2.mul(value, inverse)));
    }
  }
}

/** x^p; where x is 0, as at 1e-300. @param p the exponent */
export function root(x: usize, T: i32, pairs: i32, p: usize, f: usize, fx: usize, f1: usize): void {
  const row = (<usize>pairs) << 4;
  for (let at: usize = 0; at < row; at += 16) {
    const power = v128.load(p + at);
    for (let t = 0, i = at; t < T; t++, i += row) {
      const given = v128.load(x + i);
      const positive = f64x2.gt(given, splat(0));
      const a = f64x2.pmax(given, both(TINY));
      const logA = log(a);
      const value = v128.and(exp(f64x2.mul(power, logA)), positive);
      v128.store(f + i, value);
      v128.store(fx + i, f64x2.pmin(f64x2.div(f64x2.mul(power, value), a), both(LARGEST)));
      v128.store(f1 + i, f64x2.mul(value, logA));
    }
  }
}

/** x^s/(x^s + κ^s) as 1/(1 + e^(−u)), u = s·ln(x/κ); where x is 0, as at 1e-300.
 *  @param p ln κ, 1/κ, s */
export function hill(x: usize, T: i32, pairs: i32, p: usize, f: usize, fx: usize, f1: usize, f2: usize): void {
  const row = (<usize>pairs) << 4;
  for (let at: usize = 0; at < row; at += 16) {
    const logKappa = v128.load(p + at);
    const inverseKappa = v128.load(p + row + at);
    const s = v128.load(p + 2 * row + at);
    for (let t = 0, i = at; t < T; t++, i += row) {
      const a = f64x2.pmax(v128.load(x + i), both(TINY));
      const logRatio = f64x2.sub(log(a), logKappa);
      const u = f64x2.mul(s, logRatio);
      const e = exp(f64x2.neg(f64x2.abs(u)));
      // one division for 1/(1 + e) and 1/a
      const sum = f64x2.add(both(ONE), e);
      const inverseProduct = f64x2.div(both(ONE), f64x2.mul(sum, a));
      const inverse = f64x2.mul(inverseProduct, a);
      const below = f64x2.mul(e, inverse);
      // df/du = f(1 − f)
      const density = f64x2.mul(below, inverse);
      const steep = f64x2.mul(s, density);
      v128.store(f + i, v128.bitselect(below, inverse, f64x2.lt(u, splat(0))));
      v128.store(fx + i, f64x2.pmin(f64x2.mul(steep, f64x2.mul(inverseProduct, sum)), both(LARGEST)));
      v128.store(f1 + i, f64x2.pmax(f64x2.neg(f64x2.mul(steep, inverseKappa)), both(LOWEST)));
      v128.store(f2 + i, f64x2.mul(density, logRatio));
    }
  }
}
