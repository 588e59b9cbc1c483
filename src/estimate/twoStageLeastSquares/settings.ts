import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { lagFits, lagMisfit } from '../regression/intervalSettings.ts';

/** Settings of `two-stage-least-squares`, as in YAML; parsing what was parsed changes nothing. */
export const twoStageLeastSquaresSettingsSchema = z
  .strictObject({
    /** for each channel that something hidden drives, the controls that move it and the outcome only through it */
    instruments: z
      .record(z.string(), z.array(z.string()).min(1))
      .refine((channels) => Object.keys(channels).length > 0, 'needs at least one channel: { tv: [airtime_price] }'),
    /** each instrument through the adstock of its channel, or as it is */
    instruments_as: z.enum(['carried', 'raw']).default('carried'),
    media: mediaSchema.default('default'),
    ...columnSettings,
    intercepts: z.enum(['geo', 'common']).optional(),
    intervals: z.enum(['classical', 'newey-west']).default('classical'),
    /** periods of autocorrelation that Newey–West allows for, 0 for none (HC1); by default leastSquares/neweyWest.ts's rule */
    lag: z.int().gte(0).optional(),
  })
  .refine(lagFits, lagMisfit);

export type TwoStageLeastSquaresSettings = z.infer<typeof twoStageLeastSquaresSettingsSchema>;
