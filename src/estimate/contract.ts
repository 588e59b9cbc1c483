import type { ZodType } from 'zod';
import type { Stream } from '../core/random/stream.ts';
import type { Estimand } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Known } from '../inference/sbc/ranks.ts';

export type Interval = { readonly level: number; readonly lower: number; readonly upper: number };

/** One answer: a channel's effect under one estimand. */
export type Effect = {
  readonly estimand: Estimand;
  /** posterior median for Bayesian fits */
  readonly point: number;
  /** standard error or posterior sd; null where the method gives none */
  readonly se: number | null;
  /** one for each asked level, same order */
  readonly intervals: readonly Interval[];
  /** thinned draws, where the method has them; they never leave the worker */
  readonly draws?: Float64Array;
  /** Monte Carlo standard error of the point within this fit (MCMC, bootstrap) */
  readonly mcse?: number;
};

export type Parameter = { readonly name: string; readonly value: number; readonly se?: number };

/** What a fit says a channel brings at other budgets: the curve that a decision is made on. */
export type FittedCurve = {
  readonly channel: string;
  /** one a scale of the request: outcome over window + tail, all geos, with the channel's spend in the window multiplied by
   *  the scale, minus the same with that spend at 0; other channels as they were */
  readonly contribution: Float64Array;
  /** the same of each thinned draw, where the method has draws */
  readonly draws?: readonly Float64Array[];
};

/** What a fit says about itself: numbers by snake_case name (r2, durbin_watson, vif.search, rhat_max …). */
export type Diagnostics = Readonly<Record<string, number>>;

export type RefusalReason =
  | 'rank-deficient'
  | 'more-columns-than-rows'
  | 'constant-channel'
  | 'all-zero-channel'
  | 'too-few-periods'
  | 'unsupported';

type Answers = {
  /** one for each asked estimand, same order; null where the method has no answer to that question */
  readonly effects: readonly (Effect | null)[];
  /** G·T */
  readonly fitted: Float64Array;
  readonly parameters: readonly Parameter[];
  readonly diagnostics: Diagnostics;
  /** where they were asked for: one a channel that the fit knows, in the dataset's order. Left out by a method that has none */
  readonly curves?: readonly FittedCurve[];
};

/** A failed fit is a value, never an exception and never redrawn. @see statistics.md §4 */
export type Estimate =
  | ({ readonly status: 'ok' } & Answers)
  | ({ readonly status: 'nonconverged'; readonly reason: string } & Answers)
  | { readonly status: 'refused'; readonly reason: RefusalReason; readonly detail: string }
  | { readonly status: 'error'; readonly detail: string }
  | { readonly status: 'invalid-output'; readonly detail: string }
  /** a program outside of this process did not answer in time; a fit inside is stopped by the parent process */
  | { readonly status: 'timeout'; readonly detail: string };

/** At which budgets response curves are wanted. */
export type CurveRequest = {
  /** first and last period in which spend is scaled, 0-based, inclusive */
  readonly window: readonly [first: number, last: number];
  /** extra periods counted after the window, by channel */
  readonly tails: Readonly<Record<string, number>>;
  /** multiples of the factual spend, ascending, the first of them 0 */
  readonly scales: readonly number[];
  /** at most so many draws of each curve */
  readonly draws: number;
};

/** What is asked of a fit. Effects come back in the order of `estimands`. */
export type FitRequest = {
  readonly estimands: readonly Estimand[];
  readonly levels: readonly number[];
  /** left out where no decision is to be made */
  readonly curves?: CurveRequest;
  /** a stream for each role (`bootstrap`, `chain/3`): keyed by study seed, replicate, dataset and arm */
  readonly stream: (role: string) => Stream;
};

/** What a fit conditions on: with the graph, it decides which effect the fit aims at. @see statistics.md §1 */
export type Conditioning = {
  /** channels and controls that stand in the outcome equation */
  readonly variables: readonly string[];
  /** mediators whose own response the fit models, so that total and direct effects are told apart */
  readonly models: readonly string[];
  /** channels whose effect is found by other means than adjustment, and by which */
  readonly ways?: Readonly<Record<string, Way>>;
};

/** How a channel's effect is found where nothing that is conditioned on could take its confounding away.
 *  @see docs/methods/identification.md */
export type Way =
  /** through a mediator that carries all of it: that mediator's response to the channel, given `beside`, times what it does given
   *  the channel */
  | { readonly by: 'front-door'; readonly mediator: string; readonly beside: readonly string[] }
  /** from what moves the channel, and nothing else but through it */
  | { readonly by: 'instrument'; readonly instruments: readonly string[] };

/** An estimator with a prior on one design: it can make data from the prior and be held to what it says of them.
 *  @see statistics.md §6 */
export type Calibration = {
  /** parameters, `roas[tv]` of every channel, `total_contribution`, `log_likelihood` */
  readonly quantities: readonly string[];
  /** Parameters from the prior, an outcome from the parameters, a fit to the outcome.
   *  @param draws thinned draws of each quantity that are given back */
  readonly simulate: (draws: number, stream: FitRequest['stream']) => CalibrationFit;
};

/** One simulation: the quantities in the order of their names, or why the fit is not to be ranked. */
export type CalibrationFit =
  | { readonly status: 'ok'; readonly known: readonly Known[] }
  | { readonly status: 'nonconverged'; readonly reason: string };

/** A back-end. Same inputs, same bits; the truth cannot be reached from here. */
export type Estimator<Settings = unknown> = {
  readonly id: string;
  readonly about: string;
  readonly settingsSchema: ZodType<Settings>;
  /** oracles only: `experiment` writes the true effects of the replicate into `settings.effects`, and the row says so */
  readonly needsTruth?: boolean;
  readonly conditionsOn: (settings: Settings, dataset: Dataset) => Conditioning;
  readonly fit: (dataset: Dataset, settings: Settings, request: FitRequest) => Estimate | Promise<Estimate>;
  /** only with a prior to draw from
   *  @param design its outcome is not used
   *  @throws InputError where the settings do not fit the design */
  readonly calibration?: (design: Dataset, settings: Settings) => Calibration;
};
