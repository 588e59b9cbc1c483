/** So many digits are beyond what a drawing or a hover shows, and halve the page. */
const DRAWN_DIGITS = 6;

/** A number as the page draws it; null for none.
 *  @example drawn(0.123456789) // 0.123457 */
export function drawn(value: number | null | undefined): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  return Number(value.toPrecision(DRAWN_DIGITS));
}

export const drawnSeries = (values: Iterable<number>): readonly number[] => Array.from(values, (x) => drawn(x) ?? 0);
