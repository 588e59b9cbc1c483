/** Which controls an arm's estimator gets: none, those the analyst's graph asks for, or these. Left out: all. */
export type ControlChoice = 'none' | 'from-graph' | readonly string[];

/** How the analyst's graph differs from the scenario's. Arrows are written `demand -> search`. */
export type GraphEdits = {
  /** arrows left out */
  readonly without?: readonly string[];
  /** arrows drawn the other way round, with their lags */
  readonly reversed?: readonly string[];
  /** arrows that are not there, without a lag */
  readonly add?: readonly string[];
  /** variables that the analyst does not think of: gone from graph and data */
  readonly forgotten?: readonly string[];
};

/** What became of an arm's choice in a cell. */
export type Adjustment = {
  /** series of the data that stay, in the data's order, at these lags in periods of the data */
  readonly controls: readonly { readonly name: string; readonly lags: readonly number[] }[];
  /** from-graph only: for which channels the analyst's graph calls the controls right. @see src/causal/adjustmentFor.ts */
  readonly basis?: 'joint' | 'some' | 'none';
  /** with basis `some`: these channels */
  readonly right?: readonly string[];
  /** where data and graph do not quite meet; left out: nowhere */
  readonly notes?: readonly string[];
};
