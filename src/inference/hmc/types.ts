/** Log density up to a constant at `q`, gradient written to `gradient`. Anything not finite counts as zero density there:
 *  the proposal is rejected. May be called millions of times, so it should allocate nothing. */
export type LogDensity = (q: Float64Array, gradient: Float64Array) => number;

/** Inverse mass matrix Σ, held by its factor F with Σ = F·Fᵀ: momenta are then standard normal and q = q₀ + F·z. */
export type Metric =
  | { readonly kind: 'diagonal' /** n standard deviations */; readonly factor: Float64Array }
  | { readonly kind: 'dense' /** n × n, row-major, lower triangular */; readonly factor: Float64Array };

/** What one transition says about itself. */
export type TransitionInfo = {
  /** mean Metropolis acceptance probability over all nodes visited: what step size adaptation aims at */
  acceptance: number;
  depth: number;
  leapfrogs: number;
  divergent: boolean;
  /** Hamiltonian at the start of the trajectory, for E-BFMI */
  energy: number;
};

/** What a chain leaves. */
export type Chain = {
  /** draws × n, row-major; fewer rows than asked if the budget ran out */
  readonly draws: Float64Array;
  readonly logDensity: Float64Array;
  readonly energy: Float64Array;
  readonly depth: Uint8Array;
  readonly divergences: number;
  /** share of transitions that reached the largest depth */
  readonly saturatedDepth: number;
  readonly acceptance: number;
  readonly gradients: number;
  readonly stepSize: number;
  readonly metric: Metric;
  readonly outOfBudget: boolean;
};
