import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { intervalSettings, lagFits, lagMisfit } from '../regression/intervalSettings.ts';

/** Settings of `ols`, as in YAML. All keys are one word, and parsing what was parsed changes nothing. */
export const olsSettingsSchema = z
  .strictObject({
    media: mediaSchema.default('default'),
    ...columnSettings,
    ...intervalSettings,
  })
  .refine(lagFits, lagMisfit);

export type OlsSettings = z.infer<typeof olsSettingsSchema>;
