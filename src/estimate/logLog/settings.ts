import { z } from 'zod';
import { logOutcomeSettings } from '../logLinear/settings.ts';
import { lagFits, lagMisfit } from '../regression/intervalSettings.ts';

/** Settings of `log-log`, as in YAML. */
export const logLogSettingsSchema = z
  .strictObject({
    ...logOutcomeSettings,
    /** κ in log(1 + a/κ), which makes a logarithm of spends that may be 0: a multiple of the channel's mean adstocked
     *  spend in the window, or channel by channel in units of spend. What media bring altogether hangs on it */
    offset: z.union([z.number().gt(0), z.record(z.string(), z.number().gt(0))]).default(1),
  })
  .refine(lagFits, lagMisfit);

export type LogLogSettings = z.infer<typeof logLogSettingsSchema>;
