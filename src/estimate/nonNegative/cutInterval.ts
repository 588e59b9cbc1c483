import { studentTQuantile } from '../../core/distributions.ts';
import type { Sign } from '../../inference/nonNegative/signed.ts';
import type { Interval } from '../contract.ts';

/** The unrestricted interval b ± t·se, cut where the sign forbids. It holds a true coefficient that obeys its sign exactly
 *  when the whole one does, so it loses no coverage, at the boundary either. One that lies in the forbidden half
 *  altogether shrinks to 0. */
export function cutInterval(b: number, se: number, sign: Sign, level: number, df: number): Interval {
  const reach = studentTQuantile((1 + level) / 2, df) * se;
  const cut = (end: number) => (sign === 0 ? end : sign * Math.max(0, sign * end));
  return { level, lower: cut(b - reach), upper: cut(b + reach) };
}
