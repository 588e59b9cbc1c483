import { normalCdf, normalQuantile } from '../../core/distributions.ts';
import { log } from '../../core/math.ts';
import { LOG_SQRT_2PI } from './normal.ts';
import type { PriorFamily } from './types.ts';

/** P(lower < X < upper), taken in the tail where the two are far out, so that no digits are lost. */
function mass([mean, sd, lower, upper]: readonly number[]): number {
  const a = (lower! - mean!) / sd!;
  const b = (upper! - mean!) / sd!;
  return a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);
}

export const truncatedNormal: PriorFamily = {
  id: 'truncated-normal',
  about: 'N(mean, sd) kept inside (lower, upper)',
  parameters: [
    { name: 'mean', positive: false },
    { name: 'sd', positive: true },
    { name: 'lower', positive: false, bound: true },
    { name: 'upper', positive: false, bound: true },
  ],
  impossible: (p) => {
    if (!(p[2]! < p[3]!)) return `lower ${p[2]} is not below upper ${p[3]}`;
    return mass(p) > 0 ? null : `no mass of N(${p[0]}, ${p[1]}) lies between ${p[2]} and ${p[3]}`;
  },
  support: ([, , lower, upper]) => [lower!, upper!],
  at: (p) => {
    const [m, precision] = [p[0]!, 1 / (p[1]! * p[1]!)];
    const constant = -log(p[1]!) - LOG_SQRT_2PI - log(mass(p));
    return {
      logDensity: (x) => constant - 0.5 * (x - m) * (x - m) * precision,
      derivative: (x) => (m - x) * precision,
    };
  },
  draw: (stream, p) => {
    const [mean, sd, lower, upper] = p as [number, number, number, number];
    const a = (lower - mean) / sd;
    const b = (upper - mean) / sd;
    // by the tail on the side of the truncation, as in `mass`
    const sign = a > 0 ? -1 : 1;
    const z = normalQuantile((a > 0 ? normalCdf(-b) : normalCdf(a)) + mass(p) * stream.uniform());
    return Math.min(upper, Math.max(lower, mean + sign * sd * z));
  },
};
