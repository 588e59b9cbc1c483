import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { testCurves, testRequest } from '../testData.ts';
import { gradientBoosting } from './gradientBoosting.ts';
import { randomForest } from './randomForest.ts';

/** Both estimators. */
export const all = [randomForest, gradientBoosting] as unknown as readonly Estimator[];
export const each = all.map((estimator) => [estimator.id, estimator] as const);
/** The generating curves of `testDataset`. */
const given = { given: { tv: testCurves, radio: testCurves } };
/** A short run. */
export const small = { media: given, trees: 20, intervals: { bootstrap: 20 } };
const kinds: readonly EstimandKind[] = ['roas.total', 'contribution', 'mroas.total', 'roas.mediated'];
export const request = testRequest('tv', kinds, [4, 30], 3);

export function fit(estimator: Estimator, dataset: Dataset, over: object = {}, asked: FitRequest = request) {
  return estimator.fit(dataset, estimator.settingsSchema.parse({ ...small, ...over }), asked) as Estimate;
}
/** A fit that answers, by the contract. */
export function okFit(estimator: Estimator, dataset: Dataset, over: object = {}, asked: FitRequest = request) {
  const estimate = checkEstimate(fit(estimator, dataset, over, asked), asked, dataset.outcome.values.length);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}
