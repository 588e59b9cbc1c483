import type { LogDensity } from '../hmc/types.ts';

/** Pairs of steps that stand in for the Hessian: Nocedal & Wright find 3 to 20 to do. */
const MEMORY = 8;
/** A step is taken if it gains this share of what the slope promises (Armijo). */
const ENOUGH = 1e-4;
const HALVINGS = 20;

/** Climbs towards a maximum by limited-memory BFGS with backtracking. Stops at a gain too small to matter, at the budget, or
 *  where no step goes up; the point is then the best one seen.
 *  @param start n values where density and gradient are finite; not changed
 *  @param gain stop when a step gains less
 *  @see Nocedal & Wright (2006), algorithm 7.4 */
export function climb(
  density: LogDensity,
  start: Float64Array,
  { maxGradients, gain }: { readonly maxGradients: number; readonly gain: number },
): { readonly q: Float64Array; readonly gradients: number } {
  const n = start.length;
  let q = start.slice();
  let gradient = new Float64Array(n);
  let value = density(q, gradient);
  let gradients = 1;
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  while (gradients < maxGradients) {
    const direction = uphill(gradient, pairs);
    const slope = dot(direction, gradient);
    if (!(slope > 0)) break;
    // before there are pairs the gradient's length says nothing about the distance: go at most 1
    let length = pairs.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(slope));
    let next = q;
    const nextGradient = new Float64Array(n);
    let reached = Number.NaN;
    for (let halving = 0; halving < HALVINGS && gradients < maxGradients; halving++, length /= 2) {
      next = q.map((x, i) => x + length * direction[i]!);
      reached = density(next, nextGradient);
      gradients += 1;
      const finite = reached < Number.POSITIVE_INFINITY && nextGradient.every(Number.isFinite);
      if (finite && reached >= value + ENOUGH * length * slope) break;
      reached = Number.NaN;
    }
    if (Number.isNaN(reached)) break;
    const s = next.map((x, i) => x - q[i]!);
    const y = gradient.map((g, i) => g - nextGradient[i]!);
    const sy = dot(s, y);
    // only pairs with positive curvature keep the approximation positive definite
    if (sy > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) pairs.push({ s, y, rho: 1 / sy });
    if (pairs.length > MEMORY) pairs.shift();
    const gained = reached - value;
    [q, gradient, value] = [next, nextGradient, reached];
    if (gained < gain) break;
  }
  return { q, gradients };
}

/** The two-loop recursion: the inverse Hessian of −log density times its gradient. */
function uphill(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const r = gradient.slice();
  const weights = new Float64Array(pairs.length);
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { s, y, rho } = pairs[i]!;
    weights[i] = rho * dot(s, r);
    for (let j = 0; j < r.length; j++) r[j]! -= weights[i]! * y[j]!;
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let j = 0; j < r.length; j++) r[j]! *= scale;
  }
  for (let i = 0; i < pairs.length; i++) {
    const { s, y, rho } = pairs[i]!;
    const b = rho * dot(y, r);
    for (let j = 0; j < r.length; j++) r[j]! += (weights[i]! - b) * s[j]!;
  }
  return r;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
