import { z } from 'zod';
import { makePrior } from '../../inference/priors/prior.ts';
import { convergenceSchema, priorSchema, samplerSchema } from '../bayesian/settings.ts';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';

/** Where coefficients are free to change: so many knots, or one about every so many periods. */
const knotsSchema = z.union([
  z.literal('quarterly'),
  z.strictObject({ count: z.int().min(2) }),
  z.strictObject({ every: z.number().min(1) }),
]);

/** Settings of `time-varying`, as in YAML. Parsing what was parsed changes nothing. */
export const timeVaryingSettingsSchema = z
  .strictObject({
    media: mediaSchema.default('default'),
    ...columnSettings,
    intercepts: z.enum(['geo', 'common']).optional(),
    knots: knotsSchema.default('quarterly'),
    /** how far a knot reaches: `triangular` draws straight lines between knots, `gaussian` a smooth curve */
    kernel: z.enum(['triangular', 'gaussian']).default('triangular'),
    /** half base of the triangle, sd of the bell, in distances between knots: below 1 there would be gaps between triangles */
    bandwidth: z.number().min(1).default(1),
    /** of `tau` (or `tau[<channel>]`), in units of ROAS a knot, and of `sigma`, in units of the outcome: positive laws */
    priors: z.record(z.string(), priorSchema).default({}),
    /** the sampler sees one axis a channel and one for the noise, and its draws of all else are exact: less is needed of it */
    sampler: samplerSchema
      .extend({
        warmup: z.int().min(20).default(100),
        draws: z.int().min(4).default(250),
        target_acceptance: z.number().gt(0).lt(1).default(0.8),
      })
      .prefault({}),
    convergence: convergenceSchema.prefault({}),
  })
  .superRefine(({ priors }, context) => {
    for (const [name, spec] of Object.entries(priors)) {
      const say = (message: string) => context.addIssue({ code: 'custom', path: ['priors', name], message });
      if (!/^(tau(\[.+\])?|sigma)$/.test(name)) say('no parameter with a prior; allowed: tau, tau[<channel>], sigma');
      else if (!(makePrior(spec).support[0] >= 0)) say(`${name} is positive, and ${spec[0]} is not`);
    }
  });

export type TimeVaryingSettings = z.infer<typeof timeVaryingSettingsSchema>;
