import stdBetainc from '@stdlib/math/base/special/betainc/lib/index.js';
import stdBetaln from '@stdlib/math/base/special/betaln/lib/index.js';
import { exp, log, sigmoid, softplus } from '../math.ts';
import { requireNumber, requirePositive, requireProbability } from '../require.ts';
import { normalQuantile } from './normal.ts';

const betainc: (x: number, a: number, b: number, regularized: boolean, upper: boolean) => number =
  stdBetainc as unknown as typeof betainc;
const betaln: (a: number, b: number) => number = stdBetaln;

/** P(X ≤ x) for X ~ Beta(a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  requireNumber('betaCdf', 'x', x);
  requirePositive('betaCdf', 'a', a);
  requirePositive('betaCdf', 'b', b);
  if (x <= 0) return 0;
  return x >= 1 ? 1 : betainc(x, a, b, true, false);
}

/** x with P(X ≤ x) = p for X ~ Beta(a, b). */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability('betaQuantile', 'p', p);
  requirePositive('betaQuantile', 'a', a);
  requirePositive('betaQuantile', 'b', b);
  return p === 0 || p === 1 ? p : sigmoid(betaQuantileLogit(p, 1 - p, a, b));
}

/** log(x/(1 − x)) of that quantile: the logit keeps x and 1 − x both to full relative accuracy.
 *  @param p lower probability, 0 < p < 1
 *  @param q upper probability 1 − p, given apart so that neither is lost to rounding
 *  @param start where to begin, if the caller knows better */
export function betaQuantileLogit(p: number, q: number, a: number, b: number, start?: number): number {
  if (p <= q) return lowerQuantileLogit(p, a, b, start ?? startingLogit(p, a, b));
  return -lowerQuantileLogit(q, b, a, start === undefined ? startingLogit(q, b, a) : -start);
}

/** Newton on log F as a function of u = logit x, which is concave there, held inside a bracket that every value tightens. */
function lowerQuantileLogit(p: number, a: number, b: number, start: number): number {
  const logBeta = betaln(a, b);
  const target = log(p);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let u = start;
  // 2 to 8 steps from a fair start; 200 would be enough for bisection alone
  for (let step = 0; step < 200; step++) {
    const cdf = cdfAtLogit(u, a, b);
    if (cdf < p) low = u;
    else high = u;
    const slope = exp(-a * softplus(-u) - b * softplus(u) - logBeta) / cdf;
    let next = u - (log(cdf) - target) / slope;
    if (!(next > low && next < high)) next = between(low, high, u);
    if (Math.abs(next - u) <= 4e-16 * Math.max(1, Math.abs(next))) return next;
    u = next;
  }
  return u;
}

function cdfAtLogit(u: number, a: number, b: number): number {
  return u < 0 ? betainc(sigmoid(u), a, b, true, false) : betainc(sigmoid(-u), b, a, true, true);
}

/** For small shapes F(x) ≈ x^a/(a·B(a, b)) near 0, else logit X is close to normal. */
function startingLogit(p: number, a: number, b: number): number {
  const power = (log(p) + log(a) + betaln(a, b)) / a;
  if (a < 1 && power < -1) return power;
  // by the delta method at the mean
  return log(a / b) + normalQuantile(p) * Math.sqrt(1 / a + 1 / b);
}

function between(low: number, high: number, u: number): number {
  if (low === Number.NEGATIVE_INFINITY) return u - 1 - Math.abs(u);
  if (high === Number.POSITIVE_INFINITY) return u + 1 + Math.abs(u);
  return 0.5 * (low + high);
}
