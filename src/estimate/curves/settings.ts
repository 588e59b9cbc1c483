import { z } from 'zod';
import { adstockSchema, adstockYaml, saturationSchema, saturationYaml } from '../../media/resolve.ts';
import type { AdstockSpec, ChannelCurves, SaturationSpec } from '../../media/types.ts';

/** A spec that was read before goes back to its YAML form, so that parsed settings can be parsed again. */
const isSpec = (value: unknown): boolean => typeof value === 'object' && value !== null && 'curve' in value;

/** One adstock with its numbers, `none` where left out. */
export const adstock = z.preprocess(
  (value) => (isSpec(value) ? adstockYaml(value as AdstockSpec) : (value ?? 'none')),
  adstockSchema,
);
const saturation = z.preprocess(
  (value) => (isSpec(value) ? saturationYaml(value as SaturationSpec) : (value ?? 'none')),
  saturationSchema,
);

/** One channel's curves with their numbers; what is left out is `none`.
 *  @example { adstock: { geometric: { alpha: 0.5 } }, saturation: { hill: { half_saturation: 50, slope: 1 } } } */
const channelCurvesSchema: z.ZodType<ChannelCurves> = z.strictObject({
  adstock,
  saturation,
  order: z.enum(['adstock-first', 'saturation-first']).default('adstock-first'),
});

/** Where an estimator's curves come from.
 *  - `default`: geometric adstock of retention .6, Hill saturation of slope 1 (curves/default.ts)
 *  - `searched`: retention and half-saturation by cross-validation (curves/searched.ts)
 *  - `given`: channel by channel; `truth` stands for the generating curves, which the experiment fills in */
export const mediaSchema = z.union([
  z.enum(['default', 'searched']),
  z.strictObject({ given: z.union([z.literal('truth'), z.record(z.string(), channelCurvesSchema)]) }),
]);

export type MediaSettings = z.infer<typeof mediaSchema>;
