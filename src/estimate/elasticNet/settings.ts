import { z } from 'zod';
import { defaultLimits } from '../../inference/coordinateDescent/types.ts';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { heldOutSettings } from '../regression/heldOut.ts';

const mixing = z.number().gte(0).lte(1);

/** Penalties tried for each mixing: evenly spaced by their logarithm, from the smallest that leaves every coefficient at 0
 *  down to `min_ratio` of it. A thousandth to a ten-thousandth is common; arbitrary. */
const penaltyGridSchema = z.strictObject({
  count: z.int().gte(2).default(100),
  min_ratio: z.number().gt(0).lt(1).default(1e-4),
});

const crossValidationSchema = z.strictObject({
  folds: z.int().gte(2).default(5),
  /** each block of periods is predicted from all before it */
  scheme: z.literal('expanding').default('expanding'),
});

/** Residuals resampled in blocks; `block` periods each, by default bootstrap/movingBlock.ts's rule. */
const intervalsSchema = z.strictObject({
  /** replicates; below twenty a percentile says nothing */
  bootstrap: z.int().gte(20).default(200),
  block: z.int().gte(1).optional(),
  /** is the penalty kept in each replicate, or chosen anew */
  select: z.enum(['once', 'inside']).default('once'),
});

/** Settings of `elastic-net`, as in YAML. Parsing what was parsed changes nothing. */
export const elasticNetSettingsSchema = z
  .strictObject({
    media: mediaSchema.default('default'),
    ...columnSettings,
    /** share of the absolute penalty, or shares to choose from: 1 is the lasso, 0 ridge */
    l1_ratio: z.union([mixing, z.array(mixing).min(1)]).default([0.1, 0.5, 0.9]),
    /** a grid, or penalties in units of the outcome's standard deviation */
    penalties: z.union([penaltyGridSchema, z.array(z.number().gt(0)).min(1)]).optional(),
    cross_validation: crossValidationSchema.optional(),
    /** one penalty, in the same units, instead of cross-validation */
    penalty: z.number().gt(0).optional(),
    /** intercepts never are; `channels` also leaves controls, trend and seasonality unpenalized */
    penalize: z.enum(['all', 'channels']).default('all'),
    /** of the channels */
    non_negative: z.boolean().default(false),
    intervals: intervalsSchema.prefault({}),
    /** accuracy on rows held out at random, among the diagnostics; left out: not looked at */
    ...heldOutSettings,
    /** work budget of one fit at one penalty */
    max_sweeps: z.int().gte(1).default(defaultLimits.maxSweeps),
  })
  .superRefine(fixedPenalty);

/** A penalty that is given is not looked for. */
export function fixedPenalty(
  settings: Readonly<Partial<Record<'penalty' | 'cross_validation' | 'penalties' | 'l1_ratio', unknown>>> & {
    readonly intervals: z.infer<typeof intervalsSchema>;
  },
  context: z.RefinementCtx,
): void {
  if (settings.penalty === undefined) return;
  const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (settings.cross_validation !== undefined) say(['cross_validation'], 'either this or a fixed `penalty`');
  if (settings.penalties !== undefined) say(['penalties'], 'either these or a fixed `penalty`');
  if (Array.isArray(settings.l1_ratio)) say(['l1_ratio'], 'a fixed `penalty` needs one number here');
  if (settings.intervals.select === 'inside') say(['intervals', 'select'], 'a fixed `penalty` is not selected');
}

export type ElasticNetSettings = z.infer<typeof elasticNetSettingsSchema>;

/** How the penalty is to be found: what was not said is by default. */
export function crossValidationOf({ l1_ratio, penalties, cross_validation }: ElasticNetSettings) {
  return {
    mixings: typeof l1_ratio === 'number' ? [l1_ratio] : l1_ratio,
    penalties: penalties ?? penaltyGridSchema.parse({}),
    folds: (cross_validation ?? crossValidationSchema.parse({})).folds,
  };
}
