import type { Estimand } from '../dataset/estimand.ts';

/** @see statistics.md §4 */
export const attemptStatuses = [
  'ok',
  'refused',
  'nonconverged',
  'error',
  'invalid-output',
  'timeout',
  'oom',
  'lost',
] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

/** What is kept of one effect: enough for every measure, without the draws. */
export type EffectScore = {
  readonly point: number;
  readonly se: number | null;
  /** [lower, upper] for each level of the study, same order */
  readonly intervals: readonly (readonly [number, number])[];
  readonly crps?: number;
  /** rank of the truth among the thinned draws, and how many there were */
  readonly rank?: readonly [rank: number, draws: number];
  /** Monte Carlo standard error of the point inside the fit */
  readonly mcse?: number;
};

/** The split that was decided on a fit, and what it costs. */
export type DecisionScore = {
  /** by channel, the multiple of its factual spend */
  readonly scales: Readonly<Record<string, number>>;
  /** true outcome lost against the best split, over all that media bring there; null where they bring nothing */
  readonly regret: number | null;
  /** share of the budget that stands elsewhere than at the best split */
  readonly misplaced: number;
  /** by channel, the sd of its scale over the best splits of the fit's draws */
  readonly spread?: Readonly<Record<string, number>>;
};

/** The best split of one dataset, and what rules that need no model lose against it. */
export type DecisionTruth = {
  readonly optimum: Readonly<Record<string, number>>;
  /** by rule; null where media bring nothing, or the rule has nothing to go by */
  readonly regret: Readonly<Record<string, number | null>>;
};

/** One attempt to fit one arm to one dataset. The truth is stored once a dataset, not here. */
export type Attempt = {
  /** unit id, hex */
  readonly unit: string;
  /** dataset digest, hex */
  readonly digest: string;
  readonly status: AttemptStatus;
  readonly reason?: string;
  /** one for each estimand of the cell, in its order; null where the fit gave none */
  readonly effects: readonly (EffectScore | null)[];
  readonly diagnostics: Readonly<Record<string, number>>;
  /** in a study of decisions, where the fit has response curves to decide on */
  readonly decision?: DecisionScore;
};

/** The truth of one dataset, for the same estimands in the same order. */
export type DatasetTruth = {
  readonly digest: string;
  readonly estimands: readonly Estimand[];
  readonly values: readonly (number | null)[];
  /** in a study of decisions */
  readonly decision?: DecisionTruth;
};

/** One paired row that the measures work on. */
export type ScoredReplicate = {
  readonly replicate: number;
  readonly digest: string;
  readonly truth: number | null;
  readonly status: AttemptStatus;
  readonly effect: EffectScore | null;
};

/** Does a fit aim at an estimand? `unknown` where no graph is given, as in a recorded world. */
export type Target = 'on' | 'off' | 'unknown';

export type FailurePolicy = 'as-analyzed' | 'strict' | 'strict-upper' | 'complete-case' | 'fallback';

/** One number with its Monte Carlo error. */
export type Performance = {
  readonly cell: string;
  readonly arm: string;
  readonly channel: string;
  readonly estimand: string;
  /** does the fit aim at this estimand? */
  readonly target: Target;
  readonly policy: FailurePolicy;
  readonly measure: string;
  /** interval level, where the measure has one */
  readonly level: number | null;
  readonly value: number | null;
  readonly mcse: number | null;
  /** a 95 % interval for the value where it is not value ± 1.96·mcse (Wilson, for shares) */
  readonly lower: number | null;
  readonly upper: number | null;
  /** replicates the number rests on */
  readonly n: number;
  /** attempts of this cell and arm that gave no answer where there is a truth to hold it against */
  readonly nFailed: number;
};
