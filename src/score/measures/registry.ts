import { bias } from './bias.ts';
import { biasEliminatedCoverage } from './biasEliminatedCoverage.ts';
import { coverage } from './coverage.ts';
import { crpsMeasure } from './crps.ts';
import { empiricalSe } from './empiricalSe.ts';
import { exaggeration } from './exaggeration.ts';
import { intervalScore } from './intervalScore.ts';
import { mcmcErrorShare } from './mcmcErrorShare.ts';
import { meanEstimate } from './meanEstimate.ts';
import { meanTruth } from './meanTruth.ts';
import type { Measure } from './measure.ts';
import { modelSe } from './modelSe.ts';
import { modelSeRelativeError } from './modelSeRelativeError.ts';
import { mse } from './mse.ts';
import { noncoverageAbove } from './noncoverageAbove.ts';
import { noncoverageBelow } from './noncoverageBelow.ts';
import { relativeBias } from './relativeBias.ts';
import { rmse } from './rmse.ts';
import { signError } from './signError.ts';
import { width } from './width.ts';

/** Every measure of one arm, by id, in the order of performance.csv. @see statistics.md §3 */
export const measures = {
  mean_truth: meanTruth,
  mean_estimate: meanEstimate,
  bias,
  relative_bias: relativeBias,
  empirical_se: empiricalSe,
  mse,
  rmse,
  model_se: modelSe,
  model_se_relative_error: modelSeRelativeError,
  coverage,
  noncoverage_below: noncoverageBelow,
  noncoverage_above: noncoverageAbove,
  bias_eliminated_coverage: biasEliminatedCoverage,
  width,
  interval_score: intervalScore,
  crps: crpsMeasure,
  sign_error: signError,
  exaggeration,
  mcmc_error_share: mcmcErrorShare,
} as const satisfies Record<string, Measure>;
