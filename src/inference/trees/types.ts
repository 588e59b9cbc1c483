/** A regression tree in preorder: the left child of a node is the next one. */
export type Tree = {
  /** the feature that a node splits on; −1 for a leaf */
  readonly feature: Int16Array;
  /** rows at or below it go left */
  readonly threshold: Float64Array;
  /** number of the right child */
  readonly right: Int32Array;
  /** mean target of a leaf's rows */
  readonly value: Float64Array;
};

/** base + scale·Σ trees: an average for a forest, small steps for boosting. */
export type Ensemble = {
  readonly base: number;
  readonly scale: number;
  readonly trees: readonly Tree[];
  /** k: squared error that splits on a feature took away, summed over trees */
  readonly importance: Float64Array;
};

/** How far a tree is grown. */
export type Growth = {
  /** splits on the longest path at most, or Infinity */
  readonly depth: number;
  /** distinct rows that a leaf has at least */
  readonly minLeaf: number;
  /** 1..k features, drawn anew for each split, that it chooses among; such as do not vary in the node do not count */
  readonly features: number;
};
