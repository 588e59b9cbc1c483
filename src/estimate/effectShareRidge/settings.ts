import { z } from 'zod';
import { columnSettings } from '../columns.ts';

/** Where a transform's parameter is looked for; both ends the same holds it. */
const range = (lower: number, upper: number, least: number, most: number) =>
  z
    .tuple([z.number().gte(least).lte(most), z.number().gte(least).lte(most)])
    .refine(([from, to]) => from <= to, 'the first is at most the second')
    .default([lower, upper]);

/** Robyn's own ranges, but for retention, which it has by kind of channel (0 to .3 online, .3 to .8 on television). */
const searchSchema = z.strictObject({
  /** of the geometric adstock */
  retention: range(0, 0.8, 0, 0.99),
  /** κ as a place between the window's least and largest adstocked spend */
  half_saturation: range(0.3, 1, 0.01, 10),
  /** of the Hill curve */
  slope: range(0.5, 3, 0.1, 10),
  /** ridge penalty, evenly by its logarithm: 1 halves the coefficient of a column by itself */
  penalty: range(0.001, 1, 1e-6, 1000),
});

const intervalsSchema = z.union([
  z.literal('models'),
  z.strictObject({ bootstrap: z.int().gte(20), block: z.int().gte(1).optional() }),
]);

/** Settings of `effect-share-ridge`, as in YAML. */
export const effectShareRidgeSettingsSchema = z
  .strictObject({
    ...columnSettings,
    /** geo data only: an intercept a geo (default), or one in common */
    intercepts: z.enum(['geo', 'common']).optional(),
    /** how much the distance of effect share from spend share counts against the prediction error: 0 is fit only, 1 share only.
     *  Robyn weighs both alike */
    share_weight: z.number().gte(0).lte(1).default(0.5),
    search: searchSchema.prefault({}),
    max_lag: z.int().gte(1).default(8),
    /** work budget: sets of transforms that are tried. Robyn's is 2,000 in each of 5 trials */
    candidates: z.int().gte(20).default(300),
    /** the best so many are averaged */
    models: z.int().gte(1).default(10),
    /** between the chosen models, as Robyn has them, or by residuals resampled with the transforms held */
    intervals: intervalsSchema.default('models'),
  })
  .superRefine(({ models, intervals, candidates }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (models > candidates) say('models', `${models} are more than the ${candidates} candidates`);
    if (models < 2 && intervals === 'models') say('intervals', 'one model has no spread; state { bootstrap: 200 }');
  });

export type EffectShareRidgeSettings = z.infer<typeof effectShareRidgeSettingsSchema>;
