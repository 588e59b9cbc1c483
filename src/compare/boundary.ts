import { studentTCdf, studentTQuantile } from '../core/distributions.ts';
import { exp, log } from '../core/math.ts';
import type { Contrast } from './contrast.ts';

/** How far chance may carry an estimate. */
export type Boundary = {
  /** half-width of a one-sided bound at α; Infinity where there is too little to say */
  readonly radius: (contrast: Contrast, alpha: number) => number;
  /** one-sided p-value of "at most 0" */
  readonly p: (contrast: Contrast) => number;
  /** may the exact tests for shares be used, which hold for one look only? */
  readonly oneLook: boolean;
};

/** For a number of replicates that was fixed beforehand: Student's t. */
export const oneLook: Boundary = {
  oneLook: true,
  radius: ({ se, df }, alpha) => (df > 0 ? studentTQuantile(1 - alpha, df) * se : Number.POSITIVE_INFINITY),
  p: ({ estimate, se, df }) => {
    if (!(df > 0 && Number.isFinite(estimate) && Number.isFinite(se))) return 1;
    if (se === 0) return estimate > 0 ? 0 : 1;
    return studentTCdf(-estimate / se, df);
  },
};

/** Replicates below which no look is taken: the sequence is asymptotic. */
export const FIRST_LOOK = 100;

/** ρ² at which the sequence is tightest at the planned number of replicates.
 *  @see Waudby-Smith et al. (2021), Time-uniform central limit theory, appendix B.2 */
export function tunedRhoSquared(planned: number, alpha: number): number {
  const twice = -2 * log(alpha);
  return (twice + log(1 + twice)) / planned;
}

/** Half-width of an asymptotic confidence sequence: at every R ≥ 100 at once the mean is within it, but for a chance of α.
 *  s·√{2(Rρ² + 1)/(R²ρ²)·log(√(Rρ² + 1)/α)}
 *  @param s standard deviation of one replicate
 *  @see statistics.md §7; Waudby-Smith et al. (2021), theorem 2.2 */
export function sequenceRadius(s: number, replicates: number, alpha: number, rhoSquared: number): number {
  if (replicates < FIRST_LOOK) return Number.POSITIVE_INFINITY;
  const spread = replicates * rhoSquared + 1;
  return s * Math.sqrt(((2 * spread) / (replicates * replicates * rhoSquared)) * log(Math.sqrt(spread) / alpha));
}

/** For looking again and again as replicates come in. */
export function anytime(planned: number, alpha: number): Boundary {
  const rhoSquared = tunedRhoSquared(planned, alpha);
  const sd = ({ se, n }: Contrast): number => se * Math.sqrt(n);
  return {
    oneLook: false,
    radius: (contrast, level) => sequenceRadius(sd(contrast), contrast.n, level, rhoSquared),
    // the α at which the radius reaches down to 0
    p: (contrast) => {
      const { estimate, n } = contrast;
      if (n < FIRST_LOOK || !(estimate > 0 && Number.isFinite(estimate)) || Number.isNaN(sd(contrast))) return 1;
      const spread = n * rhoSquared + 1;
      const z = (estimate * n) / sd(contrast);
      return Math.min(1, Math.sqrt(spread) * exp(-(z * z * rhoSquared) / (2 * spread)));
    },
  };
}
