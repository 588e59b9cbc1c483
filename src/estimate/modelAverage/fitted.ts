import type { Estimate } from '../contract.ts';

/** Draws of a candidate's answers, from its joint posterior. */
export type Draws = {
  /** one an estimand: a value a draw; null where the model has no answer */
  readonly effects: readonly (Float64Array | null)[];
  /** where they were asked for: by channel and draw, one value a scale */
  readonly curves: readonly (readonly Float64Array[])[] | null;
};

/** One candidate after its fit. */
export type Fitted =
  | {
      readonly status: 'answered';
      readonly name: string;
      /** why its fit is not to be trusted */
      readonly reason: string | null;
      /** G·T */
      readonly fitted: Float64Array;
      /** log p(y_i | y_−i), G·T; null where there is none to be had */
      readonly pointwise: Float64Array | null;
      /** where the densities come from importance sampling: the largest k̂, and how many are above their threshold */
      readonly pareto: { readonly largest: number; readonly bad: number } | null;
      readonly channels: readonly string[];
      /** evenly from all that the fit has, or as many new ones */
      readonly draw: (count: number) => Draws;
    }
  | { readonly status: 'unanswered'; readonly name: string; readonly estimate: Estimate };

export type Answered = Extract<Fitted, { readonly status: 'answered' }>;
