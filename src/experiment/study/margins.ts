import { z } from 'zod';

/** Those of statistics.md §7. */
const defaults = {
  bias: 0.05,
  rmse_ratio: 1.05,
  coverage: 0.02,
  failures: 0.02,
  alpha: 0.05,
  multiplicity: 'holm',
} as const;

const positive = z.number().gt(0);

/** What is tolerated, and how it is tested. @see statistics.md §7 */
export const marginsSchema = z
  .strictObject({
    bias: positive.lt(10).default(defaults.bias).meta({ description: 'Share of the mean truth.' }),
    rmse_ratio: z
      .number()
      .gt(1)
      .default(defaults.rmse_ratio)
      .meta({ description: 'RMSE of the candidate over that of the baseline.' }),
    coverage: positive.lt(0.5).default(defaults.coverage).meta({ description: 'Loss of coverage, as a share.' }),
    failures: positive.lt(0.5).default(defaults.failures).meta({ description: 'More failed fits, as a share.' }),
    alpha: positive.lt(0.5).default(defaults.alpha).meta({ description: 'One-sided error of each decision.' }),
    multiplicity: z
      .enum(['holm', 'max-t'])
      .default(defaults.multiplicity)
      .meta({ description: 'How single questions are corrected for their number.' }),
  })
  .meta({ title: 'Plumbline margins', description: 'What `plumbline compare` tolerates.' });

export type Margins = z.output<typeof marginsSchema>;

export const defaultMargins: Margins = defaults;
