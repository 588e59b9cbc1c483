import type { Dataset } from '../../dataset/types.ts';
import type { Effect, Estimate, FitRequest } from '../../estimate/contract.ts';

/** An estimate with numbers in it. */
export type Answered = Extract<Estimate, { readonly effects: readonly (Effect | null)[] }>;

/** The estimator on the bench: plain data, the answer to them, and a way to ask again on changed data. */
export type Bench = {
  readonly dataset: Dataset;
  readonly request: FitRequest;
  /** the answer to the plain data */
  readonly plain: Answered;
  /** Fits once more; what is thrown comes back as `error`, and what is no estimate as `invalid-output`.
   *  @param truthFactor the true effects times this, for estimators that are told them */
  readonly fit: (dataset: Dataset, estimands?: FitRequest['estimands'], truthFactor?: number) => Promise<Estimate>;
  readonly tolerance: number;
  /** told the truth: an oracle's noise is in units of the effect, whatever those of the data */
  readonly isOracle: boolean;
};

/** What every estimator owes. `check` says what is wrong, or nothing. */
export type Law = {
  readonly name: string;
  /** what must hold, in a sentence */
  readonly about: string;
  readonly check: (bench: Bench) => Promise<string | undefined>;
};

export type LawResult = {
  readonly law: string;
  readonly about: string;
  readonly pass: boolean;
  readonly message: string;
};
