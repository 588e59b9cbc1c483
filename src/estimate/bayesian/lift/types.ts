/** A test of one channel in the model's scaled terms: N(effect | β·sign·Σ[f(a_t) − f(a′_t)], se²) over the periods that count,
 *  with a the channel's exposure as it was and a′ as the test would have it. */
export type ModelLift = {
  /** place among the model's channels */
  readonly channel: number;
  /** `lead` periods before the test, then those that count */
  readonly factual: Float64Array;
  readonly changed: Float64Array;
  readonly lead: number;
  readonly sign: 1 | -1;
  /** in units of the scaled outcome */
  readonly effect: number;
  readonly se: number;
};
