import { studentTQuantile } from '../../core/distributions.ts';

/** A coefficient by least squares, with its classical standard error. */
export type Regressed = { readonly estimate: number; readonly se: number; readonly df: number };

/** How strong a confounder that nobody recorded is supposed to be. */
export type ConfounderStrength = {
  /** R²_{Y~Z|D,X}: share of the outcome's variance, left by the regressors and the channel, that it explains; 0..1 */
  readonly outcome: number;
  /** R²_{D~Z|X}: share of the channel's variance, left by the other regressors, that it explains; 0..1, less than 1 */
  readonly channel: number;
};

/** Partial R² of a regressor with the outcome: t²/(t² + df).
 *  @see Cinelli & Hazlett (2020), JRSS B 82, §4.1 */
export function partialR2(t: number, df: number): number {
  return (t * t) / (t * t + df);
}

/** The share of the residual variance of both outcome and channel that a confounder has to explain to take 100·q % of the
 *  estimate away, RV_q; with a level, to take so much of it that its interval at that level holds the rest, RV_{q,α}. 0 where the
 *  interval does so already.
 *  @param q share of the estimate, greater than 0
 *  @see Cinelli & Hazlett (2020), §4.1; the case of an extreme confounder, Cinelli & Hazlett (2025), as in sensemakr */
export function robustnessValue(t: number, df: number, q: number, level?: number): number {
  const critical = level === undefined ? 0 : studentTQuantile((1 + level) / 2, df - 1) / Math.sqrt(df - 1);
  const f = (q * Math.abs(t)) / Math.sqrt(df);
  const beyond = f - critical;
  if (beyond <= 0) return 0;
  // the interval shrinks as the confounder explains the outcome: then the whole of it is not the worst
  if (critical > 0 && f > 1 / critical) return (f * f - critical * critical) / (1 + f * f);
  const squared = beyond * beyond;
  return (Math.sqrt(squared * squared + 4 * squared) - squared) / 2;
}

/** Size of the bias that such a confounder makes: se·√df·√(R²_{Y~Z|D,X}·R²_{D~Z|X}/(1 − R²_{D~Z|X})). For one confounder that
 *  enters linearly it is the bias, not a bound.
 *  @see Cinelli & Hazlett (2020), eq. 13 */
export function confoundingBias({ se, df }: Pick<Regressed, 'se' | 'df'>, { outcome, channel }: ConfounderStrength) {
  return se * Math.sqrt(df) * Math.sqrt((outcome * channel) / (1 - channel));
}

/** What the regression would have answered with the confounder in it, if it pulled the estimate away from 0 (towards it:
 *  `direction` −1). One degree of freedom goes to the confounder.
 *  @see Cinelli & Hazlett (2020), eqs. 12 and 13 */
export function adjustedFor(regressed: Regressed, strength: ConfounderStrength, direction: 1 | -1 = 1): Regressed {
  const { estimate, se, df } = regressed;
  const sign = estimate < 0 ? -1 : 1;
  const { outcome, channel } = strength;
  return {
    estimate: estimate - direction * sign * confoundingBias(regressed, strength),
    se: se * Math.sqrt(((1 - outcome) / (1 - channel)) * (df / (df - 1))),
    df: df - 1,
  };
}

/** How strong a confounder is that is `times` as strong as a regressor that is there, seen from the other regressors: as related
 *  to the channel, and to the outcome given the channel.
 *  @param like partial R² of that regressor with the outcome and with the channel
 *  @returns null where no confounder can be so strong
 *  @see Cinelli & Hazlett (2020), §4.4 and appendix B */
export function timesAsStrong({ outcome, channel }: ConfounderStrength, times: number): ConfounderStrength | null {
  const ofChannel = times * (channel / (1 - channel));
  if (!(ofChannel < 1)) return null;
  // what the two share given the channel, which both drive
  const shared = (times * channel * channel) / ((1 - times * channel) * (1 - channel));
  if (!(shared < 1)) return null;
  const ratio = (Math.sqrt(times) + Math.sqrt(shared)) / Math.sqrt(1 - shared);
  const ofOutcome = ratio * ratio * (outcome / (1 - outcome));
  return ofOutcome <= 1 ? { outcome: ofOutcome, channel: ofChannel } : null;
}
