import { quantile } from '../../../core/stats.ts';

/** How far an axis of many points goes: past the farthest, unless that is beyond 1.3 times what 99 in 100 stay under; points
 *  beyond stand at the edge, as crosses. */
export function spanOf(values: readonly number[]): number {
  const sizes = values.map(Math.abs);
  const farthest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const cut = sizes.length === 0 ? 0 : 1.3 * quantile(sizes, 0.99);
  const span = cut > 0 && farthest > cut ? cut : farthest;
  return span > 0 && Number.isFinite(span) ? span : 1;
}

/** What is said where points were moved to the edge. */
export function edgeNote(moved: number): readonly string[] {
  if (moved === 0) return [];
  return [
    `${moved} ${moved === 1 ? 'point lies' : 'points lie'} beyond the axes and ${moved === 1 ? 'stands' : 'stand'} at the edge, as a cross.`,
  ];
}

export function clamp(x: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, x));
}

/** 0 and the roundest number that leaves room for its own digits, on both sides: three labels never meet.
 *  @example symmetricTicks(1.4) // [-1, 0, 1] */
export function symmetricTicks(span: number): readonly number[] {
  const tick = roundBelow(span);
  return [-tick, 0, tick];
}

/** The largest of 1, 2, 5 times a power of ten within nine tenths of a span. */
export function roundBelow(span: number): number {
  const exponent = (0.9 * span).toExponential().split('e')[1];
  const round = (digit: number) => Number(`${digit}e${exponent}`);
  return [5, 2].map(round).find((tick) => tick <= 0.9 * span) ?? round(1);
}
