import { z } from 'zod';
import { makePrior } from '../../inference/priors/prior.ts';
import { convergenceSchema, priorSchema, samplerSchema } from '../bayesian/settings.ts';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';

/** Settings of `campaign-hierarchy`, as in YAML. Parsing what was parsed changes nothing. */
export const campaignSettingsSchema = z
  .strictObject({
    media: mediaSchema.default('default'),
    ...columnSettings,
    intercepts: z.enum(['geo', 'common']).optional(),
    /** campaigns by the channel that they are parts of; channels that are not named are their own parent */
    parents: z
      .record(z.string().min(1), z.array(z.string()).min(2))
      .refine((parents) => Object.keys(parents).length > 0, 'at least one parent with its campaigns'),
    /** `partial`: campaigns vary around their parent. `complete`: all have its ROAS. `none`: least squares, each by itself */
    pooling: z.enum(['partial', 'complete', 'none']).default('partial'),
    /** channels that others drive, each with its drivers: a driver's total effect comes from a fit without them */
    mediators: z.record(z.string(), z.array(z.string()).min(1)).default({}),
    /** of `spread` (or `spread[<parent>]`), in units of ROAS, and of `sigma`, in units of the outcome: positive laws */
    priors: z.record(z.string(), priorSchema).default({}),
    sampler: samplerSchema.prefault({}),
    convergence: convergenceSchema.prefault({}),
  })
  .superRefine(({ parents, priors, pooling }, context) => {
    const allowed = ['spread', 'sigma', ...Object.keys(parents).map((parent) => `spread[${parent}]`)];
    for (const [name, spec] of Object.entries(priors)) {
      const say = (message: string) => context.addIssue({ code: 'custom', path: ['priors', name], message });
      if (pooling !== 'partial') say(`only \`pooling: partial\` has priors`);
      else if (!allowed.includes(name)) say(`no parameter with a prior; allowed: ${allowed.join(', ')}`);
      else if (!(makePrior(spec).support[0] >= 0)) say(`${name} is positive, and ${spec[0]} is not`);
    }
  });

export type CampaignSettings = z.infer<typeof campaignSettingsSchema>;
