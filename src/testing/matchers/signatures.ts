import type { ContractOptions } from '../contract/bench.ts';
import type { TrialOptions } from '../trial/options.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import type { Subject } from '../trial/subject.ts';
import type { NoWorseOptions } from './toBeNoWorseThan.ts';
import type { UnbiasedOptions } from './toBeUnbiased.ts';
import type { CoverOptions } from './toCoverNominally.ts';
import type { RecoverOptions } from './toRecoverRoas.ts';

/** The matchers as they stand behind `expect(estimator)`. All of them are to be awaited. */
export type PlumblineMatchers = {
  /** The mean of estimate − truth is 0, or within a share of the truth, for every channel. */
  readonly toBeUnbiased: (scenario: ScenarioLike, options?: UnbiasedOptions) => Promise<void>;
  /** The share of intervals that hold the truth is their level, for every channel. */
  readonly toCoverNominally: (scenario: ScenarioLike, options?: CoverOptions) => Promise<void>;
  /** The ranks of the truth among the draws are uniform, for every channel. */
  readonly toHaveUniformRanks: (scenario: ScenarioLike, options?: TrialOptions) => Promise<void>;
  /** The root mean squared error is within a share of the truth, for every channel. */
  readonly toRecoverRoas: (scenario: ScenarioLike, options?: RecoverOptions) => Promise<void>;
  /** The loss is no more than a margin above that of another estimator on the same data. */
  readonly toBeNoWorseThan: (baseline: Subject, scenario: ScenarioLike, options?: NoWorseOptions) => Promise<void>;
  /** Every law of the estimator contract holds. */
  readonly toKeepTheContract: (options?: ContractOptions) => Promise<void>;
};
