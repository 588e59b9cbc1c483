/** The testing kit: what other people's repositories hold their estimators to. Imports no test runner; fast-check is a peer.
 *  @see docs/testing.md */
export { InputError } from '../core/errors.ts';
export type { Estimand, EstimandKind } from '../dataset/estimand.ts';
export type { Dataset } from '../dataset/types.ts';
export type { Estimate, Estimator, FitRequest } from '../estimate/contract.ts';
export type { ChannelCurves } from '../media/types.ts';
export { parseScenario, type Scenario } from '../scenario/scenario.ts';
export { adstockCurves, curves, saturationCurves } from './arbitrary/curves.ts';
export { type DatasetOptions, datasets } from './arbitrary/datasets.ts';
export { type EstimateOptions, estimates } from './arbitrary/estimates.ts';
export { type GraphOptions, graphs } from './arbitrary/graphs.ts';
export type { ScenarioValues } from './arbitrary/scenarioDocument.ts';
export { type ScenarioOptions, scenarios } from './arbitrary/scenarios.ts';
export { type ContractOptions, contractDataset } from './contract/bench.ts';
export { type ContractReport, estimatorContract } from './contract/estimatorContract.ts';
export { toKeepTheContract } from './contract/toKeepTheContract.ts';
export type { LawResult } from './contract/types.ts';
export { matchers } from './matchers/matchers.ts';
export type { PlumblineMatchers } from './matchers/signatures.ts';
export { type NoWorseOptions, toBeNoWorseThan } from './matchers/toBeNoWorseThan.ts';
export { toBeUnbiased, type UnbiasedOptions } from './matchers/toBeUnbiased.ts';
export { type CoverOptions, toCoverNominally } from './matchers/toCoverNominally.ts';
export { toHaveUniformRanks } from './matchers/toHaveUniformRanks.ts';
export { type RecoverOptions, toRecoverRoas } from './matchers/toRecoverRoas.ts';
export type { MatcherResult } from './matchers/types.ts';
export type { TrialOptions } from './trial/options.ts';
export type { ScenarioLike } from './trial/scenarioFrom.ts';
export type { AnyEstimator, Subject } from './trial/subject.ts';
