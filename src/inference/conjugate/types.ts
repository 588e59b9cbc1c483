/** One Gaussian statement on the coefficients: weights'β ~ N(value, sd²σ²). A prior on a coefficient is one, and so is an
 *  experiment that measured a combination of them. */
export type GaussianRow = {
  /** k */
  readonly weights: Float64Array;
  readonly value: number;
  /** in units of the noise's sd, above 0 */
  readonly sd: number;
};

/** What is believed of the noise variance σ²: known, or inverse gamma with density ∝ (σ²)^(−shape−1) exp(−rate/σ²). */
export type NoiseLaw =
  | { readonly kind: 'known'; readonly sd: number }
  | { readonly kind: 'inverse-gamma'; readonly shape: number; readonly rate: number };

/** y = Xβ + N(0, σ²), with as many Gaussian rows beside the data as one likes. */
export type ConjugateModel = {
  /** n × k column-major */
  readonly x: Float64Array;
  /** n */
  readonly y: Float64Array;
  readonly k: number;
  /** priors of coefficients, one each at most; a coefficient without one has a flat prior */
  readonly prior: readonly GaussianRow[];
  /** what else was observed, weighed like data */
  readonly observations?: readonly GaussianRow[];
  readonly noise: NoiseLaw;
};

/** The exact posterior: β given σ² is N(mean, σ²·FFᵀ), and σ² has the law `noise`. */
export type ConjugatePosterior = {
  readonly status: 'ok';
  readonly k: number;
  readonly mean: Float64Array;
  /** F, k × k upper triangle, column-major */
  readonly factor: Float64Array;
  readonly noise: NoiseLaw;
  /** log p(y, observations); a flat prior counts as density 1, which is a constant left open */
  readonly logEvidence: number;
};

/** Student's t of a linear function of the coefficients; normal where `df` is Infinity. */
export type Marginal = { readonly location: number; readonly scale: number; readonly df: number };
