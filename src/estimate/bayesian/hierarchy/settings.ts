import { z } from 'zod';

/** How effects vary over geos, and in which form they are sampled; for data with several geos. */
export const hierarchySettings = z.strictObject({
  /** law of a channel's effects over geos; `normal` lets them be negative, and is sampled in a few dimensions whatever the geos */
  effects: z.enum(['truncated-normal', 'normal']).default('truncated-normal'),
  /** the sampler's coordinates of truncated effects: `auto` weighs each geo's data against its population */
  centering: z.enum(['auto', 'centered', 'non-centered']).default('auto'),
});
