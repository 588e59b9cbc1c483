import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { heldOutSettings } from '../regression/heldOut.ts';
import { intervalSettings, lagFits, lagMisfit } from '../regression/intervalSettings.ts';
import { sensitivitySettings } from './sensitivitySettings.ts';

/** Settings of `ols`, as in YAML. All keys are one word, and parsing what was parsed changes nothing. */
export const olsSettingsSchema = z
  .strictObject({
    media: mediaSchema.default('default'),
    ...columnSettings,
    /** geo data only: an intercept a geo (default), or one in common, which is confounded wherever spend per head goes to
     *  geos that buy more anyway */
    intercepts: z.enum(['geo', 'common']).optional(),
    ...intervalSettings,
    /** accuracy on rows held out at random, among the diagnostics; left out: not looked at */
    ...heldOutSettings,
    /** robustness against hidden confounding, among the diagnostics; left out: not looked at */
    ...sensitivitySettings,
  })
  .refine(lagFits, lagMisfit);

export type OlsSettings = z.infer<typeof olsSettingsSchema>;
