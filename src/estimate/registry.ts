import { bayesianMmm } from './bayesian/bayesianMmm.ts';
import { bayesianLinear } from './bayesianLinear/bayesianLinear.ts';
import { campaignHierarchy } from './campaignHierarchy/campaignHierarchy.ts';
import type { Estimator } from './contract.ts';
import { deconfounder } from './deconfounder/deconfounder.ts';
import { effectShareRidge } from './effectShareRidge/effectShareRidge.ts';
import { elasticNet } from './elasticNet/elasticNet.ts';
import { frontDoor } from './frontDoor/frontDoor.ts';
import { logLinear } from './logLinear/logLinear.ts';
import { logLog } from './logLog/logLog.ts';
import { modelAverage } from './modelAverage/modelAverage.ts';
import { nonNegative } from './nonNegative/nonNegative.ts';
import { ols } from './ols/ols.ts';
import { conjugate } from './oracle/conjugate.ts';
import { failing } from './oracle/failing.ts';
import { normal } from './oracle/normal.ts';
import { shifted } from './oracle/shifted.ts';
import { shrunk } from './oracle/shrunk.ts';
import { lasso, ridge } from './penalized/penalized.ts';
import { polynomial } from './polynomial/polynomial.ts';
import { timeVarying } from './timeVarying/timeVarying.ts';
import { gradientBoosting } from './trees/gradientBoosting.ts';
import { randomForest } from './trees/randomForest.ts';
import { twoStageMediation } from './twoStage/twoStage.ts';
import { twoStageLeastSquares } from './twoStageLeastSquares/twoStageLeastSquares.ts';

/** Forgets what an estimator's settings are made of: whoever calls it by id parses them with its own schema first. */
function anySettings<Settings>(estimator: Estimator<Settings>): Estimator {
  return estimator as unknown as Estimator;
}

/** Every estimator by id, as `use:` names it. `plumbline list`, the study schema and the contract tests come from here. */
export const estimators = {
  ols: anySettings(ols),
  'two-stage-mediation': anySettings(twoStageMediation),
  'front-door': anySettings(frontDoor),
  'two-stage-least-squares': anySettings(twoStageLeastSquares),
  deconfounder: anySettings(deconfounder),
  'elastic-net': anySettings(elasticNet),
  'effect-share-ridge': anySettings(effectShareRidge),
  ridge: anySettings(ridge),
  lasso: anySettings(lasso),
  'non-negative': anySettings(nonNegative),
  polynomial: anySettings(polynomial),
  'log-linear': anySettings(logLinear),
  'log-log': anySettings(logLog),
  'bayesian-linear': anySettings(bayesianLinear),
  'bayesian-mmm': anySettings(bayesianMmm),
  'model-average': anySettings(modelAverage),
  'random-forest': anySettings(randomForest),
  'gradient-boosting': anySettings(gradientBoosting),
  'campaign-hierarchy': anySettings(campaignHierarchy),
  'time-varying': anySettings(timeVarying),
  'oracle-shifted': anySettings(shifted),
  'oracle-normal': anySettings(normal),
  'oracle-shrunk': anySettings(shrunk),
  'oracle-failing': anySettings(failing),
  'oracle-conjugate': anySettings(conjugate),
} as const satisfies Record<string, Estimator>;
