import { bayesianMmm } from './bayesian/bayesianMmm.ts';
import type { Estimator } from './contract.ts';
import { elasticNet } from './elasticNet/elasticNet.ts';
import { ols } from './ols/ols.ts';
import { conjugate } from './oracle/conjugate.ts';
import { failing } from './oracle/failing.ts';
import { normal } from './oracle/normal.ts';
import { shifted } from './oracle/shifted.ts';
import { shrunk } from './oracle/shrunk.ts';
import { twoStageMediation } from './twoStage/twoStage.ts';

/** Forgets what an estimator's settings are made of: whoever calls it by id parses them with its own schema first. */
function anySettings<Settings>(estimator: Estimator<Settings>): Estimator {
  return estimator as unknown as Estimator;
}

/** Every estimator by id, as `use:` names it. `plumbline list`, the study schema and the contract tests come from here. */
export const estimators = {
  ols: anySettings(ols),
  'two-stage-mediation': anySettings(twoStageMediation),
  'elastic-net': anySettings(elasticNet),
  'bayesian-mmm': anySettings(bayesianMmm),
  'oracle-shifted': anySettings(shifted),
  'oracle-normal': anySettings(normal),
  'oracle-shrunk': anySettings(shrunk),
  'oracle-failing': anySettings(failing),
  'oracle-conjugate': anySettings(conjugate),
} as const satisfies Record<string, Estimator>;
