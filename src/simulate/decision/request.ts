/** A decision to be made on a world: how to split the budget of a window among its channels. Each channel's path in the
 *  window is multiplied by a constant, its scale, and is what it was before and after.
 *  @see statistics.md §1, docs/methods/decisions.md */
export type DecisionRequest = {
  /** the budget, as a multiple of what was spent in the window */
  readonly times: number;
  /** smallest and largest scale of every channel */
  readonly bounds: readonly [lowest: number, highest: number];
  /** first and last period whose spend is decided, 0-based, inclusive; default: the whole estimation window */
  readonly window?: readonly [first: number, last: number];
  /** `total`: what is not decided responds, unpaid mediators above all. `direct`: mediators stay as they were */
  readonly effects: 'total' | 'direct';
};

/** Splits that need no model, in the order of the tables. */
export const ruleIds = ['keep', 'proportional', 'equal'] as const;
export type RuleId = (typeof ruleIds)[number];
