import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { heldOutSettings } from '../regression/heldOut.ts';

/** Blocks of periods resampled with all that belongs to them; `block` periods each, by default bootstrap/movingBlock.ts's rule. */
const intervalsSchema = z.strictObject({
  /** refits; below twenty a percentile says nothing. Fifty cost as much as a second of a forest's fitting */
  bootstrap: z.int().gte(20).default(50),
  block: z.int().gte(1).optional(),
});

/** What the tree ensembles have in common. */
const treeSettings = {
  /** carryover alone is taken from it: the trees find the shape of the response */
  media: mediaSchema.default('default'),
  ...columnSettings,
  /** geo data only: a column that marks each geo, for trees to split on, or none */
  intercepts: z.enum(['geo', 'common']).optional(),
  /** share of the columns that vary which a split chooses among, drawn anew for each; 1 is scikit-learn's default, a third Breiman's */
  features: z.number().gt(0).lte(1).default(1),
  /** rows that a leaf has at least */
  min_leaf: z.int().gte(1).default(1),
  intervals: intervalsSchema.prefault({}),
  /** accuracy on rows held out at random, among the diagnostics; left out: not looked at */
  ...heldOutSettings,
};
const trees = z.int().gte(1).lte(10000).default(200);
const depth = z.union([z.literal('none'), z.int().gte(1)]);

/** Settings of `random-forest`, as in YAML. Trees grow to the end by default, as in scikit-learn and R's randomForest. */
export const randomForestSettingsSchema = z.strictObject({ ...treeSettings, trees, depth: depth.default('none') });

/** Settings of `gradient-boosting`, as in YAML. Depth and rate by default are scikit-learn's. */
export const gradientBoostingSettingsSchema = z.strictObject({
  ...treeSettings,
  trees,
  depth: depth.default(3),
  /** share of each tree's prediction that is added */
  learning_rate: z.number().gt(0).lte(1).default(0.1),
});

export type RandomForestSettings = z.infer<typeof randomForestSettingsSchema>;
export type GradientBoostingSettings = z.infer<typeof gradientBoostingSettingsSchema>;
export type TreeSettings = RandomForestSettings | GradientBoostingSettings;
