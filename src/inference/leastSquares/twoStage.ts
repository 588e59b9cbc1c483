import { multiplyVector } from '../../core/linalg/products.ts';
import { gather } from './dependence.ts';
import { type LeastSquaresFit, type LeastSquaresRefusal, leastSquares } from './fit.ts';

/** A two-stage least-squares fit. */
export type TwoStageFit = {
  readonly status: 'ok';
  /** The second stage with the residuals that count, y − Xb on the columns themselves and not on what the instruments
   *  foretell of them; q and inverseR are of the foretold columns. So every covariance of a least-squares fit is that of 2SLS. */
  readonly structural: LeastSquaresFit;
  /** one an endogenous column, in their order: its regression on the exogenous columns and then the instruments */
  readonly first: readonly LeastSquaresFit[];
  /** numbers of the endogenous columns */
  readonly endogenous: readonly number[];
  /** number of excluded instruments, K */
  readonly instruments: number;
};

/** Why there are no coefficients: in which stage, with column numbers of that stage's design. */
export type TwoStageRefusal = { readonly stage: 'first' | 'second' } & LeastSquaresRefusal;

/** b = (X'PX)⁻¹X'Py with P the projection on all exogenous columns and the instruments.
 *  @param x n × k column-major, all columns of the equation
 *  @param endogenous numbers of the columns that are not taken as given, ascending; at least one
 *  @param z n × K column-major, instruments that stand in no column of the equation
 *  @see Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, §5.2 */
export function twoStageLeastSquares(
  x: Float64Array,
  y: Float64Array,
  endogenous: readonly number[],
  z: Float64Array,
): TwoStageFit | TwoStageRefusal {
  const n = y.length;
  const k = x.length / n;
  const instruments = z.length / n;
  const exogenous = Array.from({ length: k }, (_, j) => j).filter((j) => !endogenous.includes(j));
  const w = Float64Array.from([...gather(x, n, exogenous), ...z]);
  const foretold = x.slice();
  const first: LeastSquaresFit[] = [];
  for (const j of endogenous) {
    const fit = leastSquares(w, x.subarray(j * n, (j + 1) * n), exogenous.length + instruments);
    if (fit.status !== 'ok') return { stage: 'first', ...fit };
    foretold.set(fit.fitted, j * n);
    first.push(fit);
  }
  const second = leastSquares(foretold, y, k);
  if (second.status !== 'ok') return { stage: 'second', ...second };
  const fitted = new Float64Array(n);
  multiplyVector(x, n, k, second.coefficients, fitted);
  const residuals = y.map((value, t) => value - fitted[t]!);
  let rss = 0;
  for (let t = 0; t < n; t++) rss += residuals[t]! * residuals[t]!;
  return { status: 'ok', structural: { ...second, x, fitted, residuals, rss }, first, endogenous, instruments };
}
