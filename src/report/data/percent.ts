import { formatScore } from '../../score/format.ts';

/** A share as a percentage with its Monte Carlo error, which decides the digits; blanks in it do not break.
 *  @example percent(0.6412, 0.021) // '64.1 ± 2.1 %' */
export function percent(share: number, mcse: number | null): string {
  return `${formatScore(100 * share, mcse === null ? null : 100 * mcse).replaceAll(' ', '\u00a0')}\u00a0%`;
}

/** A level of intervals or bands as a percentage, to the digit that it was written with.
 *  @example levelPercent(0.995) // '99.5' */
export const levelPercent = (level: number): string => String(Number((100 * level).toPrecision(12)));
