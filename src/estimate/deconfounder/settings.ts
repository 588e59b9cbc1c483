import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { intervalSettings, lagFits, lagMisfit } from '../regression/intervalSettings.ts';

/** Settings of `deconfounder`, as in YAML. */
export const deconfounderSettingsSchema = z
  .strictObject({
    media: mediaSchema.default('default'),
    ...columnSettings,
    /** factors of the channels' joint spend: a number, or `checked`: the fewest, from one on, that pass the predictive check */
    factors: z.union([z.literal('checked'), z.int().gte(1)]).default('checked'),
    ...intervalSettings,
  })
  .refine(lagFits, lagMisfit);

export type DeconfounderSettings = z.infer<typeof deconfounderSettingsSchema>;
