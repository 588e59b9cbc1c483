import type { EstimandKind } from '../../dataset/estimand.ts';

/** Everything the page shows, plain and serialisable: the page computes no estimate and reads no file. */
export type ReportData = {
  readonly study: StudyFacts;
  readonly cells: readonly Cell[];
  readonly arms: readonly Arm[];
  readonly worlds: readonly WorldFacts[];
  readonly performance: readonly PerformanceRow[];
  readonly estimates: readonly EstimateRow[];
  readonly differences: readonly DifferenceRow[];
  readonly failures: readonly FailureRow[];
  readonly fits: readonly FitRow[];
  readonly posteriors: readonly PosteriorFacts[];
  readonly ranks: readonly RankRow[];
  readonly units: readonly UnitRow[];
};

export type StudyFacts = {
  readonly name: string;
  readonly question: string | null;
  /** of the whole page in a sentence, from the numbers */
  readonly answer: string;
  readonly selfCheck: SelfCheckFacts | null;
  readonly seed: number;
  readonly levels: readonly number[];
  readonly complete: boolean;
  readonly attempts: number;
  readonly done: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** of the scorings of statistics.md §4 the one declared beforehand */
  readonly policy: string;
  readonly versions: Readonly<Record<string, string>>;
  /** the results folder as it was named to the command: what a replay command must say */
  readonly results: string;
  /** what was left out to keep the page small, in sentences: e.g. estimates of how many replicates are drawn */
  readonly notes: readonly string[];
};

export type SelfCheckFacts = {
  readonly checks: number;
  /** largest |z|; null where a check found no number to judge, and so failed */
  readonly worstZ: number | null;
  readonly limit: number;
  readonly passed: boolean;
  readonly replicates: number;
};

/** A world at a sample size. */
export type Cell = {
  readonly key: string;
  readonly scenario: string;
  readonly periods: number;
  /** what the study varied in it, by name: dials and other settings; the written value where it says nothing */
  readonly dials: Readonly<Record<string, number | string>>;
};

export type Arm = {
  readonly label: string;
  /** id in the registry of estimators, e.g. `bayesian-mmm` */
  readonly estimator: string;
  /** the name before its swept settings: arms of one family share a color */
  readonly family: string;
  /** swept settings by name, e.g. { strength: 4, center: 'truth×1' } */
  readonly swept: Readonly<Record<string, number | string>>;
};

/** One row of performance.csv. Numbers are full precision; null where there is none. */
export type PerformanceRow = {
  readonly cell: string;
  readonly scenario: string;
  readonly periods: number;
  readonly arm: string;
  /** `*` for all channels together */
  readonly channel: string;
  readonly estimand: string;
  readonly target: string;
  readonly identified: string;
  readonly policy: string;
  readonly measure: string;
  readonly level: number | null;
  readonly value: number | null;
  readonly mcse: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number;
  readonly nFailed: number;
};

/** One row of estimates.csv. */
export type EstimateRow = {
  readonly cell: string;
  readonly scenario: string;
  readonly periods: number;
  readonly arm: string;
  readonly replicate: number;
  readonly unit: string;
  readonly status: string;
  readonly channel: string;
  readonly estimand: string;
  readonly target: string;
  readonly truth: number | null;
  readonly point: number | null;
  readonly se: number | null;
  /** interval ends in the order of the study's levels */
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
};

/** Paired on replicates, arm a minus arm b. */
export type DifferenceRow = {
  readonly cell: string;
  readonly scenario: string;
  readonly periods: number;
  readonly armA: string;
  readonly armB: string;
  readonly channel: string;
  readonly estimand: string;
  readonly measure: string;
  readonly level: number | null;
  readonly value: number | null;
  readonly mcse: number | null;
  readonly n: number;
};

/** How an arm's fits in a cell ended. */
export type FailureRow = {
  readonly cell: string;
  readonly arm: string;
  readonly n: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** the commonest reason given, empty where none failed */
  readonly reason: string;
};

/** Cost and sampling quality of an arm's fits in a cell: means over its replicates, with their Monte Carlo errors. */
export type FitRow = {
  readonly cell: string;
  readonly arm: string;
  readonly n: number;
  readonly seconds: number;
  readonly secondsMcse: number | null;
  /** smallest effective sample size among what is reported, a fit; null for estimators without chains */
  readonly ess: number | null;
  readonly essMcse: number | null;
};

/** Fits of replicate 0 made again for the page: what a row does not hold. */
export type PosteriorFacts = {
  readonly cell: string;
  readonly arm: string;
  readonly replicate: number;
  readonly channels: readonly {
    readonly channel: string;
    readonly estimand: string;
    readonly truth: number;
    /** on a grid of ROAS; null where the arm has no prior on it or no draws */
    readonly grid: readonly number[];
    readonly prior: readonly number[] | null;
    readonly posterior: readonly number[] | null;
    readonly point: number;
    readonly interval: { readonly level: number; readonly lower: number; readonly upper: number } | null;
    /** response to spend a period: true and estimated, where the model has a curve */
    readonly curve: CurveFacts | null;
  }[];
};

/** Outcome a period in the long run at constant spend. */
export type CurveFacts = {
  readonly spend: readonly number[];
  readonly truth: readonly number[];
  readonly estimate: readonly number[] | null;
  readonly lower: readonly number[] | null;
  readonly upper: readonly number[] | null;
};

/** Ranks of a simulation-based calibration study. */
export type RankRow = {
  readonly arm: string;
  readonly parameter: string;
  readonly ranks: readonly number[];
  /** ranks run from 0 to this */
  readonly max: number;
  /** points at which the study compares them; divides max + 1 */
  readonly bins: number;
};

/** For each answer of an arm in a cell, the unit that a reader would look at first. */
export type UnitRow = {
  readonly cell: string;
  readonly arm: string;
  readonly channel: string;
  readonly estimand: string;
  /** id, or as many first digits as tell it apart */
  readonly unit: string;
  readonly replicate: number;
  /** of all replicates the farthest from the truth; where none answered, the first */
  readonly why: 'farthest' | 'first';
};

export type WorldFacts = {
  readonly scenario: string;
  /** the cell that all below is of */
  readonly cell: string;
  readonly about: string;
  /** names of the graph's nodes, and whether each is seen by an estimator */
  readonly nodes: readonly { readonly name: string; readonly role: string; readonly observed: boolean }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly lagged: boolean }[];
  readonly truths: readonly {
    readonly channel: string;
    readonly estimand: string;
    readonly kind: EstimandKind;
    readonly value: number;
  }[];
  readonly curves: readonly { readonly channel: string; readonly curve: CurveFacts }[];
  /** replicate 0 of the longest sample: outcome, spend, and each channel's true contribution */
  readonly series: {
    readonly periods: number;
    readonly outcome: readonly number[];
    readonly spend: readonly { readonly channel: string; readonly values: readonly number[] }[];
    readonly contributions: readonly { readonly channel: string; readonly values: readonly number[] }[];
  };
};
