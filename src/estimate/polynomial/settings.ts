import { z } from 'zod';
import { olsSettingsSchema } from '../ols/settings.ts';
import { lagFits, lagMisfit } from '../regression/intervalSettings.ts';

/** Settings of `polynomial`, as in YAML: those of `ols`, and the degree. */
export const polynomialSettingsSchema = z
  .strictObject({
    ...olsSettingsSchema.shape,
    /** of each channel's polynomial. Beyond 5 the powers of a series that stays near its mean cannot be told apart */
    degree: z.int().gte(1).lte(5).default(2),
  })
  .refine(lagFits, lagMisfit);

export type PolynomialSettings = z.infer<typeof polynomialSettingsSchema>;
