import { chiSquaredCdf, fCdf } from '../../core/distributions.ts';
import { dot, multiplyTransposed } from '../../core/linalg/products.ts';
import { leastSquares } from './fit.ts';
import type { TwoStageFit } from './twoStage.ts';

/** A statistic with its p-value. */
export type SpecificationTest = { readonly statistic: number; readonly p: number };

/** Do all instruments tell the same story? n·R² of the residuals on everything exogenous, χ² with as many degrees of freedom as
 *  there are more instruments than endogenous columns; for errors that are independent and of one variance. That they agree does
 *  not make them valid: instruments that are wrong alike agree.
 *  @returns undefined where there are none to spare, or nothing is left to explain
 *  @see Sargan (1958), Econometrica 26 */
export function sargan({ structural, first, instruments }: TwoStageFit): SpecificationTest | undefined {
  const spare = instruments - first.length;
  if (spare < 1 || !(structural.rss > 0)) return undefined;
  const { n, k, q } = first[0]!;
  const along = new Float64Array(k);
  multiplyTransposed(q, n, k, structural.residuals, along);
  const statistic = (n * dot(along, 0, along, 0, k)) / structural.rss;
  return { statistic, p: 1 - chiSquaredCdf(statistic, spare) };
}

/** Would least squares have answered the same? F of the first stages' residuals as further columns of the equation.
 *  @returns undefined where a first stage fits exactly, or no degree of freedom is left
 *  @see Hausman (1978), Econometrica 46; Wooldridge (2010), §6.3.1 */
export function wuHausman({ structural, first }: TwoStageFit): SpecificationTest | undefined {
  const { x, y, k } = structural;
  const m = first.length;
  const restricted = leastSquares(x, y, k);
  const extended = leastSquares(
    Float64Array.from([...x, ...first.flatMap(({ residuals }) => [...residuals])]),
    y,
    k + m,
  );
  if (restricted.status !== 'ok' || extended.status !== 'ok') return undefined;
  const statistic = (restricted.rss - extended.rss) / m / (extended.rss / extended.df);
  return { statistic, p: 1 - fCdf(statistic, m, extended.df) };
}
