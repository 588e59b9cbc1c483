/** Where a problem is solved: made once, used for penalty after penalty. What a solution leaves in `coefficients` is where
 *  the next one starts. */
export type Room = {
  /** k */
  readonly coefficients: Float64Array;
  /** k: Xᵀ(y − Xb)/n, kept up to date with the coefficients */
  readonly gradient: Float64Array;
  /** k: what an absolute value must exceed to be kept, alpha·l1Ratio·unit·factor */
  readonly threshold: Float64Array;
  /** k: alpha·(1 − l1Ratio)·factor */
  readonly ridge: Float64Array;
  /** for the exact step on the coefficients that are not 0 */
  readonly active: Int32Array;
  readonly factorization: Float64Array;
  readonly step: Float64Array;
  readonly combination: Float64Array;
};

/** @param k number of coefficients, all 0 at first */
export function descentRoom(k: number): Room {
  return {
    coefficients: new Float64Array(k),
    gradient: new Float64Array(k),
    threshold: new Float64Array(k),
    ridge: new Float64Array(k),
    active: new Int32Array(k),
    factorization: new Float64Array(k * k),
    step: new Float64Array(k),
    combination: new Float64Array(k),
  };
}
