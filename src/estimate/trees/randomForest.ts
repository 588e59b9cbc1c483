import { randomForest as growForest } from '../../inference/trees/forest.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { fitTrees } from './fit.ts';
import { type RandomForestSettings, randomForestSettingsSchema } from './settings.ts';

/** Averaged regression trees on adstocked media; effects by prediction. @see docs/methods/random-forest.md */
export const randomForest: Estimator<RandomForestSettings> = {
  id: 'random-forest',
  about: 'random forest on adstocked media: ROAS by prediction with and without a channel, block-bootstrap intervals',
  settingsSchema: randomForestSettingsSchema,
  conditionsOn: singleEquationConditioning,
  fit: (dataset, settings, request): Estimate =>
    fitTrees(dataset, settings, request, (x, y, growth, stream) =>
      growForest(x, y, { ...growth, trees: settings.trees }, { rows: stream('rows'), features: stream('features') }),
    ),
};
