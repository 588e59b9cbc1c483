import { z } from 'zod';
import { kindOf, priorKinds } from './aimedEstimand.ts';

const positive = z.number().positive();

/** `truth` and `truth: 2` are filled in by a study, replicate by replicate: the estimator gets a number a channel. */
const center = z.union([
  positive,
  z.literal('truth').transform(() => ({ truth: 1 })),
  z.strictObject({ truth: positive }),
  z.record(z.string(), positive).refine((centers) => Object.keys(centers).length > 0, 'names no channel'),
]);

const estimand = z.string().refine((name) => kindOf(name) !== undefined, {
  error: ({ input }) => `a ROAS prior is on ${priorKinds.join(', ')}; received ${String(input)}`,
});

/** log ROAS ~ N(log center, base_sd²/strength), channel by channel: `strength` counts in units of the base prior's precision. */
export const roasPriorSchema = z.strictObject({
  /** sd of log ROAS at strength 1; 1 is a factor of 7 either way with 95 % */
  base_sd: positive.default(1),
  strength: positive.default(1),
  /** the prior median, in outcome units per unit of spend: for all channels, or by channel, the others keeping a prior on β */
  center,
  /** which ROAS: by default the first that is asked of the channel */
  estimand: z.union([estimand, z.record(z.string(), estimand)]).optional(),
});

export type RoasPrior = z.infer<typeof roasPriorSchema>;

/** Is the center still to be filled in? */
export function awaitsTruth(center: RoasPrior['center']): center is { truth: number } {
  return typeof center === 'object' && Object.keys(center).join() === 'truth';
}
