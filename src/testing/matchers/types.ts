import type { Replicate, Trial } from '../trial/trial.ts';

/** What `expect.extend` of vitest and of jest takes from a matcher. */
export type MatcherResult = { readonly pass: boolean; readonly message: () => string };

/** One thing that was tested on a sample. */
export type Check = {
  /** `tv roas.total[0..103+12]`, or what else it is about */
  readonly of: string;
  readonly p: number;
  /** in words and numbers */
  readonly measured: string;
  /** index of the cell's estimand, where it is about one */
  readonly estimand?: number;
  /** the replicate that is worst, where one is */
  readonly worst?: number;
};

/** Holds a sample against what is claimed. */
export type Judge = (rows: readonly Replicate[], trial: Trial) => readonly Check[];

/** What a matcher claims, in the words of its messages: `… is not unbiased`, `… is unbiased`. */
export type Claim = {
  readonly matcher: string;
  readonly claimed: string;
  readonly denied: string;
  readonly judge: Judge;
};
