import { boostTrees } from '../../inference/trees/boost.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { fitTrees } from './fit.ts';
import { type GradientBoostingSettings, gradientBoostingSettingsSchema } from './settings.ts';

/** Boosted regression trees on adstocked media; effects by prediction. @see docs/methods/gradient-boosting.md */
export const gradientBoosting: Estimator<GradientBoostingSettings> = {
  id: 'gradient-boosting',
  about: 'boosted trees on adstocked media: ROAS by prediction with and without a channel, block-bootstrap intervals',
  settingsSchema: gradientBoostingSettingsSchema,
  conditionsOn: singleEquationConditioning,
  fit: (dataset, settings, request): Estimate =>
    fitTrees(dataset, settings, request, (x, y, growth, stream) => ({
      ensemble: boostTrees(
        x,
        y,
        { ...growth, trees: settings.trees, rate: settings.learning_rate },
        stream('features'),
      ),
    })),
};
