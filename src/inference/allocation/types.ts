/** What a part returns for an amount, over the bounds that its constraint gives it. */
export type ResponseCurve = {
  readonly at: (x: number) => number;
  /** derivative of `at`; Infinity is allowed at the lower bound */
  readonly slope: (x: number) => number;
  /** true where `slope` falls all the way: the split by equal marginal returns is then the best one */
  readonly concave: boolean;
};

/** A budget to be spent to the last unit on parts, each between its bounds. */
export type Constraint = {
  readonly budget: number;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
};

export type Allocation = {
  /** one a part, within its bounds; they sum to the budget */
  readonly amounts: Float64Array;
  readonly value: number;
  /** what the last unit of budget brings: the marginal return that all parts between their bounds have in common */
  readonly price: number;
  /** `equal-marginals` is the best split; `multi-start` is the best of the local optima that were found */
  readonly method: 'equal-marginals' | 'multi-start';
};

/** No split meets the constraint. */
export type Infeasible = { readonly reason: string };
