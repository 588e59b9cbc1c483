import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { heldOutSettings } from '../regression/heldOut.ts';
import { intervalSettings, lagFits, lagMisfit } from '../regression/intervalSettings.ts';

/** What regressions of the log outcome have in common: the settings of `ols`, and controls by their logarithm. */
export const logOutcomeSettings = {
  media: mediaSchema.default('default'),
  ...columnSettings,
  intercepts: z.enum(['geo', 'common']).optional(),
  ...intervalSettings,
  ...heldOutSettings,
  /** controls that enter by their logarithm, so that their coefficient is an elasticity (price) */
  log_controls: z.array(z.string()).default([]),
};

/** Settings of `log-linear`, as in YAML. */
export const logLinearSettingsSchema = z.strictObject(logOutcomeSettings).refine(lagFits, lagMisfit);

export type LogLinearSettings = z.infer<typeof logLinearSettingsSchema>;
