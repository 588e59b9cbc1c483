import { z } from 'zod';

/** Residuals resampled in blocks; `block` periods each, by default bootstrap/movingBlock.ts's rule. */
const bootstrapSchema = z.strictObject({
  /** replicates; below twenty a percentile says nothing */
  bootstrap: z.int().gte(20),
  block: z.int().gte(1).optional(),
});

/** How errors are found; spread into schemas, with `.refine(lagFits, lagMisfit)` behind. */
export const intervalSettings = {
  intervals: z.union([z.enum(['classical', 'hc3', 'newey-west']), bootstrapSchema]).default('classical'),
  /** periods of autocorrelation that Newey–West allows for; by default leastSquares/neweyWest.ts's rule */
  lag: z.int().gte(0).optional(),
};

/** A lag without Newey–West is a mistake. */
export const lagFits = ({ lag, intervals }: { readonly lag?: number | undefined; readonly intervals: unknown }) =>
  lag === undefined || intervals === 'newey-west';
export const lagMisfit = { path: ['lag'], message: 'only `intervals: newey-west` has a lag' };

export type IntervalSettings = z.infer<z.ZodObject<typeof intervalSettings>>;
