import { studentTCdf, studentTQuantile } from '../../core/distributions.ts';

/** One coefficient against 0, by Student's t. */
export type CoefficientTest = {
  readonly value: number;
  readonly se: number;
  readonly t: number;
  /** two-sided; from the lower tail, so that small ones keep their digits */
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
};

/** t statistic, p-value and interval of a coefficient with a positive standard error.
 *  @param df n − k
 *  @param level of the interval, 0 < level < 1 */
export function testCoefficient(value: number, se: number, df: number, level: number): CoefficientTest {
  if (!(se > 0)) throw new RangeError(`testCoefficient: standard error ${se}; a positive one is needed`);
  const t = value / se;
  const half = studentTQuantile((1 + level) / 2, df) * se;
  return { value, se, t, p: 2 * studentTCdf(-Math.abs(t), df), lower: value - half, upper: value + half };
}
