import { z } from 'zod';
import { kindOf, priorKinds } from '../bayesian/roas/aimedEstimand.ts';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { liftTestsSchema } from '../liftTests/settings.ts';

const positive = z.number().positive();

/** `truth` and `truth: 2` are filled in by a study, replicate by replicate: the estimator gets a number a channel. Unlike the
 *  lognormal prior of bayesian-mmm, a normal one may be centered on 0 or below. */
const center = z.union([
  z.number(),
  z.literal('truth').transform(() => ({ truth: 1 })),
  z.strictObject({ truth: positive }),
  z.record(z.string(), z.number()).refine((centers) => Object.keys(centers).length > 0, 'names no channel'),
]);

const estimand = z.string().refine((name) => kindOf(name) !== undefined, {
  error: ({ input }) => `a ROAS prior is on ${priorKinds.join(', ')}; received ${String(input)}`,
});

/** ROAS ~ N(center, base_sd²/strength), channel by channel. */
const roasPriorSchema = z.strictObject({
  /** sd of the ROAS at strength 1, in outcome units per unit of spend */
  base_sd: positive.default(1),
  strength: positive.default(1),
  center,
  /** which ROAS: by default the first that is asked of the channel */
  estimand: z.union([estimand, z.record(z.string(), estimand)]).optional(),
});

/** Settings of `bayesian-linear`, as in YAML. */
export const bayesianLinearSettingsSchema = z.strictObject({
  media: mediaSchema.default('default'),
  ...columnSettings,
  /** geo data only: an intercept a geo (default), or one in common */
  intercepts: z.enum(['geo', 'common']).optional(),
  /** σ² ~ df·sd²/χ²(df): a guess of the noise's sd, worth df observations. `residual` takes the guess from least squares */
  noise: z
    .strictObject({
      sd: z.union([positive, z.literal('residual')]).default('residual'),
      df: z.union([positive, z.literal('known')]).default(1),
    })
    .prefault({}),
  /** sd of every prior without a name of its own: what one sd of the column moves, in noise sds. Normal(0, 2.5 sd(y)/sd(x)) is
   *  rstanarm's default, and at an R² of .75 sd(y) is twice the noise's. Intercepts are flat */
  prior_sd: positive.default(5),
  /** normal priors of coefficients by column name: `tv`, `price`, `trend`, `sin_1`, `intercept` */
  priors: z.record(z.string(), z.strictObject({ mean: z.number().default(0), sd: positive })).default({}),
  /** a prior on every channel's ROAS, by strength and center, in place of one on its coefficient */
  roas_prior: roasPriorSchema.optional(),
  /** experiments that measured a channel's effect: rows beside the data */
  lift_tests: liftTestsSchema
    .superRefine((tests, context) => {
      const message = 'received prior; a test is an observation here, allowed is likelihood';
      for (const [i, { use }] of tests.entries())
        if (use === 'prior') context.addIssue({ code: 'custom', path: [i, 'use'], message });
    })
    .optional(),
  /** independent draws from the exact posterior, for curves, CRPS and ranks; no interval rests on them */
  draws: z.int().gte(1).default(1000),
});

export type BayesianLinearSettings = z.infer<typeof bayesianLinearSettingsSchema>;
