import type { PrimaryPolicy } from '../score/policies/primary.ts';
import type { AttemptStatus, EffectScore } from '../score/types.ts';

/** One attempt with the truth of its dataset; truths and effects in the order of the arm's questions. */
export type ComparedRow = {
  readonly replicate: number;
  /** of the data, hex */
  readonly digest: string;
  readonly status: AttemptStatus;
  readonly truth: readonly (number | null)[];
  readonly effects: readonly (EffectScore | null)[];
  /** canonical JSON of the split that was decided on the fit; null where none was */
  readonly decision: string | null;
};

/** What is asked of a fit. */
export type Question = { readonly channel: string; readonly estimand: string };

/** One arm in one cell of one version. */
export type ComparedArm = {
  readonly cell: string;
  readonly arm: string;
  /** one at least */
  readonly questions: readonly Question[];
  /** names of the arms that answer where it fails, in order: policy `fallback` */
  readonly fallback?: readonly string[];
  /** in any order */
  readonly rows: () => Iterable<ComparedRow>;
};

/** The results of one version of the code, or of an estimator. */
export type Version = {
  /** names it in messages: its results folder */
  readonly label: string;
  readonly levels: readonly number[];
  /** how failed fits count, as its study declares; left out: as analyzed */
  readonly policy?: PrimaryPolicy;
  /** canonical JSON of what its study decides; left out where nothing is */
  readonly decision?: string;
  readonly arms: readonly ComparedArm[];
};

export type Verdict = 'pass' | 'regression' | 'inconclusive';

/** How far an arm in a cell had to be looked at: equal bit for bit; equal to 1e-9; equal within the Monte Carlo error of its
 *  chains; changed, so that losses are tested. @see statistics.md §7 */
export type Tier = 'identical' | 'T0' | 'T1' | 'T2';

export type EndpointMeasure = 'bias' | 'rmse_ratio' | 'coverage' | 'failures';

/** One quantity that was judged. */
export type Endpoint = {
  readonly measure: EndpointMeasure;
  readonly arm: string;
  /** `*` for the aggregate over cells; likewise channel and estimand */
  readonly cell: string;
  readonly channel: string;
  readonly estimand: string;
  readonly level: number | null;
  /** of the measure itself, in the units of the table: relative bias, RMSE over mean truth, share; null for want of one */
  readonly baseline: number | null;
  readonly candidate: number | null;
  /** what is tested, candidate against baseline: a difference, for `rmse_ratio` the ratio */
  readonly change: number | null;
  /** one-sided bounds of the change, each at α */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly margin: number;
  /** of "no worse than the baseline", adjusted for all that was tested beside it */
  readonly p: number | null;
  /** replicates, of the smaller side */
  readonly n: number;
  readonly verdict: Verdict;
  /** replicates at which the change seen here would be decided; null where it is decided or nobody can say */
  readonly needs: number | null;
  /** for what is out of the ordinary */
  readonly remark?: string;
};

/** How an arm in a cell was found. */
export type Sameness = { readonly cell: string; readonly arm: string; readonly tier: Tier; readonly n: number };

export type Comparison = {
  readonly paired: boolean;
  readonly verdict: Verdict;
  /** how failed fits count: the baseline's study declares it */
  readonly policy: PrimaryPolicy;
  readonly sameness: readonly Sameness[];
  /** one an arm and measure, aggregated over its cells, channels and estimands: what the verdict rests on */
  readonly gates: readonly Endpoint[];
  /** the single questions behind the gates that have several; a regression among them counts */
  readonly details: readonly Endpoint[];
  /** the gates as analyzed, to look at beside those that were judged by another policy; empty where that is the policy */
  readonly asAnalyzed: readonly Endpoint[];
  readonly remarks: readonly string[];
};
