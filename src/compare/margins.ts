import { z } from 'zod';

const positive = z.number().gt(0);

/** What is tolerated, and how it is tested. @see statistics.md §7 */
export const marginsSchema = z
  .strictObject({
    bias: positive.lt(10).default(0.05).meta({ description: 'Share of the mean truth.' }),
    rmse_ratio: z
      .number()
      .gt(1)
      .default(1.05)
      .meta({ description: 'RMSE of the candidate over that of the baseline.' }),
    coverage: positive.lt(0.5).default(0.02).meta({ description: 'Loss of coverage, as a share.' }),
    failures: positive.lt(0.5).default(0.02).meta({ description: 'More failed fits, as a share.' }),
    alpha: positive.lt(0.5).default(0.05).meta({ description: 'One-sided error of each decision.' }),
    multiplicity: z
      .enum(['holm', 'max-t'])
      .default('holm')
      .meta({ description: 'How single questions are corrected for their number.' }),
  })
  .meta({ title: 'Plumbline margins', description: 'What `plumbline compare` tolerates.' });

export type Margins = z.output<typeof marginsSchema>;

export const defaultMargins: Margins = marginsSchema.parse({});
