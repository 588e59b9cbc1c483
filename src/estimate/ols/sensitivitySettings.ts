import { z } from 'zod';

const share = z.number().gte(0).lt(1);

/** `sensitivity: { q: 1, level: 0.95 }`: how strong something hidden would have to be. Left out: not looked at. */
export const sensitivitySettings = {
  sensitivity: z
    .strictObject({
      /** share of the estimate that is to be taken away */
      q: z.number().gt(0).default(1),
      level: z.number().gt(0).lt(1).default(0.95),
      /** a supposed confounder, by its partial R² with the outcome and with a channel */
      confounder: z.strictObject({ outcome: z.number().gte(0).lte(1), channel: share }).optional(),
      /** controls of the equation to compare it with */
      benchmark: z.array(z.string()).default([]),
      /** a supposed confounder so many times as strong as each of those */
      times: z.number().gt(0).default(1),
    })
    .optional(),
};

export type SensitivitySettings = z.infer<z.ZodObject<typeof sensitivitySettings>>['sensitivity'];
