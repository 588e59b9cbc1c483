import { choleskyInPlace } from '../../core/linalg/cholesky.ts';
import { dot } from '../../core/linalg/products.ts';
import { solveLower } from '../../core/linalg/triangular.ts';
import { singularValues } from './collinearity.ts';
import type { LeastSquaresFit } from './fit.ts';
import { neweyWestCovariance } from './neweyWest.ts';
import type { TwoStageFit } from './twoStage.ts';

/** Q_z'x, K values: a column along orthonormal instruments that are cleared of the exogenous columns. Those are the last K
 *  columns of the first stage's Q. */
function alongInstruments({ n, k, q, y }: LeastSquaresFit, instruments: number): Float64Array {
  return Float64Array.from({ length: instruments }, (_, i) => dot(q, (k - instruments + i) * n, y, 0, n));
}

/** F of the excluded instruments in a first stage, by the classical covariance.
 *  @returns Infinity where the stage fits exactly */
export function firstStageF(first: LeastSquaresFit, instruments: number): number {
  const along = alongInstruments(first, instruments);
  return dot(along, 0, along, 0, instruments) / instruments / (first.rss / first.df);
}

/** The effective F of one endogenous column, ‖Q_z'x‖²/tr(W), with W the Newey–West variance of Q_z'v: what measures the
 *  bias of 2SLS whatever the errors. With lag 0 and one instrument it is the robust F.
 *  @param lag as `neweyWestCovariance`
 *  @see Montiel Olea & Pflueger (2013), Journal of Business & Economic Statistics 31, eq. 10 */
export function effectiveF(first: LeastSquaresFit, instruments: number, lag: number, periods: number): number {
  const { k } = first;
  // with R = I the sandwich is its own filling
  const identity = new Float64Array(k * k);
  for (let j = 0; j < k; j++) identity[j + j * k] = 1;
  const filling = neweyWestCovariance({ ...first, inverseR: identity }, lag, periods);
  let trace = 0;
  for (let j = k - instruments; j < k; j++) trace += filling[j + j * k]!;
  const along = alongInstruments(first, instruments);
  return dot(along, 0, along, 0, instruments) / trace;
}

/** Cragg–Donald statistic: the smallest eigenvalue of Σ⁻½ X'Q_z Q_z'X Σ⁻½ / K, with Σ the covariance of the first stages'
 *  errors. With one endogenous column it is that column's F.
 *  @returns undefined where a first stage fits exactly, and with fewer instruments than endogenous columns
 *  @see Cragg & Donald (1993), Econometric Theory 9; Stock & Yogo (2005) for what is large */
export function craggDonald({ first, instruments }: TwoStageFit): number | undefined {
  const m = first.length;
  if (instruments < m) return undefined;
  const { n, df } = first[0]!;
  const lower = new Float64Array(m * m);
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++) lower[a + b * m] = dot(first[a]!.residuals, 0, first[b]!.residuals, 0, n) / df;
  if (!choleskyInPlace(lower, m)) return undefined;
  // rows of Q_z'X solved by the Cholesky factor: their singular values squared are the eigenvalues
  const along = first.map((fit) => alongInstruments(fit, instruments));
  const scaled = new Float64Array(instruments * m);
  const row = new Float64Array(m);
  for (let i = 0; i < instruments; i++) {
    for (let j = 0; j < m; j++) row[j] = along[j]![i]!;
    solveLower(lower, m, m, row);
    for (let j = 0; j < m; j++) scaled[i + j * instruments] = row[j]!;
  }
  const least = Math.min(...singularValues(scaled, instruments, m));
  return (least * least) / instruments;
}
