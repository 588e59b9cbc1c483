import type { Estimator } from '../../estimate/contract.ts';

/** Finds an estimator by its `use:`: an id of the registry, or a file of the user's.
 *  @throws InputError when there is none */
export type EstimatorSource = (use: string) => Promise<FoundEstimator>;

export type FoundEstimator = {
  readonly estimator: Estimator;
  /** SHA-256 of the file, for a user's own */
  readonly source?: string;
};
